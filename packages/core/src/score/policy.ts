import * as z from "zod";
import { FORMULA, MICRO, MILLE } from "./defaults.ts";

const perMille = z.int().min(0).max(MILLE);
const micro = z.int().min(0).max(MICRO);
const quantile = z
  .int()
  .min(0)
  .max(5 * MICRO);
const count = z.int().min(1).max(1000);

/**
 * The numbers of a score that a team may choose, all of them integers. Source: scoring.md, sections A to D.
 *
 * - `wReview`, `wFirstTry`, `wRetry`: weights of a unit's value, per mille; together 1000.
 * - `partialCredit`: what Partial counts where Done counts 1000.
 * - `floor`: the value below which a skill is not worth its place, in millionths.
 * - `alpha`: the chance, per mille, that a skill at the floor is ever pruned; the bet must reach 1000/alpha coins.
 * - `grid`: the bets, per mille of the largest safe one, ascending.
 * - `minIntents`: intents before any decision. `zInterval`: normal quantile of the shown intervals, in millionths.
 * - `solidHalfWidth` (millionths), `solidReviewShare` (per mille of units reviewed): what the grade `solid` asks for.
 * - `zUplift`, `vetoMargin` (millionths): the one-sided bound that vetoes a prune, and how far below zero it may lie.
 * - `minArm` (intents), `minOverlap` (per mille of intents in shared strata): when two arms are comparable.
 * - `promoteRepos`, `promoteMinPairs`, `regressMinPairs`: repos and pairs that promotion and rollback ask for.
 * - `autoPrune`: false makes every prune a proposal.
 */
export const ScorePolicy = z
  .strictObject({
    formula: z.literal(FORMULA),
    wReview: perMille,
    wFirstTry: perMille,
    wRetry: perMille,
    partialCredit: perMille,
    floor: z.int().min(10_000).max(990_000),
    alpha: z.int().min(1).max(500),
    grid: z
      .array(z.int().min(1).max(999))
      .min(1)
      .max(8)
      .refine((grid) => grid.every((bet, index) => index === 0 || bet > (grid[index - 1] ?? 0)), {
        error: "the bets ascend, each one once, such as 250, 500, 750",
      })
      .readonly(),
    minIntents: count,
    zInterval: quantile,
    solidHalfWidth: z.int().min(10_000).max(500_000),
    solidReviewShare: perMille,
    zUplift: quantile,
    vetoMargin: micro,
    minArm: count,
    minOverlap: perMille,
    promoteRepos: count,
    promoteMinPairs: count,
    regressMinPairs: count,
    autoPrune: z.boolean(),
  })
  .refine((policy) => policy.wReview + policy.wFirstTry + policy.wRetry === MILLE, {
    error: "wReview, wFirstTry and wRetry together make 1000",
    path: ["wReview"],
  })
  .readonly();
export type ScorePolicy = z.infer<typeof ScorePolicy>;
