import { access, constants } from "node:fs/promises";
import { join } from "node:path";
import { DomainError } from "@yardlet/core/error";
import type { Delivery } from "@yardlet/core/repo";
import { type SignInFailure, signInFailureOf } from "../git/failure.ts";
import type { CallOptions } from "../git/process.ts";
import { askGit } from "../git/run.ts";
import { resolveRef } from "../open/head.ts";
import type { GitRepo } from "../open/repo.ts";
import { YARDLET } from "../write/change.ts";
import { writeCommit } from "../write/commit.ts";
import { PENDING_BRANCH } from "../write/target.ts";
import { pushDryRun } from "./push.ts";

/** Which ways of delivery are open, the best one first, and in words why others are not. */
export interface DeliveryProbe {
  readonly possible: readonly Delivery[];
  readonly note: string;
  /** A push is not possible because nobody was let in; it may well be read by everybody. */
  readonly signIn?: SignInFailure | undefined;
}

/**
 * Finds out how changes can reach a repository (decision 10): of a local path whether this user may write its git directory,
 * of a remote by a dry-run push. Rules for single branches show only at a real push.
 */
export async function probeDelivery(repo: GitRepo, options: CallOptions = {}): Promise<DeliveryProbe> {
  if (repo.remote === undefined) return probePath(repo);
  try {
    const tip = await resolveRef(repo.gitDir, `refs/heads/${PENDING_BRANCH}`, options);
    const commit = tip ?? repo.head ?? (await emptyCommit(repo, options));
    await pushDryRun(repo.gitDir, repo.remote, `${commit}:refs/heads/${PENDING_BRANCH}`, options);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { possible: ["none"], note: `no push is possible: ${error.message}`, signIn: signInFailureOf(error) };
  }
  if (repo.head === undefined)
    return { possible: ["commit", "none"], note: "the remote is empty; the first commit can be pushed" };
  return { possible: ["branch", "commit", "none"], note: "the remote takes pushes from this host" };
}

async function probePath(repo: GitRepo): Promise<DeliveryProbe> {
  const places = [repo.gitDir, repo.commonDir, join(repo.commonDir, "objects"), repo.workTree];
  for (const place of places) {
    if (place === undefined) continue;
    const writable = await access(place, constants.W_OK).then(
      () => true,
      () => false,
    );
    if (!writable) return { possible: ["none"], note: `this user may not write to ${place}` };
  }
  const note = repo.defaultBranch === undefined ? "HEAD is on no branch; check one out before anything is written" : "";
  if (repo.head === undefined) return { possible: ["commit", "none"], note };
  return { possible: ["commit", "branch", "none"], note };
}

/** Something to offer to an empty remote. */
async function emptyCommit(repo: GitRepo, options: CallOptions): Promise<string> {
  const tree = await askGit({ ...options, gitDir: repo.gitDir, args: ["mktree"], input: "" });
  const facts = { parents: [], message: "Probe", author: YARDLET, at: new Date(0) };
  return writeCommit(repo, tree, facts, options);
}
