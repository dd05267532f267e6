import * as z from "zod";
import { clamp, firstInteger } from "./numbers.ts";
import { DEFAULT_POLICY, MICRO, MILLE, type ScorePolicy } from "./policy.ts";

/** How much evidence there is, not how good the skill is. */
export const Grade = z.enum(["none", "insufficient", "emerging", "solid"]);
export type Grade = z.infer<typeof Grade>;

/** A grade with what the next one asks for: intents and independent reviews still missing. */
export interface Grading {
  grade: Grade;
  /** Intents until the interval is narrow enough for `solid`, at the present rate. */
  furtherIntents: number;
  nextGradeIn: number;
  furtherReviews: number;
}

const MOST_INTENTS = 100_000;
const TOLERANCE = 1e-12;

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

/**
 * `none` without intents, `insufficient` below the policy's least number, `solid` when the interval is narrow and enough units
 * have an independent review, else `emerging`. `sumMicro` sums the values of `n` intents; `reviewed` of `units` have a review.
 */
export function gradeOf(
  evidence: { sumMicro: number; n: number; reviewed: number; units: number },
  policy: ScorePolicy = DEFAULT_POLICY,
): Grading {
  const { sumMicro, n, reviewed, units } = evidence;
  const needed = intentsForSolid(sumMicro, n, policy);
  const wantedReviews = Math.ceil((policy.solidReviewShare * units) / MILLE);
  const furtherReviews = Math.max(0, wantedReviews - reviewed);
  return {
    grade: nameGrade(n, needed, furtherReviews, policy),
    furtherIntents: needed - n,
    nextGradeIn: (n < policy.minIntents ? policy.minIntents : needed) - n,
    furtherReviews,
  };
}

function nameGrade(n: number, needed: number, furtherReviews: number, policy: ScorePolicy): Grade {
  if (n === 0) return "none";
  if (n < policy.minIntents) return "insufficient";
  return needed > n || furtherReviews > 0 ? "emerging" : "solid";
}

function intentsForSolid(sumMicro: number, n: number, policy: ScorePolicy): number {
  const rate = n === 0 ? MICRO / 2 : sumMicro / n;
  const z = policy.zInterval / MICRO;
  const narrow = policy.solidHalfWidth / MICRO + TOLERANCE;
  const least = Math.max(n, policy.minIntents);
  return (
    firstInteger(least, MOST_INTENTS, (count) => wilson(rate * count, count, z).half <= narrow) ??
    Math.max(least, MOST_INTENTS)
  );
}
