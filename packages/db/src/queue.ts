import { fromPrisma, PgBoss } from "pg-boss";
import * as z from "zod";
import { clientOf, urlOf, type Database, type Db } from "./client.ts";

/** Work on a repo, and what is sent to a webhook, is kept to one job at a time; all else runs side by side, agents beside all of it. */
const POLICIES = { agent: "standard", general: "standard", repo: "singleton", webhook: "singleton" } as const;
export type QueueName = keyof typeof POLICIES;
/** Queues that a host has one of its own of, for what only it can do. */
const HOSTED = ["agent", "repo"] as const;

/** A worker that has said nothing for this long is taken for dead, and its job is delivered again. */
const HEARTBEAT_SECONDS = 10;
const SUPERVISE_SECONDS = 5;
/** What a worker believes of a queue is that old at most: a dead worker's repo waits no longer than its job. */
const CACHE_SECONDS = 5;
/** The job row counts attempts and decides when to give up; the queue only has to outlast it. */
const DELIVERIES = 20;

/** States of a message that will still be delivered. */
const WAITING: ReadonlySet<string> = new Set(["created", "retry"]);

const Message = z.object({ jobId: z.string() });

/** Where a message goes: `host` names the one worker host that can do it. `key` is what runs one at a time. */
export interface Address {
  queue: QueueName;
  host: string | null;
  key: string | null;
  /** Not before this many seconds have passed. */
  afterSeconds?: number;
}

/** The queue only wakes; the job row owns the state. */
export interface Queue {
  /** Sends within the caller's transaction: row and message are stored together or not at all. */
  send(tx: Db, to: Address, jobId: string): Promise<void>;
  /** Takes a message back from a worker that is known to be dead, so that it need not be waited for; one that is gone is sent anew. */
  redeliver(to: Address, jobId: string): Promise<void>;
  /** Calls `handler` for each message; a handler that throws gets the same message again, later. */
  work(
    host: string,
    perQueue: Record<QueueName, number>,
    handler: (jobId: string, signal: AbortSignal) => Promise<void>,
  ): Promise<void>;
  /** Sends a message to `handler` every day at the given UTC time, or, without an hour, every hour at the minute. */
  every(name: string, time: { hour?: number; minute: number }, handler: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** Makes the queue's own tables and queues. Part of a migration; safe to repeat. */
export async function migrateQueue(url: string): Promise<void> {
  const boss = new PgBoss({ connectionString: url, max: 2, supervise: false, schedule: false });
  await boss.start();
  try {
    for (const { name, queue } of queuesOf(null)) await ensureQueue(boss, name, queue);
  } finally {
    await boss.stop({ graceful: false });
  }
}

/** Opens the queue. `working` is true in a worker, which also watches for dead ones. */
export async function openQueue(
  db: Database,
  options: { host: string; working: boolean; onError: (error: unknown) => void },
): Promise<Queue> {
  const boss = new PgBoss({
    connectionString: urlOf(db),
    max: options.working ? 6 : 2,
    migrate: false,
    createSchema: false,
    supervise: options.working,
    schedule: options.working,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
    queueCacheIntervalSeconds: CACHE_SECONDS,
    useListenNotify: options.working,
  });
  boss.on("error", options.onError);
  await boss.start();
  for (const queue of HOSTED) await ensureQueue(boss, hosted(queue, options.host), queue);
  return {
    async send(tx, to, jobId) {
      const name = nameOf(to);
      await ensureKnown(boss, name, to.queue);
      await boss.send(
        name,
        { jobId },
        {
          db: fromPrisma(clientOf(tx)),
          ...(to.key === null ? {} : { singletonKey: to.key }),
          ...(to.afterSeconds === undefined ? {} : { startAfter: to.afterSeconds }),
        },
      );
    },
    async redeliver(to, jobId) {
      const name = nameOf(to);
      const known = await boss.findJobs(name, { data: { jobId } });
      const held = known.filter((job) => job.state === "active").map((job) => job.id);
      if (held.length > 0) await boss.fail(name, held);
      else if (!known.some((job) => WAITING.has(job.state))) {
        await ensureKnown(boss, name, to.queue);
        await boss.send(name, { jobId }, to.key === null ? {} : { singletonKey: to.key });
      }
    },
    async work(host, perQueue, handler) {
      for (const { name, queue } of queuesOf(host)) {
        const settings = {
          batchSize: 1,
          pollingIntervalSeconds: 1,
          notifyPollingIntervalSeconds: 5,
          heartbeatRefreshSeconds: 1,
          localConcurrency: perQueue[queue],
        };
        const workerId = await boss.work(name, settings, async (jobs) => {
          for (const job of jobs) await handler(Message.parse(job.data).jobId, job.signal);
          boss.notifyWorker(workerId);
        });
      }
    },
    async every(name, { hour = "*", minute }, handler) {
      await boss.createQueue(name, { policy: "exclusive", retryLimit: 2 });
      await boss.schedule(name, `${minute} ${hour} * * *`, {}, { missed: "once" });
      await boss.work(name, { pollingIntervalSeconds: 30 }, handler);
    },
    close: () => boss.stop({ graceful: true, timeout: 8_000 }),
  };
}

function nameOf(to: Address): string {
  return to.host === null ? to.queue : hosted(to.queue, to.host);
}

function hosted(queue: QueueName, host: string): string {
  return `${queue}.${host.replaceAll(/[^\w.-]/g, "-")}`;
}

const SHARED = ["agent", "general", "repo", "webhook"] as const satisfies readonly QueueName[];

/** The queues that all workers share, and those of one host. */
function queuesOf(host: string | null): { name: string; queue: QueueName }[] {
  const shared = SHARED.map((queue) => ({ name: queue, queue }));
  return host === null ? shared : [...shared, ...HOSTED.map((queue) => ({ name: hosted(queue, host), queue }))];
}

async function ensureKnown(boss: PgBoss, name: string, queue: QueueName): Promise<void> {
  if (!(await boss.getQueue(name))) await ensureQueue(boss, name, queue);
}

async function ensureQueue(boss: PgBoss, name: string, queue: QueueName): Promise<void> {
  await boss.createQueue(name, {
    policy: POLICIES[queue],
    notify: true,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    retryLimit: DELIVERIES,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 60,
    expireInSeconds: 3600,
    deleteAfterSeconds: 3600,
  });
}
