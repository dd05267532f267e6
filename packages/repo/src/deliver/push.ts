import { DomainError } from "@yardlet/core/error";
import { redact } from "@yardlet/core/redact";
import * as z from "zod";
import { secretsOf } from "../git/credential.ts";
import { gitFailure } from "../git/failure.ts";
import type { CallOptions, RemoteAccess } from "../git/process.ts";
import { runGit } from "../git/run.ts";
import { resolveRef } from "../open/head.ts";
import type { GitRepo } from "../open/repo.ts";
import { serverOptions } from "../open/remote.ts";
import { type BranchMove, moveBranch } from "../write/branch.ts";

const FLAGS = ["--porcelain", "--no-verify", "--no-signed", "--no-follow-tags", "--recurse-submodules=no"] as const;

const MOVED =
  /\((fetch first|non-fast-forward|stale info)|cannot lock ref|failed to update ref|reference already exists|incorrect old value/i;

const MAX_REASON = 300;

/**
 * Pushes one commit to one branch, forward only: without force the remote itself refuses what is not a descendant of what
 * it has. The mirror learns of it at once.
 * @throws DomainError `conflict` when the branch has moved there, `refused` when the remote's rules say no.
 */
export async function pushCommit(
  repo: GitRepo,
  remote: RemoteAccess,
  move: BranchMove,
  options: CallOptions,
): Promise<void> {
  await push(repo.gitDir, remote, `${move.to}:refs/heads/${move.branch}`, [], options);
  const ref = `refs/heads/${move.branch}`;
  // The mirror is a cache: if somebody has fetched meanwhile, it already says so.
  if ((await resolveRef(repo.gitDir, ref, {})) !== move.to) await moveBranch(repo, move, {});
}

/** Asks the remote whether it would take a push, without sending anything. */
export async function pushDryRun(
  gitDir: string,
  remote: RemoteAccess,
  refspec: string,
  options: CallOptions,
): Promise<void> {
  await push(gitDir, remote, refspec, ["--dry-run"], options);
}

async function push(
  gitDir: string,
  remote: RemoteAccess,
  refspec: string,
  extra: readonly string[],
  options: CallOptions,
): Promise<void> {
  const args = ["push", ...FLAGS, ...extra, ...serverOptions(remote, "--receive-pack"), "--", remote.address, refspec];
  const { status, stdout, stderr } = await runGit({ ...options, gitDir, remote, args, answers: [1] });
  const rejected = stdout
    .toString("utf8")
    .split("\n")
    .find((line) => line.startsWith("!"));
  const said = redact(stderr, secretsOf(remote));
  if (rejected !== undefined) throw rejection(refspec, redact(rejected.split("\t")[2] ?? "", secretsOf(remote)), said);
  if (status !== 0) throw gitFailure("push", said, `exit ${status}`, remote);
}

function rejection(refspec: string, summary: string, stderr: string): DomainError {
  const branch = refspec.replace(/^.*:refs\/heads\//, "");
  if (MOVED.test(summary) && !/exists; cannot create/.test(stderr)) {
    return new DomainError("conflict", `the branch ${branch} has moved on the remote; sync and plan again`, { branch });
  }
  const said = stderr.split("\n").flatMap((line) => /^remote: (.*\S)/.exec(line)?.[1] ?? []);
  const reason = [summary.replace(/^\[remote rejected\] /, ""), ...said].join("; ").slice(0, MAX_REASON);
  return new DomainError(
    "refused",
    `the remote refused the push to ${branch}: ${reason}; choose another delivery or change its rules`,
    { branch, reason, declined: true },
  );
}

const Declined = z.object({ reason: z.string() });

/**
 * What the remote said when it declined a push by its own rules or for want of the right to push, and would decline it again;
 * `undefined` for every other error.
 */
export function declinedPush(error: unknown): string | undefined {
  if (!(error instanceof DomainError)) return undefined;
  const { declined, git } = error.details;
  if (declined === true) return Declined.parse(error.details).reason;
  return error.code === "forbidden" && git === "push" ? error.message : undefined;
}
