import type { ScorePlace, ScorePolicy, WhatIf, WhatIfTurn } from "@yardlet/core/score";
import { placeOf, wilson } from "@yardlet/core/score/interval";
import { naiveAt } from "@yardlet/core/score/naive";
import { turnOf, whatIf } from "@yardlet/core/score/what-if";
import type { PolicyEvidence, WhatIfLine } from "@yardlet/services";

const MICRO = 1_000_000;

/** A version with what no knob changes: its score, what the policy in force and the naive rule say of it. */
export interface Ground {
  line: WhatIfLine;
  intents: number;
  score: number;
  lo: number;
  hi: number;
  inForce: WhatIf;
  naiveAt: number | null;
}

/** Every version, most coins against it by the policy in force first: rows keep their places while knobs turn. */
export function groundOf({ lines, policy }: Pick<PolicyEvidence, "lines" | "policy">): Ground[] {
  const decided = new Map(whatIf(lines, policy).map((one) => [one.id, one]));
  return lines
    .flatMap((line): Ground[] => {
      const inForce = decided.get(line.id);
      if (!inForce) return [];
      const sum = line.values.reduce((all, value, place) => all + value * (line.counts[place] ?? 0), 0);
      const { intents } = inForce;
      const { lo, hi } = wilson(sum, intents, policy.zInterval / MICRO);
      return [{ line, intents, score: sum / (MICRO * intents), lo, hi, inForce, naiveAt: naiveAt(line) }];
    })
    .toSorted((a, b) => b.inForce.logE - a.inForce.logE || compare(a.line.name, b.line.name));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export interface TrialRow {
  ground: Ground;
  tried: WhatIf;
  place: ScorePlace;
  turn: WhatIfTurn;
}

/** What a policy would do with every version. */
export function tryPolicy(ground: readonly Ground[], policy: ScorePolicy): TrialRow[] {
  const decided = whatIf(
    ground.map(({ line }) => line),
    policy,
  );
  return ground.flatMap((one, at): TrialRow[] => {
    const tried = decided[at];
    if (!tried) return [];
    return [{ ground: one, tried, place: placeOf(one, policy), turn: turnOf(one.inForce.action, tried.action) }];
  });
}

export interface TrialSum {
  learned: number;
  others: number;
  /** Learned skills that would be pruned, and how many of them only once a person agrees. */
  pruned: number;
  proposed: number;
  flagged: number;
  gained: number;
  lost: number;
  same: number;
  /** Learned skills that the naive rule would have pruned at some intent, and how many of them this policy keeps. */
  naive: number;
  naiveKept: number;
}

export function sumOfTrial(rows: readonly TrialRow[]): TrialSum {
  const count = (holds: (row: TrialRow) => boolean) => rows.filter(holds).length;
  const isLearned = ({ ground }: TrialRow) => ground.line.source === "learned";
  const does = (action: WhatIf["action"]) => (row: TrialRow) => row.tried.action === action;
  const isNaive = (row: TrialRow) => isLearned(row) && row.ground.naiveAt !== null;
  const learned = count(isLearned);
  const proposed = count(does("propose"));
  return {
    learned,
    others: rows.length - learned,
    pruned: count(does("prune")) + proposed,
    proposed,
    flagged: count(does("flag")),
    gained: count(({ turn }) => turn === "gained"),
    lost: count(({ turn }) => turn === "lost"),
    same: count(({ turn }) => turn === "same"),
    naive: count(isNaive),
    naiveKept: count((row) => isNaive(row) && row.tried.action === "keep"),
  };
}

/** The rows that are asked for. */
export function filterTrial(
  rows: readonly TrialRow[],
  { show, q }: { show: "acted" | "changed" | null; q: string },
): TrialRow[] {
  const text = q.toLowerCase();
  return rows.filter(
    ({ ground: { line, inForce }, tried, turn }) =>
      `${line.home}/${line.name}`.toLowerCase().includes(text) &&
      (show === null || (show === "changed" ? turn !== "same" : tried.action !== "keep" || inForce.action !== "keep")),
  );
}
