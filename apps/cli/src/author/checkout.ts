import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { endStrayAgents } from "@yardlet/agents";
import { AgentRunId } from "@yardlet/core/agent";
import { DomainError } from "@yardlet/core/error";
import { acquireLock } from "@yardlet/repo";
import type { Environment } from "../env.ts";
import { inState } from "../remote/state.ts";

const LOCK = ".lock";

/**
 * Lets `use` work in a disposable folder of a run, and removes it whatever happens. A lock beside it shows that the run is alive:
 * what a killed command left, processes too, is removed by the next one.
 */
export async function withDisposable<T>(
  runId: string,
  environment: Environment,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const above = placeOf(environment);
  await inState(above, () => mkdir(above, { recursive: true, mode: 0o700 }));
  const lock = await acquireLock(join(above, `${runId}${LOCK}`));
  const folder = join(above, runId);
  try {
    await inState(above, () => mkdir(folder, { mode: 0o700 }));
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
    await lock.release();
  }
}

/** Ends and removes what runs left behind whose command is dead. */
export async function sweepDisposables(environment: Environment): Promise<void> {
  const above = placeOf(environment);
  const names = await readdir(above).catch(() => []);
  const ids = new Set(names.map((name) => name.replace(/\.lock$/, "")));
  for (const id of ids) {
    if (!AgentRunId.safeParse(id).success) continue;
    const lock = await takeIfDead(join(above, `${id}${LOCK}`));
    if (lock === undefined) continue;
    await endStrayAgents(id);
    await rm(join(above, id), { recursive: true, force: true });
    await lock.release();
  }
}

/** Whether the command of a run is still at work on this machine. */
export async function isAtWork(runId: string, environment: Environment): Promise<boolean> {
  const above = placeOf(environment);
  const names: readonly string[] = await readdir(above).catch(() => []);
  if (!names.includes(`${runId}${LOCK}`)) return false;
  const lock = await takeIfDead(join(above, `${runId}${LOCK}`));
  await lock?.release();
  return lock === undefined;
}

function placeOf({ state }: Environment): string {
  return join(state, "checkouts");
}

async function takeIfDead(path: string) {
  return acquireLock(path, { waitMs: 0 }).catch((error: unknown) => {
    if (error instanceof DomainError && error.code === "unavailable") return undefined;
    throw error;
  });
}
