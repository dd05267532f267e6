import { DomainError, isPassing } from "@yardlet/core/error";
import {
  JOB_KINDS,
  JOB_PAYLOADS,
  type Job,
  type JobError,
  type JobKind,
  type JobLogLevel,
  type JobPayload,
} from "@yardlet/core/job";
import {
  appendJobLog,
  claimJob,
  endJobAttempt,
  findJob,
  findJobHold,
  heartbeatJob,
  inTransaction,
  recordAnnouncement,
  recordEvent,
  updateRunningJob,
  type Db,
} from "@yardlet/db";
import type { ServiceContext } from "../context.ts";

const HEARTBEAT_MS = 1_000;
/** How often a running job looks whether it shall stop: what was cancelled is over within a second. */
const LOOK_MS = 250;
/** A running job whose worker has been silent for this long is taken over. Shorter than the queue's own limit. */
const SILENT_MS = 8_000;

/** What a handler tells the people who watch, and how it learns that it should stop. */
export interface JobRun {
  jobId: string;
  /** The fencing token: what an attempt that has lost the job writes is refused by it. */
  attempt: number;
  signal: AbortSignal;
  /** Names the present step; `progress` is the share done, 0 to 1. */
  step(message: string, progress: number): Promise<void>;
  /** One line, or several at once. */
  log(source: string, message: string | readonly string[], level?: JobLogLevel): Promise<void>;
}

export type JobResult = Record<string, unknown>;
export type JobHandlers = {
  [K in JobKind]: (ctx: ServiceContext, payload: JobPayload<K>, run: JobRun) => Promise<JobResult>;
};

/** Thrown to hand the message back to the queue, which delivers it again later. */
export class JobPostponed extends Error {
  override readonly name = "JobPostponed";
}

/**
 * Does one delivery of a job: claims the row, runs the handler with a heartbeat, and stores the end. A repeat delivery of an
 * ended job is harmless; every write carries the attempt, so a worker that lost the job changes nothing more.
 * @throws JobPostponed when the queue shall deliver it again
 */
export async function runJob(
  ctx: ServiceContext,
  handlers: JobHandlers,
  delivery: { jobId: string; worker: string; signal: AbortSignal; onBug: (error: unknown, job: Job) => string },
): Promise<void> {
  const { jobId, worker } = delivery;
  const attempt = await claimJob(ctx.db, jobId, worker, ctx.now(), new Date(ctx.now().getTime() - SILENT_MS));
  const job = await findJob(ctx.db, jobId);
  if (!job) return;
  if (attempt === undefined) {
    if (job.state === "running") throw new JobPostponed(`${job.worker ?? "another worker"} still holds ${jobId}`);
    return;
  }
  const abort = new AbortController();
  const stopped = AbortSignal.any([abort.signal, delivery.signal, AbortSignal.timeout(JOB_KINDS[job.kind].timeoutMs)]);
  const beat = startHeartbeat(ctx, jobId, attempt, abort);
  const run = reporter(ctx, jobId, attempt, stopped);
  await run.log("yardlet", `Claimed by ${worker}, attempt ${attempt} of ${job.maxAttempts}`, "step");
  try {
    const result = await dispatch(handlers, ctx, job, run);
    await end(ctx, job, attempt, { state: "done", result });
  } catch (error) {
    await endFailed(ctx, job, attempt, { error, why: abort.signal.reason, run, delivery });
  } finally {
    beat.stop();
  }
}

/** By kind, what reads a job's payload; said so that kind, payload and handler are known to belong together. */
const PAYLOADS: { [K in JobKind]: { parse(payload: unknown): JobPayload<K> } } = JOB_PAYLOADS;

function dispatch<K extends JobKind>(
  handlers: Pick<JobHandlers, K>,
  ctx: ServiceContext,
  { kind, payload }: { kind: K; payload: unknown },
  run: JobRun,
): Promise<JobResult> {
  return handlers[kind](ctx, PAYLOADS[kind].parse(payload), run);
}

function startHeartbeat(ctx: ServiceContext, jobId: string, attempt: number, abort: AbortController): { stop(): void } {
  let looks = 0;
  const timer = setInterval(() => {
    looks += 1;
    const isBeat = (looks * LOOK_MS) % HEARTBEAT_MS === 0;
    const look = isBeat ? heartbeatJob(ctx.db, jobId, attempt, ctx.now()) : findJobHold(ctx.db, jobId, attempt);
    look.then(
      (state) => state !== "held" && abort.abort(state),
      () => undefined,
    );
  }, LOOK_MS);
  return { stop: () => clearInterval(timer) };
}

function reporter(ctx: ServiceContext, jobId: string, attempt: number, signal: AbortSignal): JobRun {
  const log: JobRun["log"] = (source, message, level = "info") =>
    inTransaction(ctx.db, async (tx) => {
      for (const line of typeof message === "string" ? [message] : message) {
        await appendJobLog(tx, jobId, attempt, { source, level, message: line });
      }
      await recordEvent(tx, "job", jobId);
    });
  return {
    jobId,
    attempt,
    signal,
    log,
    async step(message, progress) {
      signal.throwIfAborted();
      await updateRunningJob(ctx.db, jobId, attempt, { step: message, progress });
      await log("yardlet", message, "step");
    },
  };
}

async function endFailed(
  ctx: ServiceContext,
  job: Job,
  attempt: number,
  failure: {
    error: unknown;
    why: unknown;
    run: JobRun;
    delivery: { signal: AbortSignal; onBug: (error: unknown, job: Job) => string };
  },
): Promise<void> {
  const { error, why, run, delivery } = failure;
  if (why === "lost") return;
  if (why === "cancelled") {
    await run.log("yardlet", "Cancelled", "warn");
    return end(ctx, job, attempt, { state: "cancelled" });
  }
  if (delivery.signal.aborted) {
    await run.log("yardlet", "The worker is stopping; another attempt follows", "warn");
    await end(ctx, job, attempt, { state: "queued" });
    throw new JobPostponed("the worker is stopping");
  }
  const told = describe(error, run.signal, () => delivery.onBug(error, job));
  await run.log("yardlet", told.message, "warn");
  const final = attempt >= job.maxAttempts || (error instanceof DomainError && !isPassing(error));
  await end(ctx, job, attempt, { state: final ? "failed" : "queued", error: told });
  if (!final) throw new JobPostponed(told.message);
}

function describe(error: unknown, signal: AbortSignal, report: () => string): { code: string; message: string } {
  if (error instanceof DomainError) return { code: error.code, message: error.message };
  if (signal.aborted)
    return { code: "unavailable", message: "this took longer than it may; try again, or look at the log" };
  return { code: "internal", message: `an unexpected error; the worker's log has it under ${report()}` };
}

async function end(
  ctx: ServiceContext,
  job: Job,
  attempt: number,
  how: {
    state: "done" | "failed" | "cancelled" | "queued";
    error?: { code: string; message: string };
    result?: JobResult;
  },
): Promise<void> {
  await inTransaction(ctx.db, async (tx) => {
    const ended = await endJobAttempt(tx, job.id, attempt, { ...how, at: ctx.now() });
    await recordEvent(tx, "job", job.id);
    if (ended && how.state === "failed") await announceFailed(tx, job, how.error);
  });
}

/** Not of what sends the announcements: one that fails would lead to the next. */
async function announceFailed(tx: Db, { id, kind, repoId }: Job, error?: JobError): Promise<void> {
  if (kind === "webhook.deliver") return;
  const { code = "internal", message = "" } = error ?? {};
  const data = { job: id, kind, title: JOB_KINDS[kind].title, code, message };
  await recordAnnouncement(tx, { topic: "job", ref: id, announces: "job.failed", repoId, data });
}
