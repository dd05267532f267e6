import type { Match } from "./match.ts";
import type { Confidence, Detection, Evidence } from "./types.ts";

/** Sums of strength from which a preset applies. */
export const CERTAIN = 1;
export const LIKELY = 0.5;

/** Examples, tests, docs and tools together never make a preset likely. */
const MAX_FROM_ELSEWHERE = 0.1;
const MAX_EVIDENCE = 5;

/** A package that is the first is less probably also the second: its matches there count that much less. */
export interface Rivalry {
  winner: string;
  loser: string;
  factor: number;
  inside?: boolean;
}

/** Applies rivalries package by package: the winner must be likely in the same package, or certain in one that encloses it. */
export function settleRivals(matches: readonly Match[], rivalries: readonly Rivalry[]): Match[] {
  const sums = new Map<string, Match[]>();
  for (const match of matches) {
    const key = `${match.home}\0${match.signal.preset}`;
    const list = sums.get(key);
    if (list === undefined) sums.set(key, [match]);
    else list.push(match);
  }
  const strengths = new Map([...sums].map(([key, list]) => [key, sumOf(list)]));
  const reaches = (preset: string, home: string, atLeast: number) => (strengths.get(`${home}\0${preset}`) ?? 0) >= atLeast;
  return matches.map((match) => {
    if (match.strength <= 0) return match;
    const factors = rivalries
      .filter(({ winner, loser, inside = false }) => {
        if (loser !== match.signal.preset) return false;
        if (reaches(winner, match.home, LIKELY)) return true;
        return inside && enclosing(match.home).some((home) => reaches(winner, home, CERTAIN));
      })
      .map((each) => each.factor);
    return factors.length === 0 ? match : { ...match, strength: match.strength * Math.min(...factors) };
  });
}

/** All folders above a folder, up to the root. */
function enclosing(home: string): string[] {
  const parts = home === "" ? [] : home.split("/");
  return Array.from({ length: parts.length }, (_, length) => parts.slice(0, length).join("/"));
}

/** The preset's detection from its matches, or nothing when they do not weigh enough. */
export function weigh(preset: string, matches: readonly Match[]): Detection | undefined {
  const confidence = confidenceOf(sumOf(matches));
  if (confidence === undefined) return undefined;
  return { preset, confidence, evidence: bestEvidence(matches) };
}

function confidenceOf(sum: number): Confidence | undefined {
  const rounded = Math.round(sum * 1000) / 1000;
  return rounded >= CERTAIN ? "certain" : rounded >= LIKELY ? "likely" : undefined;
}

/** Rows that say the same count once, by their strongest match. */
export function sumOf(matches: readonly Match[]): number {
  const own = new Map<string, number>();
  const elsewhere = new Map<string, number>();
  for (const { signal, strength, own: isOwn } of matches) {
    if (strength < 0 && !isOwn) continue;
    const sums = isOwn ? own : elsewhere;
    const known = sums.get(signal.what);
    if (known === undefined || Math.abs(strength) > Math.abs(known)) sums.set(signal.what, strength);
  }
  const remaining = [...elsewhere].map(([what, strength]) => Math.max(strength - Math.max(own.get(what) ?? 0, 0), 0));
  return total(own.values()) + Math.min(total(remaining), MAX_FROM_ELSEWHERE);
}

function total(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

/** The strongest match of each signal first, then the rest, at most five; shown in order of path and line. */
function bestEvidence(matches: readonly Match[]): Evidence[] {
  const strongest = matches.filter((match) => match.strength > 0).sort(strongestFirst);
  const seen = new Set<string>();
  const [firsts, rest]: [Match[], Match[]] = [[], []];
  for (const match of strongest) {
    (seen.has(match.signal.what) ? rest : firsts).push(match);
    seen.add(match.signal.what);
  }
  const shown = new Map<string, Evidence>();
  for (const { path, line, what } of [...firsts, ...rest]) {
    const key = `${path}\0${line ?? ""}\0${what}`;
    if (shown.size < MAX_EVIDENCE && !shown.has(key)) shown.set(key, line === undefined ? { path, what } : { path, line, what });
  }
  return [...shown.values()].sort(byPath);
}

function strongestFirst(a: Match, b: Match): number {
  return b.strength - a.strength || byPath(a, b);
}

interface At {
  path: string;
  line?: number | undefined;
  what: string;
}

function byPath(a: At, b: At): number {
  return compare(a.path, b.path) || (a.line ?? 0) - (b.line ?? 0) || compare(a.what, b.what);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
