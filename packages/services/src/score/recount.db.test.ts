import pg from "pg";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { reportRuns } from "../run/report.ts";
import { addTestRepos, addTestSkill, builderRun, reviewRun } from "../testing/evidence.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { runScoreAudit } from "./recount.ts";

let services: TestServices;

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"));
  await addTestRepos(services.ctx.db, ["parcel"]);
  await addTestSkill(services.ctx.db, { name: "quick-fix", versions: 1 });
  await reportRuns(services.ctx, [
    ...["a", "b", "c"].map((task) =>
      builderRun({
        run_id: `run-${task}`,
        task_id: task,
        intent_id: "i1",
        skills: [{ name: "quick-fix", version: 1, use: "declared" }],
        criteria: [{ id: "c1", text: "it builds" }],
      }),
    ),
    reviewRun({
      run_id: "review-a",
      judges: "a",
      intent_id: "i1",
      verdict: [{ criterion_id: "c1", pass: true, evidence: "log line 4" }],
    }),
  ]);
});
afterEach(() => services.close());

/** Changes rows behind the product's back, and answers in which tables the recount sees it. */
async function seen(sql: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: services.url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
  const lines: string[] = [];
  await runScoreAudit(services.ctx, {
    jobId: "test",
    attempt: 1,
    signal: new AbortController().signal,
    step: async () => undefined,
    log: async (_source, message, level) => {
      if (level === "warn") lines.push(String(message).split(" ", 1)[0] ?? "");
    },
  });
  return [...new Set(lines)].toSorted();
}

test("what nobody touched agrees", async () => {
  expect(await seen("select 1")).toEqual([]);
});

test.each([
  ["a run's state", "update run set state = 'Failed' where run_id = 'run-b'", ["unit_value"]],
  [
    "what a run said",
    `update run set record = replace(record::text, '"Done"', '"Failed"')::json where run_id = 'run-c'`,
    ["unit_value"],
  ],
  ["a reviewer's answer", "update verdict_entry set pass = false", ["unit_value"]],
  [
    "a run's version",
    "delete from run_skill where run_pk = (select id from run where run_id = 'run-a')",
    ["unit_value"],
  ],
  [
    "a unit's value",
    "update unit_value set u = 1 where task = 'b'",
    ["skill_bet", "skill_cell", "skill_stratum", "skill_week", "unit_value", "worker_cell"],
  ],
  [
    "a missing unit",
    "delete from unit_value where task = 'c'",
    ["repo_week", "skill_bet", "skill_cell", "skill_roll", "skill_week", "unit_value", "worker_cell"],
  ],
  ["whose a task is", "update run set agent = 'another' where run_id = 'run-a'", ["unit_value"]],
  ["a worker's sum", "update worker_stratum set x = x + 1", ["worker_stratum"]],
  ["a bet", "update skill_bet set sum_u = sum_u + 1000", ["skill_bet", "skill_roll"]],
  ["a log sum", "update skill_roll set l2 = l2 + 1", ["skill_roll", "skill_total"]],
  ["a total", "update skill_total set units = units + 1", ["skill_total"]],
  ["a kind", "update skill_kind set x = x + 1", ["skill_kind"]],
  ["a week", "update repo_week set first_try = first_try + 1", ["repo_week"]],
])("%s that is changed behind the product's back is found", async (_what, sql, tables) => {
  expect(await seen(sql)).toEqual(tables);
});
