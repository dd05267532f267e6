import { endJobAttempt, listJobs, recordEvent } from "@yardlet/db";
import { transact, type ServiceContext } from "../context.ts";
import { addressOf } from "./enqueue.ts";

/**
 * Hands the jobs of dead workers back to the queue at once; without it another worker takes them over when their silence has
 * lasted long enough. `isDead` says whether a worker, by its name, is known to be dead. Answers how many jobs there were.
 */
export async function recoverLostJobs(ctx: ServiceContext, isDead: (worker: string) => boolean): Promise<number> {
  const running = await listJobs(ctx.db, { states: ["running"], limit: 200 });
  const lost = running.filter((job) => job.worker !== null && isDead(job.worker));
  for (const job of lost) {
    const address = await transact(ctx, async (tx) => {
      await endJobAttempt(tx, job.id, job.attempt, { state: "queued", at: ctx.now() });
      await recordEvent(tx, "job", job.id);
      return addressOf(tx, job.kind, job.repoId, job.id);
    });
    await ctx.queue.redeliver(address, job.id);
  }
  return lost.length;
}

/** Jobs that are looked up at a time. */
const PAGE = 200;

/**
 * Has every job that waits or ran delivered again: what a restored database knows of and its queue does not. Answers how many there
 * are.
 */
export async function requeueRestoredJobs(ctx: ServiceContext): Promise<number> {
  while ((await recoverLostJobs(ctx, () => true)) > 0);
  let count = 0;
  let before: { at: Date; id: string } | undefined;
  for (;;) {
    const jobs = await listJobs(ctx.db, { states: ["queued"], limit: PAGE, ...(before ? { before } : {}) });
    for (const job of jobs) {
      const address = await transact(ctx, (tx) => addressOf(tx, job.kind, job.repoId, job.id));
      await ctx.queue.redeliver(address, job.id);
    }
    count += jobs.length;
    const last = jobs.at(-1);
    if (!last || jobs.length < PAGE) return count;
    before = { at: last.createdAt, id: last.id };
  }
}
