import { randomBytes } from "node:crypto";
import { DomainError } from "@yardlet/core/error";
import type { CallOptions } from "../git/process.ts";
import type { RepoLock } from "../lock/lock.ts";
import { readHead, resolveRef } from "../open/head.ts";
import type { GitRepo } from "../open/repo.ts";
import { moveBranch } from "./branch.ts";
import { buildNextIndex, type ContentOf, placeFiles, removeStage, stageFiles, swapIndex } from "./checkout-apply.ts";
import { checkNothingInProgress, checkTargets } from "./checkout-checks.ts";
import type { Effect } from "./effects.ts";
import { lockIndex, unlockIndex } from "./index-lock.ts";
import { type Journal, makeOwnFolder, removeJournal, removeNextIndex, writeJournal } from "./journal.ts";

/** The points of a write between which a crash may fall, in order. `placed` comes once for each file. */
export type WriteStep =
  | "locked"
  | "committed"
  | "index-locked"
  | "checked"
  | "journaled"
  | "staged"
  | "index-built"
  | "moved"
  | "placed"
  | "index-swapped"
  | "cleaned";

/** Told of each step as it is done. A write goes on when it returns. */
export type OnStep = (step: WriteStep, path?: string) => void | Promise<void>;

export interface CheckoutMove {
  readonly branch: string;
  readonly base: string | undefined;
  readonly commit: string;
  readonly effects: readonly Effect[];
}

export interface MoveTools {
  readonly lock: RepoLock;
  readonly contentOf: ContentOf;
  readonly onStep: OnStep;
  readonly calls: CallOptions;
}

/**
 * Moves the checked-out branch to a commit, and with it just the touched paths of index and working tree (decision 11).
 * Everything is checked first, under git's own lock; then a journal says what will happen; then it happens. Before the branch
 * has moved, any failure leaves nothing behind; after it, the journal stays until the next writer has finished the rest.
 * @returns the paths that somebody edited in between; they keep that edit.
 */
export async function moveCheckout(repo: GitRepo, move: CheckoutMove, tools: MoveTools): Promise<string[]> {
  const token = randomBytes(8).toString("hex");
  await lockIndex(repo.gitDir, token);
  try {
    await tools.onStep("index-locked");
    await checkHead(repo, move, tools.calls);
    await checkNothingInProgress(repo.gitDir);
    const steps = await checkTargets(repo, move.effects, tools.calls);
    await tools.onStep("checked");
    const { branch, base = null, commit } = move;
    const journal: Journal = { schema: "yardlet.write/1", token, branch, base, commit, steps };
    await makeOwnFolder(repo.gitDir);
    await writeJournal(repo.gitDir, journal);
    await tools.onStep("journaled");
    return await runJournal(repo, journal, true, tools);
  } finally {
    await unlockIndex(repo.gitDir, token);
  }
}

/**
 * Does what the journal says, whatever of it is done already. The caller holds the repository's and git's lock.
 * `mustMove` is false when the branch is known to hold the commit.
 */
export async function runJournal(
  repo: GitRepo,
  journal: Journal,
  mustMove: boolean,
  tools: MoveTools,
): Promise<string[]> {
  const { calls, onStep } = tools;
  const ref = `refs/heads/${journal.branch}`;
  const from = journal.base ?? undefined;
  try {
    await stageFiles(repo, journal, tools.contentOf);
    await onStep("staged");
    await buildNextIndex(repo, journal, calls);
    await onStep("index-built");
    await tools.lock.verify();
    if (mustMove) await moveBranch(repo, { branch: journal.branch, from, to: journal.commit }, calls);
  } catch (error) {
    // An abort may have cut git off just after it moved the branch; then the journal is still needed.
    if (mustMove && (await resolveRef(repo.gitDir, ref, {})) !== journal.commit) await discardJournal(repo, journal);
    throw error;
  }
  await onStep("moved");
  try {
    const kept = await placeFiles(repo, journal, (path) => onStep("placed", path));
    await swapIndex(repo);
    await onStep("index-swapped");
    await discardJournal(repo, journal);
    await onStep("cleaned");
    return kept;
  } catch (error) {
    throw halfDone(journal, error);
  }
}

/** The journal goes last: as long as it is there, the next writer cleans up after us. */
export async function discardJournal(repo: GitRepo, journal: Journal): Promise<void> {
  await removeStage(repo, journal);
  await removeNextIndex(repo.gitDir);
  await removeJournal(repo.gitDir);
}

function halfDone({ commit }: Journal, error: unknown): unknown {
  if (!(error instanceof DomainError)) return error;
  const message = `the commit ${commit.slice(0, 12)} is made, but the working tree could not follow: ${error.message}; then the next write completes it`;
  return new DomainError("unavailable", message, { ...error.details, commit });
}

async function checkHead(repo: GitRepo, { branch, base }: CheckoutMove, calls: CallOptions): Promise<void> {
  const head = await readHead(repo.gitDir, calls);
  if (head.branch === branch && head.commit === base) return;
  throw new DomainError("conflict", `the branch ${branch} has moved in the meantime; plan again`, { branch, base });
}
