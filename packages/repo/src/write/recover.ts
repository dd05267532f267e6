import { DomainError } from "@yardlet/core/error";
import type { CallOptions } from "../git/process.ts";
import { runGit } from "../git/run.ts";
import { acquireLock, type RepoLock } from "../lock/lock.ts";
import { readHead } from "../open/head.ts";
import type { GitRepo } from "../open/repo.ts";
import { readBlobs } from "../read/blobs.ts";
import { discardJournal, runJournal } from "./checkout-move.ts";
import { checkNothingInProgress, checkTargets } from "./checkout-checks.ts";
import { isIndexLockedByUs, lockIndex, removeDeadIndexLock, unlockIndex } from "./index-lock.ts";
import { type Journal, readJournal, removeJournal } from "./journal.ts";
import { isAncestor } from "./target.ts";

const MAX_CONTENT_BYTES = 512 * 1024 * 1024;

/**
 * Completes or takes back a write that a crash cut short. For readers: does nothing when there is no trace of one, when a
 * writer is at work, or when this user may not write. True when something was mended.
 */
export async function recoverIfNeeded(repo: GitRepo, calls: CallOptions): Promise<boolean> {
  if (repo.workTree === undefined) return false;
  if ((await readJournal(repo.gitDir)) === undefined && !(await isIndexLockedByUs(repo.gitDir))) return false;
  const lock = await acquireLock(repo.lockPath, { waitMs: 0 }).catch(() => undefined);
  if (lock === undefined) return false;
  try {
    await recover(repo, lock, calls);
    return true;
  } catch (error) {
    if (error instanceof DomainError) return false;
    throw error;
  } finally {
    await lock.release();
  }
}

/**
 * The same for a writer, who holds the lock. When the branch has moved, or everything is still as it was checked, the
 * write is completed; else it is taken back. Either way nothing that a person did since is touched.
 */
export async function recover(repo: GitRepo, lock: RepoLock, calls: CallOptions): Promise<void> {
  await removeDeadIndexLock(repo.gitDir);
  const journal = await readJournal(repo.gitDir);
  if (journal === undefined) return;
  if (journal === "unreadable") return removeJournal(repo.gitDir);
  await lockIndex(repo.gitDir, journal.token);
  try {
    const rest = await restOf(repo, journal, calls);
    if (rest === undefined) return await discardJournal(repo, journal);
    const contentOf = await readContents(repo, rest.journal, calls);
    await runJournal(repo, rest.journal, rest.mustMove, { lock, calls, onStep: () => {}, contentOf });
  } finally {
    await unlockIndex(repo.gitDir, journal.token);
  }
}

interface Rest {
  readonly journal: Journal;
  readonly mustMove: boolean;
}

/** What of the journal is still to be done; `undefined` when it must not be done any more. */
async function restOf(repo: GitRepo, journal: Journal, calls: CallOptions): Promise<Rest | undefined> {
  const head = await readHead(repo.gitDir, calls);
  if (head.branch !== journal.branch || !(await hasCommit(repo, journal.commit, calls))) return undefined;
  if (head.commit === journal.commit) return { journal, mustMove: false };
  if (head.commit === (journal.base ?? undefined)) {
    return (await isStillClean(repo, journal, calls)) ? { journal, mustMove: true } : undefined;
  }
  if (head.commit === undefined || !(await isAncestor(repo, journal.commit, head.commit, calls))) return undefined;
  return { journal: await stepsThatHold(repo, journal, head.commit, calls), mustMove: false };
}

/** Somebody has committed on top: only the paths that are still as we committed them are ours to bring to disk. */
async function stepsThatHold(repo: GitRepo, journal: Journal, head: string, calls: CallOptions): Promise<Journal> {
  const args = ["diff-tree", "-r", "-z", "--name-only", "--no-renames", journal.commit, head, "--"];
  const { stdout } = await runGit({ ...calls, gitDir: repo.gitDir, args });
  const changed = new Set(stdout.toString("utf8").split("\0"));
  return { ...journal, steps: journal.steps.filter(({ path }) => !changed.has(path)) };
}

async function isStillClean(repo: GitRepo, journal: Journal, calls: CallOptions): Promise<boolean> {
  const effects = journal.steps.map(({ path, before, after }) => {
    return { path, before: before ?? undefined, after: after ?? undefined };
  });
  try {
    await checkNothingInProgress(repo.gitDir);
    await checkTargets(repo, effects, calls);
    return true;
  } catch (error) {
    if (error instanceof DomainError && error.code === "refused") return false;
    throw error;
  }
}

async function hasCommit(repo: GitRepo, commit: string, calls: CallOptions): Promise<boolean> {
  const args = ["cat-file", "-e", `${commit}^{commit}`];
  return (await runGit({ ...calls, gitDir: repo.gitDir, args, answers: [1, 128] })).status === 0;
}

async function readContents(
  repo: GitRepo,
  journal: Journal,
  calls: CallOptions,
): Promise<(oid: string) => Uint8Array | undefined> {
  const oids = new Set(journal.steps.flatMap(({ after }) => after?.oid ?? []));
  const contents = new Map<string, Uint8Array>();
  const wishes = [...oids].map((oid) => ({ oid }));
  for await (const read of readBlobs(repo, wishes, { ...calls, maxBytes: MAX_CONTENT_BYTES })) {
    if (read.state === "ok") contents.set(read.oid, read.bytes);
  }
  return (oid) => contents.get(oid);
}
