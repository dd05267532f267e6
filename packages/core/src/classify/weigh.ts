import { compareText } from "../skill/order.ts";
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
  /** The reason, as a person would say it. */
  why: string;
  /** Also where the winner is certain in a package that encloses the loser's. */
  inside?: boolean;
  /** Only where the winner is stronger than the loser. */
  stronger?: boolean;
}

/**
 * Applies rivalries package by package, in the order of the table: the winner must be likely in the same package, or, for
 * `inside`, certain in one that encloses it. A loser of several counts by the hardest.
 */
export function settleRivals(matches: readonly Match[], rivalries: readonly Rivalry[]): Match[] {
  const groups = new Map<string, Match[]>();
  for (const match of matches) {
    const key = groupKey(match.home, match.signal.preset);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [match]);
    else group.push(match);
  }
  const factors = new Map<string, number>();
  const strengthOf = (home: string, preset: string) => {
    const key = groupKey(home, preset);
    return sumOf((groups.get(key) ?? []).map((match) => weaken(match, factors.get(key))));
  };
  const homes = [...new Set(matches.map((match) => match.home))].sort();
  for (const { winner, loser, factor, inside = false, stronger = false } of rivalries) {
    for (const home of homes.filter((each) => groups.has(groupKey(each, loser)))) {
      const here = strengthOf(home, winner);
      const wins = here >= LIKELY && (!stronger || here > strengthOf(home, loser));
      const key = groupKey(home, loser);
      if (wins || (inside && enclosing(home).some((above) => strengthOf(above, winner) >= CERTAIN))) {
        factors.set(key, Math.min(factor, factors.get(key) ?? 1));
      }
    }
  }
  return matches.map((match) => weaken(match, factors.get(groupKey(match.home, match.signal.preset))));
}

function groupKey(home: string, preset: string): string {
  return `${home}\0${preset}`;
}

function weaken(match: Match, factor = 1): Match {
  return factor === 1 || match.strength < 0 ? match : { ...match, strength: match.strength * factor };
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

/** The strongest match of each signal first, then the rest, at most five, each place once; shown in order of path and line. */
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
    const key = `${path}\0${line ?? ""}`;
    if (shown.size < MAX_EVIDENCE && !shown.has(key))
      shown.set(key, line === undefined ? { path, what } : { path, line, what });
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
  return compareText(a.path, b.path) || (a.line ?? 0) - (b.line ?? 0) || compareText(a.what, b.what);
}
