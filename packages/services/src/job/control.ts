import { DomainError } from "@yardlet/core/error";
import { isFinal, JOB_KINDS, waitsOnce } from "@yardlet/core/job";
import { recordAudit, recordEvent, requestJobCancel, requeueJob } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { addressOf } from "./enqueue.ts";
import { getJob } from "./read.ts";

export const CancelJobInput = z.strictObject({ id: z.string().min(1).max(128) });

/** A queued job ends at once; a running one is told, and ends within about a second. */
export async function cancelJob(ctx: ServiceContext, input: z.infer<typeof CancelJobInput>): Promise<void> {
  requirePermission(ctx, "job.cancel");
  const job = await getJob(ctx, input);
  await transact(ctx, async (tx) => {
    const outcome = await requestJobCancel(tx, job.id, ctx.now());
    if (outcome === "over") throw new DomainError("conflict", `this job is ${job.state} already`);
    await recordAudit(tx, ctx.actor, {
      action: "job.cancel",
      repoId: job.repoId,
      subject: JOB_KINDS[job.kind].title,
      reason: "cancelled by hand",
      details: { job: job.id },
    });
    await recordEvent(tx, "job", job.id);
  });
}

export const RetryJobInput = z.strictObject({ id: z.string().min(1).max(128) });

/** Queues a failed or cancelled job again. */
export async function retryJob(ctx: ServiceContext, input: z.infer<typeof RetryJobInput>): Promise<void> {
  requirePermission(ctx, "job.retry");
  const job = await getJob(ctx, input);
  if (!isFinal(job.state) || job.state === "done") {
    throw new DomainError("conflict", `this job is ${job.state}; only failed and cancelled jobs are tried again`);
  }
  await transact(ctx, async (tx) => {
    const attempts = JOB_KINDS[job.kind].maxAttempts;
    if (!(await requeueJob(tx, job.id, { attempts, waitsOnce: waitsOnce(job.kind) }))) {
      throw new DomainError("conflict", "this job, or another that does the same, waits for its turn already");
    }
    await ctx.queue.send(tx, await addressOf(tx, job.kind, job.repoId, job.id), job.id);
    await recordAudit(tx, ctx.actor, {
      action: "job.retry",
      repoId: job.repoId,
      subject: JOB_KINDS[job.kind].title,
      reason: "tried again by hand",
      details: { job: job.id },
    });
    await recordEvent(tx, "job", job.id);
  });
}
