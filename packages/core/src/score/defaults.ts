import type { ScorePolicy } from "./policy.ts";

/** The name of these formulas. Changed formulas get a new name, and old receipts keep the code they were made with. */
export const FORMULA = "sf-1";

/** Values are whole millionths: 1_000_000 is 1. */
export const MICRO = 1_000_000;

/** Shares, weights and bets are whole thousandths: 1_000 is 1. */
export const MILLE = 1_000;

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
