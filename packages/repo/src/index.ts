export { headOfBare, restoreBundle, writeBundle } from "./bundle/bundle.ts";
export { type DeliveryProbe, probeDelivery } from "./deliver/probe.ts";
export { declinedPush } from "./deliver/push.ts";
export { formatPatch, type PatchOptions } from "./deliver/patch.ts";
export type { GitCredential } from "./git/credential.ts";
export { readSshKey } from "./git/ssh-key.ts";
export { type SignInFailure, signInFailureOf } from "./git/failure.ts";
export type { CallOptions } from "./git/process.ts";
export { BranchName, ObjectFormat, ObjectId } from "./git/object.ts";
export { canonicalRemote, identityOf, slugOfLocation } from "./location/canonical.ts";
export { credentialHost } from "./location/credential-host.ts";
export { findRepoRoot } from "./location/layout.ts";
export { type LinkableSkill, linkedSkills, linkSkills, type LocalLink, unlinkSkills } from "./link/local-links.ts";
export { parseLocation } from "./location/parse.ts";
export type { LocationPolicy, RemoteLocation, RepoLocation } from "./location/types.ts";
export { observeRepo, type ObserveOptions, type PlacedFolder, type RepoObservation } from "./observe/observe.ts";
export { type DiskFolder, readFolder, type ReadLimits } from "./read/folder.ts";
export { readLibraryFiles, readLibraryFolder } from "./read/library.ts";
export { acquireLock, type LockOptions, type RepoLock, withLock } from "./lock/lock.ts";
export { listRemoteBranches } from "./open/branches.ts";
export { createBareRepo } from "./open/create.ts";
export type { MirrorOptions } from "./open/mirror.ts";
export { openRepo, type OpenOptions } from "./open/open.ts";
export type { GitRepo } from "./open/repo.ts";
export { SafePath } from "./path/safe-path.ts";
export type { WriteScope } from "./path/scope.ts";
export { type BlobOptions, type BlobRead, type BlobWish, readBlobs } from "./read/blobs.ts";
export { type Exported, exportFiles } from "./read/export.ts";
export { type FileRead, readFileAt, readFilesAt } from "./read/file.ts";
export { findCommit, type HistoryCommit, listSkillHistory, type SkillHistory } from "./read/history.ts";
export { readSkillMoments, type SkillMoment } from "./read/moments.ts";
export { lastAuthor } from "./read/author.ts";
export { type ReadSkill, ROOT_DIR, type SkillProblem, type SkillProblemRule } from "./read/skill-folders.ts";
export {
  readSkillsAt,
  readSkillsInWorkingTree,
  type SeenPath,
  SKILL_DIRS,
  type SkillsOptions,
  type SkillsRead,
} from "./read/skills.ts";
export { listTree, type ListOptions, type TreeEntry, TreeMode } from "./read/tree.ts";
export { listWorkingTree, readWorkingFile, type WorkingEntry } from "./read/working-tree.ts";
export {
  createRunFolder,
  listRuns,
  openRunLog,
  readDraft,
  readListing,
  readRunFile,
  runFolder,
  type RunLog,
  RUNS_FOLDER,
  writeListing,
  writeRunFiles,
} from "./runs/folder.ts";
export { type AppendLine, TELEMETRY_PATH, withTelemetry } from "./telemetry/append.ts";
export { readTelemetry, type TelemetryLine } from "./telemetry/lines.ts";
export { Author, TreeChange } from "./write/change.ts";
export { commitInCheckout } from "./write/commit-in-checkout.ts";
export type { OnStep, WriteStep } from "./write/checkout-move.ts";
export { readBranchTip } from "./open/head.ts";
export { holdsCommit, PENDING_BRANCH, resolveTarget, type TargetStart, type WriteTarget } from "./write/target.ts";
export { writeChange, type WriteOptions, type WriteResult } from "./write/write.ts";
