import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import pg from "pg";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { addRepos, cancelJob, getRepo, listRepos, requestLibrarySync } from "@yardlet/services";
import { openTestServices, type TestServices } from "@yardlet/services/testing";
import { git, makeRepo, RUST_CLI } from "@yardlet/services/testing/repos";
import { kill, testWorkers, type TestWorkers, until } from "./testing/workers.ts";

/** When the worker is killed after it was seen writing, in milliseconds: before, in and after the commit. */
const KILL_AFTER_MS = [0, 40, 120];
/** Six workers start and end one after another, beside the other files that start workers. */
const SIX_WORKERS_MS = 180_000;

let services: TestServices;
let workers: TestWorkers;

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"), inject("stock"));
  workers = testWorkers(services);
});
afterEach(async () => {
  await workers.endAll();
  await services.close();
});

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

test(
  "a worker that is killed while it writes leaves nothing half-done, and the next one finishes",
  async () => {
    for (const [round, after] of KILL_AFTER_MS.entries()) {
      const slug = `parcel-${round}`;
      const repo = makeRepo(path.join(services.folder, slug), RUST_CLI);
      const worker = await workers.start();
      await addRepos(services.ctx, { locations: [repo], autoEquip: null });
      await until("writing", async () =>
        (await workers.jobs()).some((job) => job.kind === "repo.write" && job.repoSlug === slug && job.step !== null),
      );
      await delay(after);
      await kill(worker, "SIGKILL");
      const next = await workers.start();
      await until("the end of all jobs", workers.idle);
      await expectEquippedOnce(repo, slug);
      await kill(next, "SIGTERM");
    }
  },
  SIX_WORKERS_MS,
);

test("a worker that is asked to stop hands its jobs back, and exits by itself", async () => {
  const repos = Array.from({ length: 6 }, (_, index) => makeRepo(path.join(services.folder, `r${index}`), RUST_CLI));
  const worker = await workers.start();
  await addRepos(services.ctx, { locations: repos, autoEquip: null });
  await until("a running job", async () => (await workers.jobs()).some((job) => job.state === "running"));
  await kill(worker, "SIGTERM");
  expect(worker.exitCode).toBe(0);
  expect((await workers.jobs()).filter((job) => job.state === "running")).toEqual([]);
  await workers.start();
  await until("the end of all jobs", workers.idle);
  for (const { slug } of await listRepos(services.ctx))
    await expectEquippedOnce(path.join(services.folder, slug), slug);
});

test("two workers on one database share the jobs, and no repo is written twice", async () => {
  const repos = Array.from({ length: 8 }, (_, index) => makeRepo(path.join(services.folder, `r${index}`), RUST_CLI));
  await Promise.all([workers.start(), workers.start()]);
  await addRepos(services.ctx, { locations: repos, autoEquip: null });
  await until("the end of all jobs", async () => (await workers.idle()) && (await workers.jobs()).length >= 17);
  for (const { slug } of await listRepos(services.ctx))
    await expectEquippedOnce(path.join(services.folder, slug), slug);
  expect(new Set((await workers.jobs()).flatMap((job) => (job.kind === "library.sync" ? [] : [job.worker]))).size).toBe(
    2,
  );
});

test("a cancelled job that runs ends within two seconds and can be tried again", async () => {
  const slow = path.join(services.folder, "slow");
  makeRepo(slow, RUST_CLI);
  const held = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
  workers.processes.push(held);
  writeFileSync(
    path.join(slow, ".git/yardlet.lock"),
    JSON.stringify({ pid: held.pid, host: hostname(), time: new Date().toISOString(), token: "held" }),
  );
  await workers.start();
  await addRepos(services.ctx, { locations: [slow], autoEquip: null });
  const writing = async () =>
    (await workers.jobs()).find((job) => job.kind === "repo.write" && job.state === "running");
  await until("waiting for the lock", async () => (await writing())?.step === "Writing");
  const job = await writing();
  const asked = performance.now();
  await cancelJob(services.ctx, { id: job?.id ?? "" });
  await until("the cancel", async () =>
    (await workers.jobs()).some((one) => one.id === job?.id && one.state === "cancelled"),
  );
  expect(performance.now() - asked).toBeLessThan(2_000);
  expect(git(slow, "rev-list", "--count", "HEAD")).toBe("1");
});

test("a job whose worker died and whose message is lost is done by the next worker", async () => {
  await requestLibrarySync(services.ctx);
  const client = new pg.Client({ connectionString: services.url });
  await client.connect();
  try {
    await client.query(
      "update job set state = 'running', attempt = 1, worker = $1, heartbeat_at = now() where state = 'queued'",
      [`${services.ctx.settings.host}:4194304`],
    );
    await client.query("delete from pgboss.job where data ? 'jobId'");
  } finally {
    await client.end();
  }
  await workers.start();
  await until("the end of the job", workers.idle);
  expect((await workers.jobs())[0]).toMatchObject({ kind: "library.sync", state: "done", attempt: 2 });
});
