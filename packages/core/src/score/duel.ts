import { type Bet, bet } from "./bet.ts";
import { cellsByKind, groupInOrder, stratumKey } from "./cells.ts";
import { divRound } from "./numbers.ts";
import { DEFAULT_POLICY, MICRO } from "./defaults.ts";
import type { ScorePolicy } from "./policy.ts";
import type { Unit } from "./unit.ts";
import type { ValuedUnit } from "./unit-value.ts";

/** Two intents of the same repo, one of each side, with their values in millionths. */
export interface Pair {
  repo: string;
  a: number;
  b: number;
}

export interface Duel extends Bet {
  pairs: number;
}

/**
 * Pairs the k-th intent of A with the k-th of B in each repo and kind, in order of their first end; `newestB` takes B's newest
 * first. What has no counterpart is left out. Source: scoring.md, sections C and D.
 */
export function pairsOf(
  aUnits: readonly (Unit | ValuedUnit)[],
  bUnits: readonly (Unit | ValuedUnit)[],
  { newestB = false }: { newestB?: boolean } = {},
  policy: ScorePolicy = DEFAULT_POLICY,
): (Pair & { stratum: string })[] {
  const others = new Map(groupInOrder(cellsByKind(bUnits, policy), stratumKey));
  return groupInOrder(cellsByKind(aUnits, policy), stratumKey).flatMap(([stratum, cells]) => {
    const facing = others.get(stratum) ?? [];
    const ordered = newestB ? facing.toReversed() : facing;
    return cells.flatMap(({ repo, u }, k) => {
      const other = ordered[k];
      return other ? [{ stratum, repo, a: u, b: other.u }] : [];
    });
  });
}

/**
 * The bet that A is better than B: if it is not, the chance that `logE` ever reaches ln(1/alpha) is at most alpha. Each pair
 * counts as one value `(1 - (a - b)) / 2` against a floor of 1/2. Source: scoring.md, section C.
 */
export function duel(pairs: readonly Pair[], policy: ScorePolicy = DEFAULT_POLICY): Duel {
  const values = pairs.map(({ a, b }) => divRound(MICRO - (a - b), 2));
  return { pairs: pairs.length, ...bet(values, MICRO / 2, policy.grid) };
}
