import { MICRO } from "./defaults.ts";
import { clamp } from "./numbers.ts";
import type { ScorePolicy } from "./policy.ts";

/**
 * Wilson's interval for a mean of `n` values in 0..1 that sum to `sumMicro` millionths, with the normal quantile `z`. It is
 * right for graded values too: their variance is at most that of pass and fail. For one look; decisions never use it.
 * Source: Wilson 1927; scoring.md, section A.
 */
export function wilson(sumMicro: number, n: number, z: number): { lo: number; hi: number; half: number } {
  if (n === 0) return { lo: 0, hi: 1, half: 0.5 };
  const rate = sumMicro / (MICRO * n);
  const scale = 1 + (z * z) / n;
  const centre = (rate + (z * z) / (2 * n)) / scale;
  const half = (z / scale) * Math.sqrt((rate * (1 - rate)) / n + (z * z) / (4 * n * n));
  return { lo: clamp(centre - half, 0, 1), hi: clamp(centre + half, 0, 1), half };
}

/** Where an interval lies: wholly above or below the floor, over it, or made of too few intents to say. */
export type ScorePlace = "above" | "below" | "undecided" | "few";

/** The place of the interval `lo`..`hi`, in 0..1, of a score of so many intents. */
export function placeOf(
  { lo, hi, intents }: { lo: number; hi: number; intents: number },
  policy: Pick<ScorePolicy, "floor" | "minIntents">,
): ScorePlace {
  const floor = policy.floor / MICRO;
  if (intents < policy.minIntents) return "few";
  if (lo > floor) return "above";
  return hi < floor ? "below" : "undecided";
}
