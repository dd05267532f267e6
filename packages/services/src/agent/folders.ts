import { endStrayAgents } from "@yardlet/agents";
import { AgentRunId } from "@yardlet/core/agent";
import { findJob } from "@yardlet/db";
import { mkdir, readdir, rm } from "node:fs/promises";
import path from "node:path";
import type { ServiceContext } from "../context.ts";
import type { JobRun } from "../job/run.ts";

const FOLDER = /^(?<jobId>.+)-(?<attempt>\d+)$/;

function rootOf(ctx: ServiceContext): string {
  return path.join(ctx.settings.dataDir, "agents");
}

/** What every process of an attempt is found by, whoever looks for it; also its folder's name. */
export function agentRunId(run: Pick<JobRun, "jobId" | "attempt">): string {
  return AgentRunId.parse(`${run.jobId}-${run.attempt}`);
}

/** A disposable folder for one attempt. What earlier attempts of the job left alive or lying here is gone before it begins. */
export async function withAgentFolder<T>(
  ctx: ServiceContext,
  run: JobRun,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const earlier = (await listRuns(ctx)).filter(({ jobId, attempt }) => jobId === run.jobId && attempt < run.attempt);
  for (const { name } of earlier) await endRun(ctx, name);
  const folder = path.join(rootOf(ctx), agentRunId(run));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    return await work(folder);
  } finally {
    await remove(folder);
  }
}

/**
 * Ends the agents of this host's workers that died, and removes what they left. `isDead` says whether a worker, by its name, is
 * known to be dead. Answers how many runs there were.
 */
export async function endLostAgents(ctx: ServiceContext, isDead: (worker: string) => boolean): Promise<number> {
  let lost = 0;
  for (const { name, jobId, attempt } of await listRuns(ctx)) {
    const job = await findJob(ctx.db, jobId);
    const isAtWork = job?.state === "running" && job.attempt === attempt && job.worker !== null && !isDead(job.worker);
    if (isAtWork) continue;
    await endRun(ctx, name);
    lost += 1;
  }
  return lost;
}

async function listRuns(ctx: ServiceContext): Promise<{ name: string; jobId: string; attempt: number }[]> {
  const names = await readdir(rootOf(ctx)).catch(() => []);
  return names.flatMap((name) => {
    const { jobId, attempt } = FOLDER.exec(name)?.groups ?? {};
    return jobId === undefined || !AgentRunId.safeParse(name).success
      ? []
      : [{ name, jobId, attempt: Number(attempt) }];
  });
}

/** First what is alive: it could write again into a folder that is gone. */
async function endRun(ctx: ServiceContext, name: string): Promise<void> {
  await endStrayAgents(name);
  await remove(path.join(rootOf(ctx), name));
}

async function remove(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}
