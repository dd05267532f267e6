import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { addRepos, cancelJob, getAuthoring, requestAuthoring } from "@yardlet/services";
import { openTestServices, type TestServices } from "@yardlet/services/testing";
import { AUTHORED, scriptAgent } from "@yardlet/services/testing/agents";
import { git, makeRepo, RUST_CLI } from "@yardlet/services/testing/repos";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { kill, KILLS, momentsOf, rows, testWorkers, type TestWorkers, until } from "./testing/workers.ts";

/** The most milliseconds between the moment an agent's job was seen at work and the end of its worker. */
const LONGEST = 900;
const TIMEOUT_MS = 300_000;

let services: TestServices;
let workers: TestWorkers;
let repo: string;

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"), inject("stock"));
  workers = testWorkers(services);
  repo = makeRepo(path.join(services.folder, "parcel"), RUST_CLI);
  await addRepos(services.ctx, { locations: [repo], autoEquip: false });
  await services.runJobs();
});
afterEach(async () => {
  await workers.endAll();
  await services.close();
});

const agentOf = (script: string) => ({ YARDLET_AGENT_COMMAND: JSON.stringify(scriptAgent(script)) });

/** Starts a worker whose host has this agent, and waits until people can choose it. */
async function startWith(script: string, more: Readonly<Record<string, string>> = {}) {
  const worker = await workers.start({ ...agentOf(script), ...more });
  await until("the agents of the host", async () => (await rows(services, AGENTS)).length === 1);
  return worker;
}
const AGENTS = "select 1 from worker_agent where name = 'command'";

const research = (topic: string) =>
  requestAuthoring(services.ctx, { kind: "research", repo: "parcel", topic, agent: "command" });

const jobOf = async (id: string) => (await workers.jobs()).find((job) => job.id === id);

/** Processes of these jobs' agents that are alive, by the mark that each of them carries. */
function agentsAlive(jobIds: readonly string[]): string[] {
  return readdirSync("/proc").filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      const environment = readFileSync(`/proc/${pid}/environ`, "latin1");
      return jobIds.some((id) => environment.includes(`YARDLET_AGENT_RUN=${id}`));
    } catch {
      return false;
    }
  });
}

/** Writes its answer in two halves, so that one who reads too early reads half. */
const SLOW = `
console.log("reading");
await wait(150);
const text = JSON.stringify({ ...skill, name: "tally-" + head.topic.replaceAll(" ", "-"), body: skill.body + "x".repeat(20000) });
fs.writeFileSync(result, text.slice(0, 9000));
await wait(100);
fs.appendFileSync(result, text.slice(9000));
`;

test.skipIf(!existsSync("/proc/self/environ"))(
  "a worker that is killed at point after point of authoring loses no job, does none twice and leaves no agent behind",
  async () => {
    await startWith(SLOW).then((worker) => kill(worker, "SIGTERM"));
    const moments = momentsOf(11, LONGEST);
    const asked: { topic: string; jobId: string }[] = [];
    for (let killed = 0; killed < KILLS; killed += 1) {
      const topic = `round ${killed}`;
      asked.push({ topic, ...(await research(topic)) });
      const worker = await workers.start(agentOf(SLOW));
      await until("work", async () =>
        (await workers.jobs()).some(
          (job) => job.kind === "agent.research" && job.state === "running" && job.step !== null,
        ),
      );
      await delay(moments.next().value ?? 0);
      await kill(worker, "SIGKILL");
    }
    await workers.start(agentOf(SLOW));
    await until("the end of all jobs", workers.idle);

    const jobIds = asked.map(({ jobId }) => jobId);
    expect(agentsAlive(jobIds)).toEqual([]);
    expect(readdirSync(path.join(services.ctx.settings.dataDir, "agents"))).toEqual([]);
    const [counts] = await rows(
      services,
      `select (select count(*)::int from job where kind = 'agent.research' and state = 'done') as done,
        (select count(*)::int from authoring where draft_id is not null and failure is null and finished_at is not null) as ended,
        (select count(*)::int from draft) as drafts,
        (select count(*)::int from candidate where kind = 'draft') as candidates,
        (select count(distinct draft_id)::int from candidate where kind = 'draft') as told`,
    );
    expect(counts).toEqual({ done: KILLS, ended: KILLS, drafts: KILLS, candidates: KILLS, told: KILLS });
    const bodies = await rows(
      services,
      `select d.name, encode(sha256(b.bytes), 'hex') as hash, b.size from draft d join draft_file f on f.draft_id = d.id
        join blob b on b.hash = f.blob_hash order by d.created_at, d.name`,
    );
    expect(bodies.map(({ name }) => String(name)).toSorted()).toEqual(
      asked.map(({ topic }) => `tally-${topic.replaceAll(" ", "-")}`).toSorted(),
    );
    expect(bodies.map(({ name, hash }) => [name, hash])).toEqual(
      bodies.map(({ name }) => [
        name,
        createHash("sha256")
          .update(skillText(String(name)))
          .digest("hex"),
      ]),
    );
    expect(git(repo, "log", "--format=%s")).toBe("First commit");
  },
  TIMEOUT_MS,
);

/** The whole SKILL.md that the agent of the test means. */
function skillText(name: string): string {
  const head = `name: ${name}\ndescription: ${AUTHORED.description}\nmetadata:\n  version: "1"\n  source: created\n`;
  return `---\n${head}---\n\n${AUTHORED.body}${"x".repeat(20_000)}\n`;
}

test("an agent that is cancelled is gone within a second, and its job says so", async () => {
  await startWith(`console.log("at work"); process.on("SIGTERM", () => {}); setInterval(() => {}, 1000);`);
  const { jobId } = await research("counting");
  await until("the agent", async () => (await rows(services, LINES)).length === 1);
  const asked = performance.now();
  await cancelJob(services.ctx, { id: jobId });
  await until("the cancel", async () => (await jobOf(jobId))?.state === "cancelled");
  expect(performance.now() - asked).toBeLessThan(1_000);
  expect(agentsAlive([jobId])).toEqual([]);
  expect(await getAuthoring(services.ctx, { jobId })).toMatchObject({
    failure: { kind: "cancelled", code: "execution_error/operator_stop" },
    draftId: null,
  });
});
const LINES = "select 1 from job_event where source = 'command' and message = 'at work'";

test("a worker that is asked to stop ends its agent and hands the job on", async () => {
  const worker = await startWith(`console.log("at work"); setInterval(() => {}, 1000);`);
  const { jobId } = await research("counting");
  await until("the agent", async () => (await rows(services, LINES)).length === 1);
  await kill(worker, "SIGTERM");
  expect(agentsAlive([jobId])).toEqual([]);
  expect((await jobOf(jobId))?.state).toBe("queued");
  expect(await getAuthoring(services.ctx, { jobId })).toMatchObject({ failure: null, draftId: null });
  await startWith("answer();");
  await until("the end of the job", workers.idle);
  expect(await jobOf(jobId)).toMatchObject({ state: "done", attempt: 2 });
});

/** Long against what a job costs besides. */
const AGENT_MS = 2_000;

/** How many of these jobs were at work at a time, on average, from the start of the first to the end of the last. */
async function atWork(round: string, jobs: number): Promise<number> {
  const asked = [];
  for (let job = 0; job < jobs; job += 1) asked.push(await research(`${round} ${job}`));
  await until("the end of all jobs", workers.idle);
  const ids = asked.map(({ jobId }) => `'${jobId}'`).join(", ");
  const [found] = await rows(
    services,
    `select (sum(extract(epoch from finished_at - started_at)) / extract(epoch from max(finished_at) - min(started_at)))::float
      as jobs from job where id in (${ids})`,
  );
  return Number(found?.["jobs"]);
}

// Of a machine that does other things besides: a quiet one measures 1.8 and more.
const PARALLEL = 1.5;

test("two workers on one database do their jobs at the same time", { timeout: TIMEOUT_MS }, async () => {
  const script = `await wait(${AGENT_MS}); answer({ name: "tally-" + head.topic.replaceAll(" ", "-") });`;
  await startWith(script);
  const alone = await atWork("alone", 2);
  await workers.start(agentOf(script));
  const together = await atWork("together", 4);
  expect(alone).toBeLessThanOrEqual(1);
  expect(together / alone).toBeGreaterThanOrEqual(PARALLEL);
});
