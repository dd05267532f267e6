export { type Bet, bet, failsToPrune, logFactor, logMix, threshold } from "./bet.ts";
export { canonicalJson } from "./canonical.ts";
export {
  type BetKey,
  type CellChange,
  type CellKey,
  type CountedUnit,
  type RollKey,
  type RollupChanges,
  type VersionKey,
  type WorkCellKey,
  type Worker,
  type WorkKey,
  rollsAfter,
  rollupChanges,
  strataOfCells,
  totalsOf,
  kindsOfStrata,
  weekOf,
  workOfCells,
} from "./changes.ts";
export { Comparison, type Duels, type RepoUplift, againstOf, duelsOf, upliftByRepo } from "./comparison.ts";
export { type SkillMeta, decide } from "./decide.ts";
export { type Duel, type Pair, duel, pairsOf } from "./duel.ts";
export { Grade, type Grading, gradeOf } from "./grade.ts";
export { type ScorePlace, placeOf, wilson } from "./interval.ts";
export { divRound, round6 } from "./numbers.ts";
export { type Operating, boundaries, boundary, operating, operatingTable } from "./operating.ts";
export { DEFAULT_POLICY, FORMULA, MICRO } from "./defaults.ts";
export { ScorePolicy } from "./policy.ts";
export { type Promotion, type RepoDuel, promotionOf, promotionOfDuels } from "./promotion.ts";
export { type KnobName, type PolicyKnobs, KNOBS, isKnobValue, knobsOf, turnedKnobs } from "./knobs.ts";
export { NAIVE, naiveAt, naiveBoundaries } from "./naive.ts";
export { digestText, rawDigest } from "./raw.ts";
export { Receipt, ReceiptInputs, ReceiptRow, makeReceipt, receiptOfRows, receiptRow, receiptRowOf } from "./receipt.ts";
export { type Regression, regressionOf } from "./regression.ts";
export { Score, ScoreAction, ScoreDecision, ScoreReason, Uplift, UpliftReason } from "./results.ts";
export { type RollSums, addRoll, cellMean, emptyRoll, rollOfCell, rollOfUnit, scoreOfRoll } from "./rollup.ts";
export { scoreUnits } from "./score.ts";
export { type ArmCounts, type Stratum, baselineStart, skillOf, splitUnits, strataOf } from "./strata.ts";
export { type IgnoredReview } from "./reviews.ts";
export { FINAL_STATES, type Unit, type UnitAttempt, type UnitReview } from "./unit.ts";
export { type EvidenceValue, type UnitValue, type ValuedUnit, unitValue, valueUnit } from "./unit-value.ts";
export { upliftOf } from "./uplift.ts";
export { type ReceiptCheck, type ReceiptProblem, verifyReceipt } from "./verify.ts";
export {
  type WhatIf,
  type WhatIfEvidence,
  type WhatIfSkill,
  type WhatIfTurn,
  evidenceOf,
  turnOf,
  whatIf,
} from "./what-if.ts";
export { type WorkCell, type WorkRow, type WorkStratum, workTable } from "./workers.ts";
