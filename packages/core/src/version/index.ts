export {
  type Conflict,
  type FileConflict,
  type LinesConflict,
  type ModeConflict,
  Resolution,
  type Sides,
  Take,
  type ValueConflict,
} from "./conflict.ts";
export { type BlockDiff, diffBlocks } from "./blocks.ts";
export { COPY_STATES, type CopyFacts, type CopyState, copyStateOf } from "./copy-state.ts";
export { type ContentDiff, type DiffHunk, type DiffLine, type FileDiff, diffFiles, hunksAbove } from "./diff.ts";
export { type Merge } from "./draft.ts";
export { type Drift, type LibraryVersion, type PlacedCopy, driftOf } from "./drift.ts";
export { type HarmDecision, type HarmFacts, decideHarm } from "./harm.ts";
export { type MomentState, type NumberedMoment, type SkillMoment, numberHistory } from "./history.ts";
export { COMPARE_LIMITS } from "./limits.ts";
export { mergeThree } from "./merge.ts";
export {
  COOL_OFF_MS,
  type Proposal,
  type PruneDecision,
  type PruneEvidence,
  type PruneFacts,
  type PruneRefusal,
  decidePrune,
} from "./prune.ts";
export {
  type HomeEvidence,
  type PromotionDecision,
  type PromotionFacts,
  type PromotionRefusal,
  decidePromotion,
} from "./promote.ts";
export { type RegressionDecision, type RegressionFacts, decideRegression } from "./regression.ts";
export { type Resolved, applyResolutions } from "./resolve.ts";
export {
  type Arrival,
  SIMILAR,
  type Tombstone,
  type TombstoneKind,
  type TombstoneMatch,
  matchTombstone,
  tombstoneOf,
} from "./tombstone.ts";
export { type Undo, UNDO_DAYS, UndoInverse, UndoReason, undoOf } from "./undo.ts";
