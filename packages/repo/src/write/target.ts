import { DomainError } from "@yardlet/core/error";
import type { Delivery } from "@yardlet/core/repo";
import { join } from "node:path";
import { inTemporaryFolder } from "../disk/temporary-folder.ts";
import type { CallOptions } from "../git/process.ts";
import { askGit, runGit } from "../git/run.ts";
import { type Head, readHead, resolveRef } from "../open/head.ts";
import type { GitRepo } from "../open/repo.ts";
import { YARDLET } from "./change.ts";
import { writeCommit } from "./commit.ts";

/** The branch that carries changes which a person merges. */
export const PENDING_BRANCH = "yardlet/skills";

/** How the target relates to the default branch, in one word. */
export type TargetStart = "head" | "new" | "pending" | "behind" | "merged";

/** Where a change goes and what it must be planned upon. */
export interface WriteTarget {
  readonly delivery: Exclude<Delivery, "none">;
  readonly branch: string;
  /** Plan on this commit; `undefined` when the repository has none. It may be a merge that exists only here so far. */
  readonly base: string | undefined;
  /** Where the branch is now; `undefined` when it does not exist. */
  readonly tip: string | undefined;
  readonly start: TargetStart;
  readonly note: string;
}

/**
 * Says where a change would go. By `commit` it is the default branch. By `branch` it is `yardlet/skills`, moved forward only:
 * new from the default branch; on top of what is pending; anew from the default branch when all of it is merged there;
 * on a merge of both when they went apart without touching the same files.
 * @throws DomainError `refused` when HEAD is on no branch, or the two branches conflict.
 */
export async function resolveTarget(
  repo: GitRepo,
  delivery: Exclude<Delivery, "none">,
  options: CallOptions = {},
): Promise<WriteTarget> {
  const { branch, commit } = await defaultBranchNow(repo, options);
  if (delivery === "commit") {
    return { delivery, branch, base: commit, tip: commit, start: "head", note: `commits to ${branch}` };
  }
  if (commit === undefined) {
    throw new DomainError(
      "refused",
      "the repository has no commit yet; make a first one, or choose delivery by commit",
    );
  }
  const tip = await resolveRef(repo.gitDir, `refs/heads/${PENDING_BRANCH}`, options);
  return { delivery, branch: PENDING_BRANCH, tip, ...(await startOf(repo, { branch, commit }, tip, options)) };
}

/** Asked anew: anybody may have moved it since the repository was opened. */
async function defaultBranchNow(
  repo: GitRepo,
  options: CallOptions,
): Promise<{ branch: string; commit: string | undefined }> {
  const { branch, commit } =
    repo.remote === undefined ? await readHead(repo.gitDir, options) : await mirrored(repo, options);
  if (branch !== undefined) return { branch, commit };
  throw new DomainError(
    "refused",
    'HEAD of the repository is on no branch; check a branch out with "git switch", then try again',
  );
}

async function mirrored({ gitDir, defaultBranch: branch }: GitRepo, options: CallOptions): Promise<Head> {
  return {
    branch,
    commit: branch === undefined ? undefined : await resolveRef(gitDir, `refs/heads/${branch}`, options),
  };
}

async function startOf(
  repo: GitRepo,
  main: { branch: string; commit: string },
  tip: string | undefined,
  options: CallOptions,
): Promise<Pick<WriteTarget, "base" | "start" | "note">> {
  if (tip === undefined)
    return { base: main.commit, start: "new", note: `makes ${PENDING_BRANCH} from ${main.branch}` };
  if (await isAncestor(repo, tip, main.commit, options)) {
    const note = `${PENDING_BRANCH} is merged; it starts anew from ${main.branch}`;
    return { base: main.commit, start: "merged", note };
  }
  if (await isAncestor(repo, main.commit, tip, options)) {
    return { base: tip, start: "pending", note: `adds to what is pending on ${PENDING_BRANCH}` };
  }
  const base = await mergeCommit(repo, main, tip, options);
  return { base, start: "behind", note: `brings ${PENDING_BRANCH} up to date with ${main.branch}, then adds to it` };
}

export async function isAncestor(
  repo: Pick<GitRepo, "gitDir">,
  older: string,
  newer: string,
  options: CallOptions,
): Promise<boolean> {
  const args = ["merge-base", "--is-ancestor", older, newer];
  return (await runGit({ ...options, gitDir: repo.gitDir, args, answers: [1] })).status === 0;
}

/** Whether a branch or commit has a commit in its history; one that the repository does not know (any more) it has not. */
export async function holdsCommit(
  repo: Pick<GitRepo, "gitDir">,
  tip: string,
  commit: string,
  options: CallOptions = {},
): Promise<boolean> {
  const args = ["merge-base", "--is-ancestor", commit, tip];
  return (await runGit({ ...options, gitDir: repo.gitDir, args, answers: [1, 128] })).status === 0;
}

/**
 * Merges the default branch into the pending one by whole files, without a working tree and without merge drivers. The
 * commit depends on its parents only, so that planner and writer get the same one.
 */
async function mergeCommit(
  repo: GitRepo,
  main: { branch: string; commit: string },
  tip: string,
  options: CallOptions,
): Promise<string> {
  const calls = { ...options, gitDir: repo.gitDir };
  const found = await runGit({ ...calls, args: ["merge-base", tip, main.commit], answers: [1] });
  const ancestor = found.stdout.toString("utf8").trim();
  if (ancestor === "") throw apart(main.branch, ["they have no history in common"]);
  const tree = await inTemporaryFolder(async (folder) => {
    const indexed = { ...calls, env: { GIT_INDEX_FILE: join(folder, "index") } };
    await runGit({ ...indexed, args: ["read-tree", "-i", "-m", "--aggressive", ancestor, tip, main.commit] });
    const unmerged = await runGit({ ...indexed, args: ["ls-files", "--unmerged", "-z"] });
    const paths = unmerged.stdout
      .toString("utf8")
      .split("\0")
      .flatMap((line) => line.split("\t")[1] ?? []);
    if (paths.length > 0) throw apart(main.branch, [...new Set(paths)]);
    return askGit({ ...indexed, args: ["write-tree", "--missing-ok"] });
  });
  const dated = await askGit({ ...calls, args: ["rev-list", "--no-walk", "--timestamp", tip, main.commit, "--"] });
  const seconds = Math.max(...dated.split("\n").map((line) => Number(line.split(" ")[0])));
  const message = `Merge ${main.branch} into ${PENDING_BRANCH}`;
  const facts = { parents: [tip, main.commit], message, author: YARDLET, at: new Date(seconds * 1000) };
  return writeCommit(repo, tree, facts, options);
}

function apart(main: string, paths: readonly string[]): DomainError {
  const shown = paths.slice(0, 3).join(", ");
  return new DomainError(
    "refused",
    `${PENDING_BRANCH} and ${main} went apart (${shown}); merge or delete ${PENDING_BRANCH}, then try again`,
    { branch: PENDING_BRANCH, paths: paths.slice(0, 100) },
  );
}
