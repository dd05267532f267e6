import type { Regression } from "../score/regression.ts";
import type { Proposal } from "./prune.ts";

/** A version, the one before it with evidence, and how they compare (`regressionOf`). `current` is where the pointer is now. */
export interface RegressionFacts {
  skill: string;
  newer: number;
  older: number;
  current: number | null;
  regression: Regression;
}

/** What a regression proposes: going back, never by itself. `evidence` is what the proposal rests on. */
export type RegressionDecision =
  | { action: "keep"; reason: "not_comparable" | "no_warning" | "not_current" }
  | {
      action: "candidate";
      reason: "regressed";
      from: number;
      to: number;
      proposal: Proposal;
      evidence: Pick<Regression, "pairs" | "logE" | "threshold" | "effect">;
    };

/** Decides whether to propose a roll back. A version that nobody is given any more needs none. Source: scoring.md, D. */
export function decideRegression(facts: RegressionFacts): RegressionDecision {
  const { skill, newer, older, current, regression } = facts;
  const { state, pairs, logE, threshold, effect } = regression;
  if (state !== "regressed") return { action: "keep", reason: state };
  if (current !== newer) return { action: "keep", reason: "not_current" };
  const why = `v${newer} does worse than v${older} in ${pairs} pairs of intents`;
  const proposal: Proposal = { kind: "rollback", title: `roll ${skill} back to v${older}`, why };
  const evidence = { pairs, logE, threshold, effect };
  return { action: "candidate", reason: "regressed", from: newer, to: older, proposal, evidence };
}
