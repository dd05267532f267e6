import { threshold } from "./bet.ts";
import { duel, pairsOf } from "./duel.ts";
import { DEFAULT_POLICY } from "./defaults.ts";
import type { ScorePolicy } from "./policy.ts";
import type { Uplift } from "./results.ts";
import { strataOf } from "./strata.ts";
import type { Unit } from "./unit.ts";
import type { ValuedUnit } from "./unit-value.ts";
import { upliftOf } from "./uplift.ts";

/** Whether a new version is worse than the one before it. `effect` is new against old; `rollback` is only ever a proposal. */
export interface Regression {
  state: "not_comparable" | "no_warning" | "regressed";
  pairs: number;
  logE: number;
  threshold: number;
  effect: Uplift;
  rollback: boolean;
}

/** The duel "the old version is better", its newest intents first. Source: scoring.md, section D. */
export function regressionOf(
  newUnits: readonly (Unit | ValuedUnit)[],
  oldUnits: readonly (Unit | ValuedUnit)[],
  policy: ScorePolicy = DEFAULT_POLICY,
): Regression {
  const pairs = pairsOf(newUnits, oldUnits, { newestB: true }, policy);
  const { logE } = duel(
    pairs.map(({ repo, a, b }) => ({ repo, a: b, b: a })),
    policy,
  );
  const needed = threshold(policy.alpha);
  const state = stateOf(pairs.length >= policy.regressMinPairs, logE >= needed);
  const effect = upliftOf(strataOf(newUnits, oldUnits, policy), policy);
  return { state, pairs: pairs.length, logE, threshold: needed, effect, rollback: state === "regressed" };
}

function stateOf(enough: boolean, won: boolean): Regression["state"] {
  if (!enough) return "not_comparable";
  return won ? "regressed" : "no_warning";
}
