import { threshold } from "../score/bet.ts";
import type { Duels } from "../score/comparison.ts";
import { DEFAULT_POLICY } from "../score/defaults.ts";
import type { ScorePolicy } from "../score/policy.ts";
import type { ScoreDecision, Uplift } from "../score/results.ts";
import type { Proposal } from "./prune.ts";

/** A version, and work with it against work without it. `duels` is null where nothing is paired. */
export interface HarmFacts {
  skill: string;
  version: number;
  decision: Pick<ScoreDecision, "below">;
  uplift: Uplift;
  duels: Duels | null;
  policy?: ScorePolicy;
}

/** What a harm proposes: a person's look, never a prune by itself. `logE` and `threshold` are nats. */
export type HarmDecision =
  | { action: "keep"; reason: "below_floor" | "not_comparable" | "no_warning" }
  | {
      action: "candidate";
      reason: "harmful";
      proposal: Proposal;
      evidence: { pairs: number; logE: number; threshold: number; effect: Uplift };
    };

/**
 * Decides whether to tell a person that work with a version is worse than work without it, though it is above the floor: the duel
 * "without is better" is won, over as many pairs as a regression asks for, and the two are comparable. What is below the floor is
 * told of as that. Source: scoring.md, C; ADR 36.
 */
export function decideHarm(facts: HarmFacts): HarmDecision {
  const { skill, version, decision, uplift, duels, policy = DEFAULT_POLICY } = facts;
  if (decision.below) return { action: "keep", reason: "below_floor" };
  if (!duels || !uplift.comparable || duels.pairs < policy.regressMinPairs) {
    return { action: "keep", reason: "not_comparable" };
  }
  const needed = threshold(policy.alpha);
  if (duels.worse < needed) return { action: "keep", reason: "no_warning" };
  const { pairs, worse: logE } = duels;
  const less = Math.abs(uplift.rd ?? 0).toFixed(2);
  const why = `work with it is worth ${less} less than without it, in ${pairs} pairs of intents of the same repo and kind`;
  return {
    action: "candidate",
    reason: "harmful",
    proposal: { kind: "finding", title: `${skill} v${version} makes work worse`, why },
    evidence: { pairs, logE, threshold: needed, effect: uplift },
  };
}
