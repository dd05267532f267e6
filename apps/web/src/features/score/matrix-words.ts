import type { CompareCell, PolicyBrief } from "@yardlet/services";
import { formatDifference, formatDifferenceRange, formatRange, formatScore } from "./format.ts";
import { DIFFERENCES, NOT_COMPARABLE, NOT_COMPARABLE_SHORT, PLACES, STATES } from "./words.ts";

export type MatrixMode = "score" | "difference";

export interface MatrixCellInput {
  /** Null and undefined have no evidence. */
  cell: CompareCell | null | undefined;
  mode: MatrixMode;
  policy: PolicyBrief;
  /** What the cell is of, in words. */
  where: string;
}

type Look = (typeof PLACES | typeof DIFFERENCES)[CompareCell["place"]];
export type Standing = (typeof STATES)[keyof typeof STATES];

interface Words {
  /** All of it, for the pointer that rests. */
  title: string;
  /** How the repo stands to the skill. */
  standing: Standing | null;
}

/** What a cell of a matrix says; null where there is no evidence. */
export type MatrixWords =
  /** No task yet, or too few to tell. */
  | (Words & { kind: "empty" })
  | (Words & { kind: "few"; look: Look; why: string })
  | (Words & { kind: "known"; look: Look; number: string; range: string; n: number; interval: Interval });

interface Interval {
  value: number;
  lo: number;
  hi: number;
}

/** Puts a cell into words, the same wherever it is drawn. Pure. */
export function matrixWords({ cell, mode, policy, where }: MatrixCellInput): MatrixWords | null {
  if (!cell) return null;
  const { place, value, lo, hi, n, state } = cell;
  const look = (mode === "score" ? PLACES : DIFFERENCES)[place];
  const standing = state === undefined ? null : STATES[state];
  const stands = standing === null ? "" : `, ${standing.word}`;
  if (n === 0 && mode === "score") return { kind: "empty", title: `${where}: no task yet${stands}`, standing };
  if (place === "few" || value === null || lo === null || hi === null) {
    const title = `${where}: ${longWhy(cell, mode, policy)}${stands}`;
    return { kind: "few", title, standing, look, why: shortWhy(cell, mode, policy) };
  }
  const range = mode === "score" ? formatRange(lo, hi) : formatDifferenceRange(lo, hi);
  const number = mode === "score" ? formatScore(value) : formatDifference(value);
  const title = `${where}: ${number}, 95 % interval ${range}, ${n} intents${stands}`;
  return { kind: "known", title, standing, look, number, range, n, interval: { value, lo, hi } };
}

function shortWhy({ n, why }: CompareCell, mode: MatrixMode, policy: PolicyBrief): string {
  if (mode === "score") return `${n} of ${policy.minIntents}`;
  return why === undefined ? "unknown" : NOT_COMPARABLE_SHORT[why];
}

function longWhy({ n, why }: CompareCell, mode: MatrixMode, policy: PolicyBrief): string {
  if (mode === "score") return `${n} of ${policy.minIntents} intents`;
  return why === undefined ? "unknown" : `not comparable, because ${NOT_COMPARABLE[why]}`;
}
