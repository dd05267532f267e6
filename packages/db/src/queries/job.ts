import { JobError, JobKind, JobLogLevel, JobState, type Job, type JobLogLine } from "@yardlet/core/job";
import * as z from "zod";
import { clientOf, type Db } from "../client.ts";
import { fromJson, newId, toJson } from "./rows.ts";

const Payload = z.record(z.string(), z.unknown());
const withRepo = { repo: { select: { slug: true } } } as const;

interface NewJob {
  kind: JobKind;
  payload: Record<string, unknown>;
  repoId: string | null;
  maxAttempts: number;
  createdBy: string;
}

export async function insertJob(db: Db, input: NewJob): Promise<string> {
  const id = newId();
  await clientOf(db).job.create({ data: { ...input, id, payload: toJson(input.payload), state: "queued" } });
  return id;
}

/** As `insertJob` for a kind that waits once: undefined when one does, also one that is just being stored. */
export async function insertJobUnlessWaiting(db: Db, input: NewJob): Promise<string | undefined> {
  const id = newId();
  const stored = await clientOf(db).$executeRaw`
    insert into job (id, kind, payload, repo_id, state, max_attempts, created_by)
    values (${id}, ${input.kind}, ${JSON.stringify(input.payload)}::jsonb, ${input.repoId}, 'queued', ${input.maxAttempts},
      ${input.createdBy})
    on conflict do nothing`;
  return stored === 1 ? id : undefined;
}

/** How long the newest job of a kind that is done took; 0 before the first. */
export async function lastJobSeconds(db: Db, kind: JobKind): Promise<number> {
  const row = await clientOf(db).job.findFirst({
    where: { kind, state: "done" },
    orderBy: { createdAt: "desc" },
    select: { startedAt: true, finishedAt: true },
  });
  return row?.startedAt && row.finishedAt ? (row.finishedAt.getTime() - row.startedAt.getTime()) / 1000 : 0;
}

/** The job of this kind that waits for its turn, if one does. */
export async function findWaitingJob(db: Db, kind: JobKind, repoId: string | null): Promise<string | undefined> {
  const row = await clientOf(db).job.findFirst({ where: { kind, repoId, state: "queued" }, select: { id: true } });
  return row?.id;
}

/** The job that reads or writes a repo now, or waits to. */
export async function findRunningJob(db: Db, repoId: string): Promise<string | undefined> {
  const row = await clientOf(db).job.findFirst({
    where: { repoId, kind: { startsWith: "repo." }, state: { in: ["queued", "running"] } },
    orderBy: [{ state: "desc" }, { createdAt: "asc" }],
    select: { id: true },
  });
  return row?.id;
}

/** The job that reads or writes the library now, or waits to. */
export async function findRunningLibraryJob(db: Db): Promise<string | undefined> {
  const row = await clientOf(db).job.findFirst({
    where: { kind: { in: ["library.sync", "library.write"] }, state: { in: ["queued", "running"] } },
    orderBy: { createdAt: "asc" },
    select: { id: true },
  });
  return row?.id;
}

/** The newest job of a kind whose payload has this id under this key. */
export async function findJobOf(db: Db, kind: JobKind, key: string, id: string): Promise<Job | undefined> {
  const row = await clientOf(db).job.findFirst({
    where: { kind, payload: { path: [key], equals: id } },
    include: withRepo,
    orderBy: { createdAt: "desc" },
  });
  return row ? jobOf(row) : undefined;
}

/** The job of a kind whose payload has this id under this key, and that waits or runs. */
export async function findOpenJobOf(db: Db, kind: JobKind, key: string, id: string): Promise<string | undefined> {
  const row = await clientOf(db).job.findFirst({
    where: { kind, state: { in: ["queued", "running"] }, payload: { path: [key], equals: id } },
    select: { id: true },
  });
  return row?.id;
}

export async function findJob(db: Db, id: string): Promise<Job | undefined> {
  const row = await clientOf(db).job.findUnique({ where: { id }, include: withRepo });
  return row ? jobOf(row) : undefined;
}

/** Newest first; `before` is the creation time and id of the last row of the page above. */
export async function listJobs(
  db: Db,
  query: { states?: JobState[]; kinds?: JobKind[]; repoId?: string; before?: { at: Date; id: string }; limit: number },
): Promise<Job[]> {
  const rows = await clientOf(db).job.findMany({
    where: {
      ...(query.states ? { state: { in: query.states } } : {}),
      ...(query.kinds ? { kind: { in: query.kinds } } : {}),
      ...(query.repoId ? { repoId: query.repoId } : {}),
      ...(query.before
        ? { OR: [{ createdAt: { lt: query.before.at } }, { createdAt: query.before.at, id: { lt: query.before.id } }] }
        : {}),
    },
    include: withRepo,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: query.limit,
  });
  return rows.map(jobOf);
}

export async function countJobs(db: Db, states: JobState[]): Promise<number> {
  return clientOf(db).job.count({ where: { state: { in: states } } });
}

/**
 * Claims a job by compare-and-set: from `queued`, or from `running` when its worker has been silent since `silentSince`.
 * Answers the new attempt, the fencing token of every later write, or undefined when another has it.
 */
export async function claimJob(
  db: Db,
  id: string,
  worker: string,
  now: Date,
  silentSince: Date,
): Promise<number | undefined> {
  const rows = await clientOf(db).$queryRaw<{ attempt: number }[]>`
    update job set state = 'running', attempt = attempt + 1, worker = ${worker}, started_at = coalesce(started_at, ${now}),
      heartbeat_at = ${now}, finished_at = null, error = null, progress = 0, step = null
    where id = ${id} and (state = 'queued' or (state = 'running' and heartbeat_at < ${silentSince}))
    returning attempt`;
  return rows[0]?.attempt;
}

/** Whether an attempt still holds its job; all else tells its worker to stop. */
export type JobHold = "held" | "cancelled" | "lost";

/** As `heartbeatJob`, without a sign of life: it only looks. */
export async function findJobHold(db: Db, id: string, attempt: number): Promise<JobHold> {
  const job = await clientOf(db).job.findUnique({
    where: { id, state: "running", attempt },
    select: { cancelRequested: true },
  });
  if (!job) return "lost";
  return job.cancelRequested ? "cancelled" : "held";
}

/** A sign of life, and whether the attempt still holds the job. */
export async function heartbeatJob(db: Db, id: string, attempt: number, now: Date): Promise<JobHold> {
  const rows = await clientOf(db).$queryRaw<{ cancel: boolean }[]>`
    update job set heartbeat_at = ${now} where id = ${id} and state = 'running' and attempt = ${attempt}
    returning cancel_requested as cancel`;
  const row = rows[0];
  if (!row) return "lost";
  return row.cancel ? "cancelled" : "held";
}

/** Everything a running attempt says of itself passes here; false when the attempt has lost the job. */
export async function updateRunningJob(
  db: Db,
  id: string,
  attempt: number,
  change: { step?: string; progress?: number; result?: Record<string, unknown> },
): Promise<boolean> {
  const done = await clientOf(db).job.updateMany({
    where: { id, attempt, state: "running" },
    data: { ...change, ...(change.result ? { result: toJson(change.result) } : {}) },
  });
  return done.count === 1;
}

/** Ends an attempt, or hands the job back to the queue. */
export async function endJobAttempt(
  db: Db,
  id: string,
  attempt: number,
  end: { state: Exclude<JobState, "running">; at: Date; error?: JobError; result?: Record<string, unknown> },
): Promise<boolean> {
  const done = await clientOf(db).job.updateMany({
    where: { id, attempt, state: "running" },
    data: {
      state: end.state,
      finishedAt: end.state === "queued" ? null : end.at,
      ...(end.state === "done" ? { progress: 1, step: null } : {}),
      ...(end.error ? { error: toJson(end.error) } : {}),
      ...(end.result ? { result: toJson(end.result) } : {}),
    },
  });
  return done.count === 1;
}

/** A queued job ends at once; a running one is asked to. */
export async function requestJobCancel(db: Db, id: string, at: Date): Promise<"cancelled" | "asked" | "over"> {
  const queued = await clientOf(db).job.updateMany({
    where: { id, state: "queued" },
    data: { state: "cancelled", finishedAt: at, cancelRequested: true },
  });
  if (queued.count === 1) return "cancelled";
  const running = await clientOf(db).job.updateMany({
    where: { id, state: "running" },
    data: { cancelRequested: true },
  });
  return running.count === 1 ? "asked" : "over";
}

/** Queues an ended job again with a fresh set of attempts; false when it has not ended, or waits once and another one waits. */
export async function requeueJob(
  db: Db,
  id: string,
  again: { attempts: number; waitsOnce: boolean },
): Promise<boolean> {
  const done = await clientOf(db).$executeRaw`
    update job set state = 'queued', max_attempts = attempt + ${again.attempts}, cancel_requested = false, error = null,
      finished_at = null, started_at = null, progress = 0, step = null
    where id = ${id} and state in ('failed', 'cancelled') and not (${again.waitsOnce} and exists (
      select 1 from job waiting where waiting.kind = job.kind and waiting.repo_id is not distinct from job.repo_id
        and waiting.state = 'queued'))`;
  return done === 1;
}

/** Adds a line to a running attempt's log; an attempt that has lost the job says nothing more. */
export async function appendJobLog(
  db: Db,
  id: string,
  attempt: number,
  line: { source: string; level: JobLogLevel; message: string },
): Promise<void> {
  await clientOf(db).$executeRaw`
    with held as (select id from job where id = ${id} and attempt = ${attempt} for update)
    insert into job_event (job_id, seq, source, level, message)
    select id, (select coalesce(max(seq), 0) + 1 from job_event where job_id = ${id}), ${line.source}, ${line.level}, ${line.message}
    from held`;
}

export async function listJobLog(db: Db, jobId: string, afterSeq: number, limit: number): Promise<JobLogLine[]> {
  const rows = await clientOf(db).jobEvent.findMany({
    where: { jobId, seq: { gt: afterSeq } },
    orderBy: { seq: "asc" },
    take: limit,
  });
  return rows.map((row) => ({
    seq: row.seq,
    at: row.at,
    source: row.source,
    level: JobLogLevel.parse(row.level),
    message: row.message,
  }));
}

type JobRow = Omit<Job, "kind" | "state" | "payload" | "error" | "result" | "repoSlug"> & {
  kind: string;
  state: string;
  payload: unknown;
  error: unknown;
  result: unknown;
  repo: { slug: string } | null;
};

function jobOf(row: JobRow): Job {
  return {
    id: row.id,
    kind: JobKind.parse(row.kind),
    state: JobState.parse(row.state),
    repoId: row.repoId,
    repoSlug: row.repo?.slug ?? null,
    payload: fromJson(Payload, row.payload),
    attempt: row.attempt,
    maxAttempts: row.maxAttempts,
    step: row.step,
    progress: row.progress,
    error: row.error === null ? null : fromJson(JobError, row.error),
    result: row.result === null ? null : fromJson(Payload, row.result),
    cancelRequested: row.cancelRequested,
    createdBy: row.createdBy,
    worker: row.worker,
    createdAt: row.createdAt,
    startedAt: row.startedAt,
    finishedAt: row.finishedAt,
  };
}
