import { DomainError } from "@yardlet/core/error";
import { compareText } from "@yardlet/core/skill";
import { JOB_KINDS, JOB_PAYLOADS, waitsOnce, type JobKind, type JobPayload } from "@yardlet/core/job";
import {
  findAuthoring,
  findDistillation,
  findJob,
  findRepo,
  findWaitingJob,
  insertJob,
  insertJobUnlessWaiting,
  lastJobSeconds,
  recordEvent,
  type Db,
} from "@yardlet/db";
import type { Address } from "@yardlet/db/queue";
import { agentHost } from "../agent/choose.ts";
import type { ServiceContext } from "../context.ts";

/** How often joining is tried, when what waits is claimed at the same moment. */
const JOIN_TRIES = 5;

/**
 * Stores the job row and its queue message in the caller's transaction, and answers the job's id. Of a kind that waits once, the
 * one that waits is joined.
 */
export async function enqueueJob<K extends JobKind>(
  ctx: ServiceContext,
  tx: Db,
  kind: K,
  payload: JobPayload<K>,
): Promise<string> {
  const parsed = JOB_PAYLOADS[kind].parse(payload);
  const repoId = await repoOf(tx, parsed);
  const { maxAttempts } = JOB_KINDS[kind];
  const job = { kind, payload: parsed, repoId, maxAttempts, createdBy: ctx.actor.name };
  if (!waitsOnce(kind)) return send(ctx, tx, { ...job, id: await insertJob(tx, job) });
  for (let tries = 0; tries < JOIN_TRIES; tries += 1) {
    const waiting = await findWaitingJob(tx, kind, repoId);
    if (waiting !== undefined) return waiting;
    const id = await insertJobUnlessWaiting(tx, job);
    if (id !== undefined) return send(ctx, tx, { ...job, id });
  }
  throw new DomainError("unavailable", "this is asked for from many sides at this moment; ask again");
}

async function send(
  ctx: ServiceContext,
  tx: Db,
  job: { id: string; kind: JobKind; repoId: string | null; afterSeconds?: number },
): Promise<string> {
  const { id, kind, repoId, afterSeconds } = job;
  const address = await addressOf(tx, kind, repoId, id);
  await ctx.queue.send(tx, { ...address, ...(afterSeconds === undefined ? {} : { afterSeconds }) }, id);
  await recordEvent(tx, "job", id);
  return id;
}

/** Has repos read again, in one order for all that ask: two that ask for the same ones wait for each other, and never both. */
export async function enqueueSyncs(ctx: ServiceContext, tx: Db, repoIds: readonly string[]): Promise<void> {
  for (const repoId of repoIds.toSorted(compareText)) await enqueueJob(ctx, tx, "repo.sync", { repoId });
}

async function repoOf(tx: Db, payload: JobPayload): Promise<string | null> {
  if ("repoId" in payload) return payload.repoId;
  if ("distillationId" in payload) return (await findDistillation(tx, payload.distillationId))?.repoId ?? null;
  return "authoringId" in payload ? ((await findAuthoring(tx, payload.authoringId))?.repoId ?? null) : null;
}

/** Work that belongs to no repo and runs one at a time as well, by what it takes turns for. */
const TURNS: Partial<Record<JobKind, string>> = {
  "distil.schedule": "distil",
  "gap.find": "gap",
  "library.sync": "library",
  "library.write": "library",
  "proposal.read": "proposal",
  "score.decide": "score",
};

/** Kinds that start an agent. */
const OF_AGENTS: readonly JobKind[] = ["agent.create", "agent.research", "agent.rewrite"];

/** Repo work runs one at a time per repo, on the host that has the path; agents run beside it, where they are installed. */
export async function addressOf(tx: Db, kind: JobKind, repoId: string | null, jobId: string): Promise<Address> {
  if (OF_AGENTS.includes(kind)) return { queue: "agent", host: await agentHost(tx, jobId), key: jobId };
  if (kind === "webhook.deliver") return { queue: "webhook", host: null, key: await webhookOf(tx, jobId) };
  // Distilling reads rows alone: it waits for no work on the repo, and of one repo it runs one at a time.
  if (kind === "distil.run") return { queue: "repo", host: null, key: `distil ${repoId ?? jobId}` };
  if (repoId === null) {
    const turn = TURNS[kind];
    return { queue: turn === undefined ? "general" : "repo", host: null, key: turn ?? jobId };
  }
  const repo = await findRepo(tx, repoId);
  return { queue: "repo", host: repo?.workerHost ?? null, key: repoId };
}

/** To one webhook is sent one after the other, and a slow one holds nothing else up. */
async function webhookOf(tx: Db, jobId: string): Promise<string> {
  const payload = JOB_PAYLOADS["webhook.deliver"].safeParse((await findJob(tx, jobId))?.payload);
  return payload.data?.webhookId ?? jobId;
}

/**
 * Work that waits for more to come, so that a burst of runs leads to it once: at least so many seconds, and so many times as long as
 * the last one took, up to an hour. Deciding takes at most a fifth of the time, looking for gaps a twentieth.
 */
const DEBOUNCED = {
  "gap.find": { seconds: 10, rest: 19 },
  "proposal.read": { seconds: 5, rest: 4 },
  "score.decide": { seconds: 5, rest: 4 },
} as const satisfies Partial<Record<JobKind, { seconds: number; rest: number }>>;
const MOST_REST_SECONDS = 3_600;

/** Sees to it that changed scores are decided on soon. As `enqueueDebounced`, to be called last. */
export function enqueueDecide(ctx: ServiceContext, tx: Db): Promise<void> {
  return enqueueDebounced(ctx, tx, "score.decide");
}

/** Sees to it that gaps are looked for soon. As `enqueueDebounced`, to be called last, and after `enqueueDecide`. */
export function enqueueGapFind(ctx: ServiceContext, tx: Db): Promise<void> {
  return enqueueDebounced(ctx, tx, "gap.find");
}

/** Sees to it that what runs suggest is read soon. As `enqueueDebounced`, to be called last, and after `enqueueGapFind`. */
export function enqueueProposalRead(ctx: ServiceContext, tx: Db): Promise<void> {
  return enqueueDebounced(ctx, tx, "proposal.read");
}

/**
 * Queues a job of which one waits at a time. To be called last in a transaction, several of them always in the same order: two
 * that store the first such job at once take turns here, and neither may hold what the other waits for.
 */
async function enqueueDebounced(ctx: ServiceContext, tx: Db, kind: keyof typeof DEBOUNCED): Promise<void> {
  if (await findWaitingJob(tx, kind, null)) return;
  const { maxAttempts } = JOB_KINDS[kind];
  const id = await insertJobUnlessWaiting(tx, { kind, payload: {}, repoId: null, maxAttempts, createdBy: "Yardlet" });
  if (id === undefined) return;
  const { seconds, rest } = DEBOUNCED[kind];
  const resting = Math.min(MOST_REST_SECONDS, Math.ceil(rest * (await lastJobSeconds(tx, kind))));
  await send(ctx, tx, { id, kind, repoId: null, afterSeconds: Math.max(seconds, resting) });
}
