import * as z from "zod";
import { Grade } from "./grade.ts";
import { FORMULA } from "./defaults.ts";

const count = z.int().min(0);
const Rate = z.strictObject({ n: count, rate: z.number().nullable() });

/**
 * The evidence about one skill version. `score` is the mean value of its intents with the interval `lo`..`hi`, all in 0..1 with
 * six decimals; `sumU` in millionths and `L` in nano-nats are the exact sums; `logE` and `threshold` are nats.
 */
export const Score = z.strictObject({
  formula: z.literal(FORMULA),
  units: count,
  intents: count,
  excluded: z.record(z.string(), count),
  score: z.number().nullable(),
  lo: z.number(),
  hi: z.number(),
  grade: Grade,
  furtherIntents: count,
  nextGradeIn: count,
  furtherReviews: count,
  components: z.strictObject({ review: Rate, firstTry: Rate, retry: Rate }),
  sumU: count,
  L: z.array(z.int()),
  logE: z.number(),
  threshold: z.number(),
  failsToPrune: count.nullable(),
});
export type Score = z.infer<typeof Score>;

/** Why work with a skill and work without it cannot be compared. */
export const UpliftReason = z.enum([
  "no_evidence",
  "no_shared_stratum",
  "few_with",
  "few_without",
  "low_overlap",
  "zero_variance",
]);
export type UpliftReason = z.infer<typeof UpliftReason>;

/**
 * How much better work with a skill is than work without it in the same repo and kind: the difference of the means `rd` in -1..1,
 * its interval `lo`..`hi`, and the one-sided bound `vetoLo`. `overlap` is the share of intents in shared strata.
 */
export const Uplift = z.strictObject({
  comparable: z.boolean(),
  reason: UpliftReason.nullable(),
  rd: z.number().nullable(),
  vetoLo: z.number().nullable(),
  lo: z.number().nullable(),
  hi: z.number().nullable(),
  strata: count,
  withIntents: count,
  withoutIntents: count,
  overlap: z.number().nullable(),
});
export type Uplift = z.infer<typeof Uplift>;

export const ScoreAction = z.enum(["keep", "flag", "propose", "prune"]);
export type ScoreAction = z.infer<typeof ScoreAction>;

export const ScoreReason = z.enum([
  "no_evidence",
  "not_below_floor",
  "too_few_intents",
  "veto_uplift",
  "pinned",
  "source_not_learned",
  "auto_prune_off",
  "below_floor",
]);
export type ScoreReason = z.infer<typeof ScoreReason>;

/** What the evidence says is to be done. `below`: the bet is won; `evidence`: the bettors' mean coins, at most a thousand million. */
export const ScoreDecision = z.strictObject({
  action: ScoreAction,
  reason: ScoreReason,
  below: z.boolean(),
  veto: z.boolean(),
  logE: z.number(),
  threshold: z.number(),
  evidence: z.number(),
});
export type ScoreDecision = z.infer<typeof ScoreDecision>;
