import { MICRO } from "./defaults.ts";
import type { WhatIfEvidence } from "./what-if.ts";

/** The rule that policies are held against: after every intent from the third on, prune what has a mean below 0.34 (millionths). */
export const NAIVE = { minIntents: 3, below: 340_000 } as const;

/** The largest number of passes among n pass-or-fail intents that the naive rule prunes, for each n from 0 to `horizon`; -1 if none. */
export function naiveBoundaries(horizon: number): number[] {
  return Array.from({ length: horizon + 1 }, (_, n) =>
    n < NAIVE.minIntents ? -1 : Math.ceil((NAIVE.below * n) / MICRO) - 1,
  );
}

/** After how many intents the naive rule would first have pruned a version, as far as its intents are in order; null where never. */
export function naiveAt({ values, order }: Pick<WhatIfEvidence, "values" | "order">): number | null {
  let sum = 0;
  for (const [at, place] of order.entries()) {
    const n = at + 1;
    sum += values[place] ?? 0;
    if (n >= NAIVE.minIntents && sum < NAIVE.below * n) return n;
  }
  return null;
}
