import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { addRepos, cancelJob, getRepo, listJobs, listRepos, requestLibrarySync } from "@yardlet/services";
import { openTestServices, type TestServices } from "@yardlet/services/testing";
import { git, makeRepo, RUST_CLI } from "@yardlet/services/testing/repos";

const MAIN = path.join(import.meta.dirname, "main.ts");
const DEADLINE_MS = 40_000;
/** When the worker is killed after it was seen writing, in milliseconds: before, in and after the commit. */
const KILL_AFTER_MS = [0, 40, 120];

let services: TestServices;
let workers: ChildProcess[];

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"));
  workers = [];
  await requestLibrarySync(services.ctx);
  await services.runJobs();
});
afterEach(async () => {
  for (const worker of workers) await kill(worker, "SIGKILL");
  await services.close();
});

/** A real worker process on the test's database. */
async function startWorker(): Promise<ChildProcess> {
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
    },
  });
  workers.push(worker);
  await once(worker, "message");
  return worker;
}

async function kill(worker: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (worker.exitCode !== null || worker.signalCode !== null) return;
  const ended = once(worker, "exit");
  worker.kill(signal);
  await ended;
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + DEADLINE_MS;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`${what} did not happen in ${DEADLINE_MS} ms`);
    await delay(5);
  }
}

const jobs = async () => (await listJobs(services.ctx, { limit: 50 })).jobs;
const idle = async () => (await jobs()).every((job) => job.state !== "queued" && job.state !== "running");

async function expectEquippedOnce(repo: string, slug: string): Promise<void> {
  expect(git(repo, "log", "--format=%an")).toBe("Yardlet\ntarn");
  expect(git(repo, "status", "--porcelain")).toBe("");
  expect(git(repo, "fsck", "--no-progress", "--no-dangling")).toBe("");
  const { equipped, pending } = await getRepo(services.ctx, { slug });
  expect([equipped.length > 5, pending]).toEqual([true, null]);
  const placed = git(repo, "ls-tree", "--name-only", "HEAD:.agents/skills")
    .split("\n")
    .filter((name) => !name.startsWith("."));
  expect(equipped.map((skill) => skill.name)).toEqual(placed);
}

test("a worker that is killed while it writes leaves nothing half-done, and the next one finishes", async () => {
  for (const [round, after] of KILL_AFTER_MS.entries()) {
    const slug = `parcel-${round}`;
    const repo = makeRepo(path.join(services.folder, slug), RUST_CLI);
    const worker = await startWorker();
    await addRepos(services.ctx, { locations: [repo], autoEquip: null });
    await until("writing", async () =>
      (await jobs()).some((job) => job.kind === "repo.write" && job.repoSlug === slug && job.step !== null),
    );
    await delay(after);
    await kill(worker, "SIGKILL");
    const next = await startWorker();
    await until("the end of all jobs", idle);
    await expectEquippedOnce(repo, slug);
    await kill(next, "SIGTERM");
  }
});

test("a worker that is asked to stop hands its jobs back, and exits by itself", async () => {
  const repos = Array.from({ length: 6 }, (_, index) => makeRepo(path.join(services.folder, `r${index}`), RUST_CLI));
  const worker = await startWorker();
  await addRepos(services.ctx, { locations: repos, autoEquip: null });
  await until("a running job", async () => (await jobs()).some((job) => job.state === "running"));
  await kill(worker, "SIGTERM");
  expect(worker.exitCode).toBe(0);
  expect((await jobs()).filter((job) => job.state === "running")).toEqual([]);
  await startWorker();
  await until("the end of all jobs", idle);
  for (const { slug } of await listRepos(services.ctx))
    await expectEquippedOnce(path.join(services.folder, slug), slug);
});

test("two workers on one database share the jobs, and no repo is written twice", async () => {
  const repos = Array.from({ length: 8 }, (_, index) => makeRepo(path.join(services.folder, `r${index}`), RUST_CLI));
  await Promise.all([startWorker(), startWorker()]);
  await addRepos(services.ctx, { locations: repos, autoEquip: null });
  await until("the end of all jobs", async () => (await idle()) && (await jobs()).length >= 17);
  for (const { slug } of await listRepos(services.ctx))
    await expectEquippedOnce(path.join(services.folder, slug), slug);
  expect(new Set((await jobs()).flatMap((job) => (job.kind === "library.sync" ? [] : [job.worker]))).size).toBe(2);
});

test("a cancelled job that runs ends within two seconds and can be tried again", async () => {
  const slow = path.join(services.folder, "slow");
  makeRepo(slow, RUST_CLI);
  const held = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
  workers.push(held);
  writeFileSync(
    path.join(slow, ".git/yardlet.lock"),
    JSON.stringify({ pid: held.pid, host: hostname(), time: new Date().toISOString(), token: "held" }),
  );
  await startWorker();
  await addRepos(services.ctx, { locations: [slow], autoEquip: null });
  const writing = async () => (await jobs()).find((job) => job.kind === "repo.write" && job.state === "running");
  await until("waiting for the lock", async () => (await writing())?.step === "Writing");
  const job = await writing();
  const asked = performance.now();
  await cancelJob(services.ctx, { id: job?.id ?? "" });
  await until("the cancel", async () => (await jobs()).some((one) => one.id === job?.id && one.state === "cancelled"));
  expect(performance.now() - asked).toBeLessThan(2_000);
  expect(git(slow, "rev-list", "--count", "HEAD")).toBe("1");
});
