import { randomUUID } from "node:crypto";
import { flushCompileCache } from "node:module";
import { openDatabase } from "@yardlet/db";
import { openQueue } from "@yardlet/db/queue";
import {
  detectWorkerAgents,
  endLostAgents,
  ensureLibrary,
  HANDLERS,
  recoverLostJobs,
  runDaily,
  runHourly,
  runJob,
  settingsOf,
  WORKER,
  type ServiceContext,
} from "@yardlet/services";
import { pino } from "pino";
import { agentSettingsOf, readEnv } from "./env.ts";
import { startRelay } from "./relay.ts";

/** When repos and library are read again by themselves, in UTC. */
const DAILY = { hour: 3, minute: 20 };

/** When what was put off until now is looked at. */
const HOURLY = { minute: 50 };

/** How often a worker says anew which agents its host has: one may be installed while it runs. */
const TELL_AGENTS_MS = 10 * 60_000;

/** To how many webhooks is sent at a time; it is waiting, and hardly work. */
const WEBHOOKS_AT_ONCE = 4;

const env = readEnv();
const settings = { ...settingsOf(env), agents: agentSettingsOf(env) };
const log = pino({ name: "worker", level: env.YARDLET_LOG_LEVEL });
const name = `${settings.host}:${process.pid}`;
const stopping = new AbortController();

const db = openDatabase(env.DATABASE_URL, { connections: 6 });
const queue = await openQueue(db, {
  host: settings.host,
  working: true,
  onError: (error) => log.error({ err: error }, "queue"),
});
const ctx: ServiceContext = { db, actor: WORKER, queue, settings, now: () => new Date() };

const strays = await endLostAgents(ctx, isDeadHere);
if (strays > 0) log.warn({ agents: strays }, "ended the agents of a worker that died");
const lost = await recoverLostJobs(ctx, isDeadHere);
if (lost > 0) log.warn({ jobs: lost }, "took over the jobs of a worker that died");
await ensureLibrary(ctx);
const atOnce = {
  agent: env.YARDLET_WORKER_AGENTS,
  general: env.YARDLET_WORKER_JOBS,
  repo: env.YARDLET_WORKER_REPOS,
  webhook: WEBHOOKS_AT_ONCE,
};
await queue.work(settings.host, atOnce, (jobId, signal) =>
  runJob(ctx, HANDLERS, {
    jobId,
    worker: name,
    signal: AbortSignal.any([signal, stopping.signal]),
    onBug(error, job) {
      const id = randomUUID().slice(0, 8);
      log.error({ err: error, id, job: job.id, kind: job.kind }, "unexpected error");
      return id;
    },
  }),
);
await queue.every("daily", DAILY, async () => void (await runDaily(ctx)));
await queue.every("hourly", HOURLY, async () => void (await runHourly(ctx)));
const tellAgents = () =>
  detectWorkerAgents(ctx).catch((error: unknown) => log.error({ err: error }, "which agents this host has"));
setInterval(tellAgents, TELL_AGENTS_MS).unref();
void tellAgents();
const relay = startRelay(ctx, (error) => log.error({ err: error }, "webhooks"));
// The next worker starts from what this one has compiled, however this one ends.
flushCompileCache();
log.debug({ worker: name }, "ready");
process.send?.("ready");

/** True for a worker of this host whose process is gone. Of other hosts only their silence tells. */
function isDeadHere(worker: string): boolean {
  const at = worker.lastIndexOf(":");
  if (worker.slice(0, at) !== settings.host) return false;
  try {
    process.kill(Number(worker.slice(at + 1)), 0);
    return false;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ESRCH";
  }
}

/** Hands running jobs back to the queue before it goes. */
async function stop(): Promise<void> {
  if (stopping.signal.aborted) return;
  stopping.abort();
  await relay.stop();
  await queue.close();
  await db.close();
  process.exit(0);
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop());
