import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { Job } from "@yardlet/core/job";
import { listJobs } from "@yardlet/services";
import type { TestServices } from "@yardlet/services/testing";
import pg from "pg";

const MAIN = path.join(import.meta.dirname, "../main.ts");
/** At how many points a worker is killed. `pnpm bench kill` takes more. */
export const KILLS = Number(process.env["YARDLET_TEST_KILLS"] ?? 20);
const DEADLINE_MS = 120_000;
/** Looking more often would take the time from those that are looked at. */
const LOOK_MS = 50;

/** Real worker processes on a test's database. */
export interface TestWorkers {
  /** With more variables than a worker needs. */
  start(more?: Readonly<Record<string, string>>): Promise<ChildProcess>;
  /** Jobs as people see them. */
  jobs(): Promise<Job[]>;
  /** Nothing waits and nothing runs. */
  idle(): Promise<boolean>;
  /** Ends every worker that still lives, and whatever else was put among them. */
  endAll(): Promise<void>;
  processes: ChildProcess[];
}

export function testWorkers(services: TestServices): TestWorkers {
  const processes: ChildProcess[] = [];
  const jobs = async () => (await listJobs(services.ctx, { limit: 50 })).jobs;
  return {
    processes,
    jobs,
    idle: async () => (await jobs()).every((job) => job.state !== "queued" && job.state !== "running"),
    async start(more = {}) {
      const { settings } = services.ctx;
      const worker = spawn(process.execPath, [MAIN], {
        stdio: ["ignore", "ignore", "inherit", "ipc"],
        env: {
          ...process.env,
          DATABASE_URL: services.url,
          YARDLET_DATA: settings.dataDir,
          YARDLET_LOCAL_ROOTS: services.folder,
          YARDLET_LIBRARY: settings.builtinLibrary,
          YARDLET_HOST_NAME: settings.host,
          YARDLET_LOG_LEVEL: "error",
          ...more,
        },
      });
      processes.push(worker);
      await once(worker, "message");
      return worker;
    },
    async endAll() {
      for (const process of processes) await kill(process, "SIGKILL");
    },
  };
}

export async function kill(worker: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  const ended = once(worker, "exit");
  worker.kill(signal);
  await ended;
}

/** Looks until it holds. */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + DEADLINE_MS;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`${what} did not happen in ${DEADLINE_MS} ms`);
    await delay(LOOK_MS);
  }
}

/** Moments in milliseconds up to `longest`, the same in every run of a test. */
export function* momentsOf(seed: number, longest: number): Generator<number> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield Math.floor((state / 2 ** 32) * longest);
  }
}

/** Asks a test's database outside of every verb. */
export async function rows(services: TestServices, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: services.url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
