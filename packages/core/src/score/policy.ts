import * as z from "zod";

/** The name of these formulas. Changed formulas get a new name, and old receipts keep the code they were made with. */
export const FORMULA = "sf-1";

/** Values are whole millionths: 1_000_000 is 1. */
export const MICRO = 1_000_000;

/** Shares, weights and bets are whole thousandths: 1_000 is 1. */
export const MILLE = 1_000;

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

export const DEFAULT_POLICY: ScorePolicy = {
  formula: FORMULA,
  wReview: 600,
  wFirstTry: 250,
  wRetry: 150,
  partialCredit: 500,
  floor: 500_000,
  alpha: 50,
  grid: [250, 500, 750],
  minIntents: 5,
  zInterval: 1_959_964,
  solidHalfWidth: 150_000,
  solidReviewShare: 250,
  zUplift: 841_621,
  vetoMargin: 50_000,
  minArm: 5,
  minOverlap: 500,
  promoteRepos: 3,
  promoteMinPairs: 3,
  regressMinPairs: 5,
  autoPrune: true,
};
