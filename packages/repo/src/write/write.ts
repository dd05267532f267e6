import { DomainError } from "@yardlet/core/error";
import type { CallOptions } from "../git/process.ts";
import { type RepoLock, withLock } from "../lock/lock.ts";
import type { GitRepo } from "../open/repo.ts";
import type { WriteScope } from "../path/scope.ts";
import { pushCommit } from "../deliver/push.ts";
import { listTree } from "../read/tree.ts";
import { checkNotCheckedOut, moveBranch } from "./branch.ts";
import { type CheckedChange, checkChange, type TreeChange, type Wish, wishesOfChange } from "./change.ts";
import { moveCheckout, type OnStep } from "./checkout-move.ts";
import { type ObjectStore, storeBlobs, writeCommit, writeTree } from "./commit.ts";
import { type Effect, planEffects } from "./effects.ts";
import { recover } from "./recover.ts";
import { resolveTarget, type WriteTarget } from "./target.ts";

export interface WriteOptions extends CallOptions {
  readonly scope: WriteScope;
  readonly delivery: WriteTarget["delivery"];
  /** The time in the commit; default now. */
  readonly at?: Date;
  /** How long to wait for another writer, in milliseconds. */
  readonly lockWaitMs?: number;
  readonly onStep?: OnStep;
}

export interface WriteResult {
  /** The new commit, or the one that already holds all of it; `undefined` when there is none at all. */
  readonly commit: string | undefined;
  readonly changed: boolean;
  readonly delivered: "commit" | "branch" | "none";
  readonly branch: string | undefined;
  /** Paths that somebody edited while we wrote: the commit has ours, the working tree keeps theirs. */
  readonly kept: readonly string[];
  readonly note: string;
}

/**
 * Writes a change as one commit and delivers it (decisions 10–12): all of it or nothing. A change that changes nothing makes
 * no commit, so writing the same twice is harmless. Only paths of the scope are ever touched, and no hook or filter runs.
 * @throws DomainError `invalid` for a bad path, `refused` for a place that may not be written now, `conflict` when the
 * repository has moved since the plan, `unavailable` when it is busy or cannot be reached, `forbidden` when the remote says no.
 */
export async function writeChange(repo: GitRepo, input: TreeChange, options: WriteOptions): Promise<WriteResult> {
  const change = checkChange(input, options.scope);
  const calls = { signal: options.signal, timeoutMs: options.timeoutMs };
  const onStep = options.onStep ?? (() => {});
  return withLock(repo.lockPath, { waitMs: options.lockWaitMs, signal: options.signal }, async (lock) => {
    await onStep("locked");
    if (repo.workTree !== undefined) await recover(repo, lock, calls);
    const target = await resolveTarget(repo, options.delivery, calls);
    checkBase(target, change);
    const wishes = wishesOfChange(change, repo.objectFormat);
    const tree = target.base === undefined ? [] : await listTree(repo, target.base, calls);
    const effects = planEffects(tree, wishes);
    if (effects.length === 0) {
      return {
        commit: target.base,
        changed: false,
        delivered: "none",
        branch: undefined,
        kept: [],
        note: "nothing to change",
      };
    }
    const commit = await commitEffects(repo, change, effects, wishes, { at: options.at ?? new Date(), calls });
    await onStep("committed");
    const kept = await deliver(repo, { target, commit, effects, wishes }, { lock, calls, onStep });
    const { delivery: delivered, branch, note } = target;
    return { commit, changed: true, delivered, branch, kept, note };
  });
}

/** Makes the commit as objects that no branch knows of: until it is delivered, nothing has happened. */
export async function commitEffects(
  store: ObjectStore,
  { base, message, author }: CheckedChange,
  effects: readonly Effect[],
  wishes: readonly Wish[],
  { at, calls }: { at: Date; calls: CallOptions },
): Promise<string> {
  const touched = new Set(effects.map(({ path }) => path));
  const stored = wishes.flatMap(({ path, entry, bytes }) => {
    return entry && bytes && touched.has(path) ? [{ oid: entry.oid, bytes }] : [];
  });
  await storeBlobs(
    store,
    stored.map(({ bytes }) => bytes),
    stored.map(({ oid }) => oid),
    calls,
  );
  const tree = await writeTree(store, base, effects, calls);
  return writeCommit(store, tree, { parents: base === undefined ? [] : [base], message, author, at }, calls);
}

interface Prepared {
  readonly target: WriteTarget;
  readonly commit: string;
  readonly effects: readonly Effect[];
  readonly wishes: readonly Wish[];
}

async function deliver(
  repo: GitRepo,
  { target, commit, effects, wishes }: Prepared,
  { lock, calls, onStep }: { lock: RepoLock; calls: CallOptions; onStep: OnStep },
): Promise<string[]> {
  const { branch, tip, base } = target;
  if (repo.remote !== undefined) {
    await lock.verify();
    await pushCommit(repo, repo.remote, { branch, from: tip, to: commit }, calls);
    await onStep("moved");
    return [];
  }
  const inCheckout = repo.workTree !== undefined && target.delivery === "commit";
  await checkNotCheckedOut(repo, branch, inCheckout, calls);
  if (inCheckout) {
    const contents = new Map(
      wishes.flatMap(({ entry, bytes }) => (entry && bytes ? [[entry.oid, bytes] as const] : [])),
    );
    const contentOf = (oid: string) => contents.get(oid);
    return moveCheckout(repo, { branch, base, commit, effects }, { lock, calls, onStep, contentOf });
  }
  await lock.verify();
  await moveBranch(repo, { branch, from: tip, to: commit }, calls);
  await onStep("moved");
  return [];
}

function checkBase({ base, branch }: WriteTarget, change: CheckedChange): void {
  if (base === change.base) return;
  const words = (commit: string | undefined) => (commit === undefined ? "no commit" : commit.slice(0, 12));
  throw new DomainError(
    "conflict",
    `the change was planned on ${words(change.base)}, but ${branch} continues from ${words(base)}; plan again`,
    { planned: change.base, base },
  );
}
