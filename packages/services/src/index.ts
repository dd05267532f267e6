export type { AgentSettings } from "@yardlet/agents";
export { configureAgents, ConfigureAgentsInput } from "./agent/configure.ts";
export { detectWorkerAgents } from "./agent/detect.ts";
export { endLostAgents } from "./agent/folders.ts";
export { getAuthoring, GetAuthoringInput, listAgents, type AgentList } from "./agent/read.ts";
export { requestAuthoring, RequestAuthoringInput } from "./agent/request.ts";
export { exportAudit } from "./audit/export.ts";
export { AuditFilter, listAudit, ListAuditInput, type AuditLine } from "./audit/list.ts";
export { undoAudit, UndoAuditInput } from "./audit/undo.ts";
export type { CandidateWithChanges, SkillChange } from "./candidate/changes.ts";
export type {
  CandidateEvidence,
  CandidateSubject,
  DuplicateEvidence,
  PromotionEvidence,
  SuggestingRun,
} from "./candidate/subject.ts";
export { acceptCandidate, AcceptCandidateInput, rejectCandidate, RejectCandidateInput } from "./candidate/decide.ts";
export { requireBoundCandidate } from "./candidate/bound.ts";
export * from "./candidate/list.ts";
export { countWaiting, getCandidate, GetCandidateInput } from "./candidate/read.ts";
export { reopenCandidate, ReopenCandidateInput, snoozeCandidate, SnoozeCandidateInput } from "./candidate/snooze.ts";
export { requirePermission, WORKER, type ServiceContext, type ServiceSettings } from "./context.ts";
export { removeCredential, rotateCredential, RotateCredentialInput } from "./credential/change.ts";
export { createCredential, CreateCredentialInput } from "./credential/create.ts";
export { CredentialInput } from "./credential/find.ts";
export { type CredentialView, listCredentials } from "./credential/list.ts";
export { getTrial, GetTrialInput, tryCredential, TryCredentialInput } from "./credential/try.ts";
export type { SignInWish } from "./credential/use.ts";
export type { DistilledLesson, DistilledRun, DistilledUpdate } from "./candidate/subject.ts";
export { fillDemo, type FilledDemo } from "./demo/fill.ts";
export { requireWholeDemo } from "./demo/unfinished.ts";
export {
  getLesson,
  GetLessonInput,
  type LedgerLine,
  type LessonDetail,
  type LessonPacket,
  type LessonItem,
  listLedger,
  ListLedgerInput,
  listLessons,
  ListLessonsInput,
} from "./distil/lessons.ts";
export { judgeMemory, JudgeMemoryInput } from "./distil/judge-memory.ts";
export { type PacketReport, type PacketResult, storePackets } from "./distil/packets.ts";
export {
  type DistillationDetail,
  type DistillationLine,
  type DistilRefusal,
  type DistilUpdateView,
  getDistillation,
  GetDistillationInput,
  listDistillations,
  ListDistillationsInput,
  readDistilFile,
  ReadDistilFileInput,
} from "./distil/read.ts";
export { refreshUpdate, RefreshUpdateInput } from "./distil/refresh.ts";
export { rewriteUpdate, RewriteUpdateInput } from "./distil/rewrite.ts";
export { DistilScopeInput, type ScopeView } from "./distil/scope.ts";
export { DISTIL_BUDGET, startDistil, StartDistilInput, type StartedDistil } from "./distil/start.ts";
export {
  listDuplicates,
  ListDuplicatesInput,
  type DuplicateCluster,
  type DuplicateLine,
  type DuplicateSkill,
} from "./duplicate/list.ts";
export { editDraft, EditDraftInput } from "./draft/edit.ts";
export { getDraft, GetDraftInput, type DraftView } from "./draft/get.ts";
export { previewDraft, PreviewDraftInput, type DraftPreview } from "./draft/preview.ts";
export * from "./environment.ts";
export * from "./equip/choice.ts";
export * from "./equip/patch.ts";
export { redeliverPlan, RedeliverPlanInput } from "./equip/redeliver.ts";
export {
  equipSkills,
  EquipSkillsInput,
  unequipSkills,
  UnequipSkillsInput,
  type EquipRequest,
} from "./equip/request.ts";
export { withdrawPlan, WithdrawPlanInput } from "./equip/withdraw.ts";
export * from "./job/control.ts";
export { HANDLERS } from "./job/handlers.ts";
export * from "./job/read.ts";
export { recoverLostJobs, requeueRestoredJobs } from "./job/recover.ts";
export { JobPostponed, runJob, type JobRun } from "./job/run.ts";
export { authenticateKey } from "./key/authenticate.ts";
export { createKey, CreateKeyInput } from "./key/create.ts";
export { listKeys } from "./key/list.ts";
export { revokeKey, RevokeKeyInput } from "./key/revoke.ts";
export * from "./library/configure.ts";
export * from "./library/status.ts";
export { ensureLibrary, runDaily, runHourly } from "./maintenance.ts";
export * from "./overview/get.ts";
export * from "./overview/scores.ts";
export { listSavedPolicies, type SavedPolicy } from "./policy/read.ts";
export { Knobs, savePolicy, SavePolicyInput } from "./policy/save.ts";
export { getPolicyEvidence, type PolicyEvidence, type WhatIfLine } from "./policy/what-if.ts";
export { deletePushSecret, getPushHook, makePushSecret, PushHookInput, type PushHookView } from "./push-hook/manage.ts";
export { authenticatePush, receivePush, type PushMessage, type PushOutcome } from "./push-hook/receive.ts";
export * from "./repo/add.ts";
export { reportEquipped, ReportEquippedInput } from "./repo/equipped.ts";
export * from "./repo/get.ts";
export { type InventoryPage, type InventoryRow, listInventory, ListInventoryInput } from "./repo/inventory.ts";
export type { OpenPlan, PendingPlan } from "./repo/plans.ts";
export * from "./repo/list.ts";
export { moveRepo, MoveRepoInput, previewMove, PreviewMoveInput } from "./repo/move.ts";
export { getPreview, GetPreviewInput, PreviewResult, previewRepos, PreviewReposInput } from "./repo/preview.ts";
export * from "./repo/settings.ts";
export { listRepoSlugs } from "./repo/slugs.ts";
export { getWanted, GetWantedInput, type RepoWanted } from "./repo/wanted.ts";
export {
  getRun,
  GetRunInput,
  type Correction,
  type FailureCode,
  type JudgedEntry,
  type RecordChange,
  type RunDetail,
  type RunVerdict,
} from "./run/get.ts";
export { findReadableRepo } from "./run/readable.ts";
export { listRuns, ListRunsInput, type NamedSkill, type RunFacts, type RunPage } from "./run/list.ts";
export { mapSkill, MapSkillInput, unmapSkill, UnmapSkillInput, type MappingOutcome } from "./run/mapping.ts";
export {
  listUnresolved,
  ListUnresolvedInput,
  listVersionsToMap,
  ListVersionsToMapInput,
  type SkillMapping,
  type SuggestedVersion,
  type UnresolvedSkill,
} from "./run/unresolved.ts";
export {
  getTask,
  GetTaskInput,
  type JudgedCriterion,
  type OpenedValue,
  type TaskDetail,
  type TaskRun,
  type TaskVersion,
} from "./run/task.ts";
export { listProducers, ListProducersInput, type Producer, type ProducerSort } from "./run/producers.ts";
export { REPORT_RECORDS, reportRuns } from "./run/report.ts";
export { setResultPhase, SetResultPhaseInput } from "./run/result-phase.ts";
export {
  getSkill,
  GetSkillInput,
  type SkillCarrier,
  type SkillDetail,
  type SkillFileLine,
  type VersionSummary,
} from "./skill/get.ts";
export { listSkills, ListSkillsInput, SkillSort, type SkillListItem } from "./skill/list.ts";
export { deprecateSkill, DeprecateSkillInput, type DeprecatedSkill, type StillEquipped } from "./skill/deprecate.ts";
export { type Adopted, adoptSkill, AdoptSkillInput } from "./skill/adopt.ts";
export { pinSkill, PinSkillInput, unpinSkill } from "./skill/pin.ts";
export { pruneSkill, PruneSkillInput } from "./skill/prune.ts";
export { restoreSkill, RestoreSkillInput, type RestoredSkill } from "./skill/restore.ts";
export {
  readSkillFile,
  ReadSkillFileInput,
  ReadSkillInput,
  readSkillText,
  type SkillFileText,
  type SkillText,
} from "./skill/read.ts";
export {
  liftWaiver,
  LiftWaiverInput,
  readFindings,
  ReadFindingsInput,
  waiveFinding,
  WaiveFindingInput,
} from "./scan/waive.ts";
export type { WeighedFinding } from "./scan/installable.ts";
export type { PolicyBrief, ScoreBrief, Share } from "./score/brief.ts";
export {
  compareCells,
  CompareCellsInput,
  CompareInput,
  CompareMode,
  compareSkills,
  type CompareCell,
  type Compared,
  type CompareRow,
} from "./score/compare.ts";
export { listWorkers, ListWorkersInput, type WorkerCell, type WorkerRow, type WorkerTable } from "./score/workers.ts";
export {
  CURSOR_CHARACTERS,
  ListContributionsInput,
  listScoreTasks,
  type ContributionPage,
} from "./score/contributions.ts";
export { listScores, ListScoresInput, type ScoreLine, type ScoreList } from "./score/list.ts";
export {
  getReceipt,
  GetReceiptInput,
  makeReceipt,
  readReceiptFile,
  verifyReceipt,
  type ReceiptDetail,
  type ReceiptVerification,
} from "./score/receipt.ts";
export { getScoreAudit, requestScoreAudit, runScoreAudit } from "./score/recount.ts";
export type { SeriesMark, VersionSeries } from "./score/series.ts";
export {
  getSkillScore,
  GetSkillScoreInput,
  type ReceiptLine,
  type ScoreComponent,
  type ScoreUplift,
  type SkillScore,
} from "./score/skill-score.ts";
export { getTrend, GetTrendInput, type Trend, type TrendWeek } from "./score/trend.ts";
export type { SearchGroup, SearchHit, SearchPlace } from "./search/hit.ts";
export { search, SearchInput, type SearchAnswer } from "./search/search.ts";
export * from "./team/invites.ts";
export * from "./team/members.ts";
export * from "./team/settings.ts";
export * from "./team/setup.ts";
export * from "./tombstone/lift.ts";
export * from "./tombstone/list.ts";
export {
  mergeEdit,
  MergeEditInput,
  openChange,
  OpenChangeInput,
  openEdit,
  OpenEditInput,
  type EditableFile,
  type MergedEdit,
  type OpenedEdit,
} from "./version/editing.ts";
export { diffVersions, DiffVersionsInput, type BodyDiff, type VersionDiff } from "./version/diff.ts";
export { getSkillVersion, GetVersionInput, type SkillVersionDetail } from "./version/get.ts";
export {
  listDrift,
  ListDriftInput,
  DriftSort,
  DriftState,
  type DriftPage,
  type DriftRow,
  type PendingChange,
} from "./version/drift.ts";
export { ForkChoiceInput, ForkInput, keepMine, reopenDrift, ReopenDriftInput, takeLibrary } from "./version/fork.ts";
export {
  MergeTarget,
  openMerge,
  OpenMergeInput,
  saveMerge,
  SaveMergeInput,
  type MergeSide,
  type OpenedMerge,
} from "./version/merge.ts";
export { getPromotion, promoteSkill, PromoteSkillInput, type PromotionView } from "./version/promote.ts";
export { proposeToLibrary, ProposeToLibraryInput } from "./version/propose.ts";
export { retryRollout, updateBehind, UpdateBehindInput } from "./version/rollout.ts";
export {
  getRollout,
  GetRolloutInput,
  listRollouts,
  ListRolloutsInput,
  RolloutStep,
  type Rollout,
  type RolloutDetail,
  type RolloutPart,
} from "./version/rollout-read.ts";
export {
  previewUpdate,
  UpdateSelection,
  type RepoUpdate,
  type UpdateLine,
  type UpdatePreview,
} from "./version/update-preview.ts";
export { listSkillVersions, type RefusedChange, type SkillVersionLine, type SkillVersions } from "./version/list.ts";
export type { PlacedChange } from "./version/place.ts";
export { previewSkill, PreviewSkillInput, type BudgetEffect, type SkillPreview } from "./version/preview.ts";
export { rollBackSkill, RollBackSkillInput } from "./version/roll-back.ts";
export { EditedFile, saveSkillVersion, SaveSkillVersionInput, SkillEdit, type SavedVersion } from "./version/save.ts";
export { withdrawChange, WithdrawChangeInput } from "./version/withdraw.ts";
export type { WaitingChange } from "./version/waiting.ts";
export * from "./view/list.ts";
export * from "./view/save.ts";
export * from "./view/delete.ts";
export { pingWebhook, redeliver, RedeliverInput } from "./webhook/ask.ts";
export {
  deleteWebhook,
  pauseWebhook,
  resumeWebhook,
  ResumeWebhookInput,
  rotateWebhook,
  updateWebhook,
  UpdateWebhookInput,
} from "./webhook/change.ts";
export { createWebhook, CreateWebhookInput } from "./webhook/create.ts";
export { WebhookInput } from "./webhook/find.ts";
export { listWebhookDeliveries, ListDeliveriesInput, listWebhooks, type WebhookView } from "./webhook/read.ts";
export { relayWebhooks } from "./webhook/relay.ts";
