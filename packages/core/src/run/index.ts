export {
  type Book,
  type BookRun,
  type BookTask,
  type SettledBook,
  type SettledReview,
  evaluateReviews,
  isReview,
  settleBook,
  tasksChangedBy,
} from "./book.ts";
export { type CriteriaSource, knownCriteria } from "./criteria.ts";
export { runDigest } from "./digest.ts";
export {
  type EvaluatedReview,
  type ReportedReview,
  type TaskVerdict,
  type VerdictReason,
  evaluateReview,
  reviewOf,
} from "./verdict.ts";
export { FAILURE_CODES, type FailureCode, describeFailureCode, infraOf } from "./failure-codes.ts";
export type { CodedProblem, Problem } from "./flaws.ts";
export { ImportFormat, detectFormat, importRuns } from "./import-runs.ts";
export type { ImportContext, ImportProblem, ImportedRuns } from "./import-types.ts";
export { RUN_LIMITS, SKILL_RESULT_LIMITS } from "./limits.ts";
export { type LegacyOutput, type WrappedResult, wrapLegacy } from "./legacy.ts";
export { type ParsedRun, parseRun } from "./parse.ts";
export {
  PRODUCER_DAYS,
  ResultPhase,
  type RunEnvelope,
  envelopeOf,
  findResultProblems,
  refusalOf,
  reportedResult,
  wrapWarning,
} from "./phase.ts";
export {
  Criterion,
  EvalState,
  PublishedRun,
  RUN_SCHEMA,
  RunAgent,
  RunRecord,
  RunRole,
  RunSkill,
  isFinalState,
  isReviewRole,
} from "./record.ts";
export { recountUnit } from "./recount.ts";
export { ReportAnswer, ReportResult, ReportStatus } from "./report-shapes.ts";
export {
  type DeclaredSkill,
  type KnownVersion,
  type ObservedVersion,
  type ReportedSkill,
  type ResolvedHow,
  type Resolving,
  epochAt,
  resolveSkill,
} from "./resolve.ts";
export { settleTask } from "./settle.ts";
export { type SettledUnit, type UnitShare, countedUnit, countedValue, versionKey } from "./settled-unit.ts";
export type {
  Acceptance,
  DeclaredVersion,
  ReviewFact,
  RunFact,
  SettledTask,
  TaskExclusion,
  TaskFacts,
  TaskOutcome,
} from "./settle-facts.ts";
export { type ParsedSkillResult, SkillResult, parseSkillResult } from "./skill-result.ts";
export { TASK_KINDS, taskKind } from "./task-kind.ts";
export { type TaskKey, actorOf, judgedTasksOf, taskKeyOf, taskKeyText } from "./task-key.ts";
export { FailureSeverity } from "./severity.ts";
export { ENTRY_ERRORS, type EntryError, type VerdictEntry } from "./verdict-entries.ts";
