import { logFactor, logMix, threshold } from "./bet.ts";
import { firstInteger, round6 } from "./numbers.ts";
import { DEFAULT_POLICY, MICRO } from "./defaults.ts";
import type { ScorePolicy } from "./policy.ts";

/** How the rule treats a skill whose intents pass with chance `p`: when it is pruned, in intents, and how likely by then. */
export interface Operating {
  p: number;
  ever: number;
  by30: number;
  by100: number;
  /** Mean number of intents until the prune, among the skills that are pruned. */
  meanDelay: number | null;
  /** Intents after which half of such skills are pruned. */
  median: number | null;
}

/** The largest number of passes among `n` pass-or-fail intents that still prunes; -1 if none does. */
export function boundary(n: number, policy: ScorePolicy = DEFAULT_POLICY): number {
  if (n < policy.minIntents) return -1;
  const needed = threshold(policy.alpha);
  const factors = policy.grid.map((share) => ({
    fail: logFactor(0, policy.floor, share),
    pass: logFactor(MICRO, policy.floor, share),
  }));
  const logE = (passes: number) => logMix(factors.map(({ fail, pass }) => (n - passes) * fail + passes * pass));
  return (firstInteger(0, n, (passes) => logE(passes) < needed) ?? n + 1) - 1;
}

/** The boundary of each number of intents from 0 to `horizon`. */
export function boundaries(horizon: number, policy: ScorePolicy = DEFAULT_POLICY): number[] {
  return Array.from({ length: horizon + 1 }, (_, n) => boundary(n, policy));
}

/**
 * The exact chance that a skill is ever pruned within `horizon` ≥ 1 pass-or-fail intents, looked at after each one, when an
 * intent passes with chance `p`. Dynamic programming over (intents, passes), no random numbers; veto left out. Source:
 * scoring.md, section G. `bounds` are another rule's, by the number of intents; they never fall.
 */
export function operating(
  p: number,
  horizon: number,
  policy: ScorePolicy = DEFAULT_POLICY,
  bounds: readonly number[] = boundaries(horizon, policy),
): Operating {
  const alive = new Float64Array(horizon + 1);
  alive[0] = 1;
  let [pruned, delay] = [0, 0];
  // Below it every chance is nought: those skills are pruned already.
  let fewest = 0;
  const prunedBy: number[] = [];
  for (let n = 1; n <= horizon; n += 1) {
    for (let passes = n; passes > fewest; passes -= 1) {
      alive[passes] = (alive[passes] ?? 0) * (1 - p) + (alive[passes - 1] ?? 0) * p;
    }
    alive[fewest] = (alive[fewest] ?? 0) * (1 - p);
    for (; fewest <= (bounds[n] ?? -1); fewest += 1) {
      const now = alive[fewest] ?? 0;
      pruned += now;
      delay += n * now;
      alive[fewest] = 0;
    }
    prunedBy.push(pruned);
  }
  const by = (look: number) => round6(prunedBy[Math.min(look, horizon) - 1] ?? 0);
  const half = prunedBy.findIndex((share) => share >= 0.5);
  return {
    p,
    ever: round6(pruned),
    by30: by(30),
    by100: by(100),
    meanDelay: pruned > 0 ? round6(delay / pruned) : null,
    median: half === -1 ? null : half + 1,
  };
}

/** `operating` for several chances of a pass, with the boundaries computed once. */
export function operatingTable(
  chances: readonly number[],
  horizon: number,
  policy: ScorePolicy = DEFAULT_POLICY,
  bounds: readonly number[] = boundaries(horizon, policy),
): Operating[] {
  return chances.map((p) => operating(p, horizon, policy, bounds));
}
