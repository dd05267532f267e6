import { DEFAULT_POLICY, type ScorePolicy } from "@yardlet/core/score";
import { lastScoreAudit } from "@yardlet/db";
import pg from "pg";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { requestScoreAudit } from "../score/recount.ts";
import { addTestRepos, addTestSkill, builderRun } from "../testing/evidence.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { reportRuns } from "./report.ts";
import { getTask } from "./task.ts";

let services: TestServices;

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"));
  await addTestRepos(services.ctx.db, ["parcel"]);
  await addTestSkill(services.ctx.db, { name: "quick-fix", versions: 1 });
});
afterEach(() => services.close());

async function setPolicy(version: number, change: Partial<ScorePolicy>): Promise<void> {
  const client = new pg.Client({ connectionString: services.url });
  await client.connect();
  try {
    const policy = JSON.stringify({ ...DEFAULT_POLICY, ...change });
    await client.query(`insert into policy (version, policy, note, by) values ($1, $2, 'a test', 'test')`, [
      version,
      policy,
    ]);
  } finally {
    await client.end();
  }
}

/** A task that came to Partial at its first attempt. */
function partial(task: string) {
  const skills = [{ name: "quick-fix", version: 1, use: "declared" }];
  return builderRun({ run_id: task, task_id: task, intent_id: task, eval_state: "Partial", skills });
}

async function valueOf(task: string) {
  return (await getTask(services.ctx, { repo: "parcel", intent: task, task })).value;
}

async function recount() {
  await requestScoreAudit(services.ctx);
  await services.runJobs();
  return (await lastScoreAudit(services.ctx.db))?.differences;
}

test("a task is worth what the policy in force says, and a recount by it agrees", async () => {
  await setPolicy(2, { wReview: 800, wFirstTry: 100, wRetry: 100, partialCredit: 250 });
  await reportRuns(services.ctx, [partial("t1")]);
  expect(await valueOf("t1")).toMatchObject({
    u: 225_000,
    parts: [
      { part: "quality", weight: 800, value: 250_000 },
      { part: "first_try", weight: 100, value: 0 },
      { part: "retries", weight: 100, value: 250_000 },
    ],
  });
  expect(await recount()).toEqual([]);
});

test("a value of a policy that is no longer in force is told by the recount", async () => {
  await reportRuns(services.ctx, [partial("t1")]);
  expect(await valueOf("t1")).toMatchObject({ u: 375_000 });
  await setPolicy(2, { partialCredit: 250 });
  const told = { table: "unit_value", key: expect.stringMatching(/ t1 t1$/) };
  expect(await recount()).toMatchObject([told, told]);
});
