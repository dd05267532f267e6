import { realpath } from "node:fs/promises";
import { DomainError } from "@yardlet/core/error";
import { gitFailure } from "../git/failure.ts";
import { nullId } from "../git/object.ts";
import type { CallOptions } from "../git/process.ts";
import { runGit } from "../git/run.ts";
import { resolveRef } from "../open/head.ts";
import type { GitRepo } from "../open/repo.ts";
import { YARDLET } from "./change.ts";

/** A branch's way from one commit to the next. `from` is `undefined` for a branch that does not exist yet. */
export interface BranchMove {
  readonly branch: string;
  readonly from: string | undefined;
  readonly to: string;
}

/**
 * Moves a branch, only if it still is where it was: the fence of every write (decision 12). No hook runs.
 * @throws DomainError `conflict` when it has moved, `refused` when git cannot write it.
 */
export async function moveBranch(
  repo: Pick<GitRepo, "gitDir" | "objectFormat">,
  { branch, from, to }: BranchMove,
  options: CallOptions,
): Promise<void> {
  const ref = `refs/heads/${branch}`;
  const env = {
    GIT_COMMITTER_NAME: YARDLET.name,
    GIT_COMMITTER_EMAIL: YARDLET.email,
    GIT_AUTHOR_NAME: YARDLET.name,
    GIT_AUTHOR_EMAIL: YARDLET.email,
  };
  const args = ["update-ref", "-m", "yardlet: write", ref, to, from ?? nullId(repo.objectFormat)];
  const { status, stderr } = await runGit({ ...options, gitDir: repo.gitDir, env, args, answers: [1, 128] });
  if (status === 0) return;
  if ((await resolveRef(repo.gitDir, ref, options)) !== from) {
    throw new DomainError("conflict", `the branch ${branch} has moved in the meantime; plan again`, { branch, from });
  }
  if (/cannot create/.test(stderr)) {
    throw new DomainError("refused", `another branch is in the way of ${branch}; rename or delete it`, { branch });
  }
  throw gitFailure("update-ref", stderr, `exit ${status}`);
}

/**
 * A branch is not moved under a working tree that has it checked out, except under the one that moves along.
 * @throws DomainError `refused` that names the working tree.
 */
export async function checkNotCheckedOut(
  repo: GitRepo,
  branch: string,
  exceptHere: boolean,
  options: CallOptions,
): Promise<void> {
  const { stdout } = await runGit({ ...options, gitDir: repo.gitDir, args: ["worktree", "list", "--porcelain"] });
  for (const block of stdout.toString("utf8").split("\n\n")) {
    const lines = block.split("\n");
    const folder = lines.find((line) => line.startsWith("worktree "))?.slice("worktree ".length);
    if (folder === undefined || !lines.includes(`branch refs/heads/${branch}`)) continue;
    if (exceptHere && (await realpath(folder).catch(() => folder)) === repo.workTree) continue;
    throw new DomainError(
      "refused",
      `the branch ${branch} is checked out in ${folder}; check out another one there, then try again`,
      {
        branch,
        folder,
      },
    );
  }
}
