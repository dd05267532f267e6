import type { CredentialTrial } from "@yardlet/core/credential";
import { DomainError } from "@yardlet/core/error";
import type { Job } from "@yardlet/core/job";
import { endTrial, findCredential, findJobOf, findTrial, insertTrial, recordEvent } from "@yardlet/db";
import { listRemoteBranches, parseLocation } from "@yardlet/repo";
import * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { enqueueJob } from "../job/enqueue.ts";
import type { JobResult, JobRun } from "../job/run.ts";
import { locationPolicy } from "../repo/policy.ts";
import { CredentialInput, noteCredential, requireCredential } from "./find.ts";
import { placeOf } from "./place.ts";
import { withSignIn } from "./use.ts";

const GIT_TIMEOUT_MS = 60_000;

export const TryCredentialInput = CredentialInput.extend({
  /** A repository at the credential's host. */
  url: z.string().trim().min(1, "name a repository at this host").max(2_000),
});

/**
 * Starts a try whether the host lets a credential in. A worker makes it, since only workers reach git hosts.
 * @throws DomainError `not_found`; `invalid` for an address that the credential is not for
 */
export async function tryCredential(
  ctx: ServiceContext,
  input: z.infer<typeof TryCredentialInput>,
): Promise<{ trialId: string; jobId: string }> {
  requirePermission(ctx, "credential.manage");
  const location = await parseLocation(input.url, locationPolicy(ctx.settings));
  return transact(ctx, async (tx) => {
    const row = await requireCredential(tx, input.id);
    const place = location.kind === "url" ? placeOf(location.url) : undefined;
    if (location.kind !== "url" || place?.host !== row.host || place.kind !== row.kind) {
      const form = row.kind === "password" ? `https://${row.host}/path` : `an ssh address at ${row.host}`;
      throw new DomainError("invalid", `this credential is for ${row.host}; write ${form}`);
    }
    const { url } = location;
    const trialId = await insertTrial(tx, { credentialId: row.id, url, askedBy: ctx.actor.name, askedAt: ctx.now() });
    const jobId = await enqueueJob(ctx, tx, "credential.try", { trialId });
    await noteCredential(ctx, tx, row, { action: "credential.try", reason: "asked for in settings", url });
    return { trialId, jobId };
  });
}

export const GetTrialInput = z.strictObject({ trialId: z.string().min(1).max(128) });

/** A try and its job. */
export async function getTrial(
  ctx: ServiceContext,
  { trialId }: z.infer<typeof GetTrialInput>,
): Promise<{ job: Job; trial: CredentialTrial }> {
  requirePermission(ctx, "credential.manage");
  const trial = await findTrial(ctx.db, trialId);
  const job = trial && (await findJobOf(ctx.db, "credential.try", "trialId", trial.id));
  if (!trial || !job) throw new DomainError("not_found", "another try was asked for since; reload the list");
  return { job, trial };
}

/** The job `credential.try`: asks the remote for its branches. A refusal is an answer, not a failure of the job. */
export async function runCredentialTry(ctx: ServiceContext, trialId: string, run: JobRun): Promise<JobResult> {
  const trial = await findTrial(ctx.db, trialId);
  const row = trial && (await findCredential(ctx.db, trial.credentialId));
  if (!trial || !row) return { note: "another try was asked for since, or the credential is gone" };
  await run.step(`Asking ${row.host}`, 0.2);
  try {
    const { branches, defaultBranch = null } = await withSignIn(ctx, trial.url, (credential) =>
      listRemoteBranches(trial.url, {
        policy: locationPolicy(ctx.settings),
        signal: run.signal,
        timeoutMs: GIT_TIMEOUT_MS,
        ...(credential ? { credential } : {}),
      }),
    );
    return await end(ctx, trial, { branches: branches.size, defaultBranch });
  } catch (error) {
    if (!(error instanceof DomainError) || run.signal.aborted) throw error;
    return end(ctx, trial, { error: error.message });
  }
}

async function end(
  ctx: ServiceContext,
  { id, credentialId }: CredentialTrial,
  how: Partial<Pick<CredentialTrial, "branches" | "defaultBranch" | "error">>,
): Promise<JobResult> {
  await transact(ctx, async (tx) => {
    await endTrial(tx, id, { ...how, endedAt: ctx.now() });
    await recordEvent(tx, "credential", credentialId);
  });
  return { note: how.error ?? `the host let it in: ${how.branches} branches` };
}
