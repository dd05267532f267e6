import { listJobs } from "@yardlet/db";
import { WORKER, type ServiceContext } from "../context.ts";
import { HANDLERS } from "./handlers.ts";
import { JobPostponed, runJob } from "./run.ts";

/** The oldest of this many waiting jobs comes first. */
const LOOKED_THROUGH = 200;

/**
 * Does every job that waits, and those that these lead to, one after the other, without a worker: for tests and the demo.
 * @throws whatever a handler throws that is no DomainError
 */
export async function drainJobs(
  ctx: ServiceContext,
  { worker, signal }: { worker: string; signal: AbortSignal },
): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    const [job] = (await listJobs(ctx.db, { states: ["queued"], limit: LOOKED_THROUGH })).toReversed();
    if (!job) return;
    const bugs: unknown[] = [];
    const onBug = (error: unknown) => String(bugs.push(error));
    await runJob({ ...ctx, actor: WORKER }, HANDLERS, { jobId: job.id, worker, signal, onBug }).catch(
      (error: unknown) => {
        if (!(error instanceof JobPostponed)) throw error;
      },
    );
    if (bugs.length > 0) throw bugs[0];
  }
}
