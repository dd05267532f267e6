import * as z from "zod";
import { wilson } from "./interval.ts";
import { firstInteger } from "./numbers.ts";
import { DEFAULT_POLICY, MICRO, MILLE } from "./defaults.ts";
import type { ScorePolicy } from "./policy.ts";

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
