import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { addTestRepos, addTestSkill, builderRun, reviewRun } from "../testing/evidence.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { getRun } from "./get.ts";
import { reportRuns } from "./report.ts";
import { getTask } from "./task.ts";

let services: TestServices;

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"));
  await addTestRepos(services.ctx.db, ["parcel", "harbor"]);
  await addTestSkill(services.ctx.db, { name: "code-review", versions: 2 });
});
afterEach(() => services.close());

const V1 = [{ name: "code-review", version: 1, use: "declared" }];
const CRITERIA = [
  { id: "c1", text: "it builds" },
  { id: "c2", text: "it is tested" },
];
const pass = (criterion_id: string) => ({ criterion_id, pass: true, evidence: `${criterion_id} holds` });
const fail = (criterion_id: string) => ({ criterion_id, pass: false, evidence: `${criterion_id} does not hold` });

async function reportTask() {
  await reportRuns(services.ctx, [
    builderRun({
      run_id: "r0",
      task_id: "t1",
      skills: V1,
      criteria: CRITERIA,
      eval_state: "Failed",
      failure_codes: ["execution_error/host_timeout"],
      ended_at: "2026-11-20T08:00:00Z",
    }),
    builderRun({
      run_id: "r1",
      task_id: "t1",
      skills: V1,
      criteria: CRITERIA,
      eval_state: "Failed",
      ended_at: "2026-11-20T09:00:00Z",
    }),
    builderRun({ run_id: "r2", task_id: "t1", skills: V1, criteria: CRITERIA, ended_at: "2026-11-20T10:00:00Z" }),
    reviewRun({
      run_id: "v1",
      judges: "t1",
      verdict: [pass("c1"), fail("c2"), { criterion_id: "c9", pass: true, evidence: "x" }],
      eval_state: "NeedsUser",
      question: "Who writes the test?",
    }),
    reviewRun({
      run_id: "v2",
      judges: "t1",
      verdict: [pass("c1"), pass("c2")],
      agent: { name: "claude", session: "build-r2" },
    }),
    reviewRun({ run_id: "v3", judges: "t1", verdict: [pass("c1")] }),
  ]);
}

test("a review shows its verdict entry by entry, and why the state is what it is", async () => {
  await reportTask();
  const run = await getRun(services.as("viewer"), { repo: "parcel", runId: "v3" });
  expect(run).toMatchObject({
    reportedState: "Done",
    state: "Failed",
    codes: ["schema_violation/verdict_incomplete"],
    sender: null,
    revision: 1,
    corrections: [],
    notes: [],
    verdicts: [
      {
        key: { intent: "task:t1", task: "t1" },
        judged: 1,
        passed: 1,
        complete: false,
        missing: ["c2"],
        reason: "incomplete_verdict",
      },
    ],
  });
  expect(run.failures).toMatchObject([
    {
      code: "schema_violation/verdict_incomplete",
      known: true,
      missingActions: ["Judge each criterion once, with evidence."],
    },
  ]);
  const { entries, record } = await getRun(services.as("viewer"), { repo: "parcel", runId: "v1" });
  expect(record.question).toBe("Who writes the test?");
  expect(entries.map(({ criterionId, text, pass: passed, fault }) => [criterionId, text, passed, fault])).toEqual([
    ["c1", "it builds", true, null],
    ["c2", "it is tested", false, null],
    ["c9", null, true, "the task has no criterion with this id"],
  ]);
});

test("a correction tells what it changed, and what was there before is kept", async () => {
  await reportRuns(services.ctx, [builderRun({ run_id: "r1", task_id: "t1", refs: ["https://ci.example.com/1"] })]);
  await reportRuns(services.ctx, [builderRun({ run_id: "r1", task_id: "t1", eval_state: "Failed" })]);
  await reportRuns(services.ctx, [builderRun({ run_id: "r1", task_id: "t2", eval_state: "Failed" })]);
  const run = await getRun(services.ctx, { repo: "parcel", runId: "r1" });
  expect(run.revision).toBe(3);
  expect(run.key).toEqual({ intent: "task:t2", task: "t2" });
  expect(run.corrections.map(({ revision, changes }) => [revision, ...changes])).toEqual([
    [3, { path: "task_id", before: "t1", after: "t2" }],
    [
      2,
      { path: "eval_state", before: "Done", after: "Failed" },
      { path: "refs.0", before: "https://ci.example.com/1", after: undefined },
    ],
  ]);
});

test("a run says what was kept without weight", async () => {
  await reportRuns(services.ctx, [
    builderRun({ run_id: "r1", task_id: "t1", agent: { name: "claude" }, skills: [{ name: "tidy", use: "declared" }] }),
  ]);
  const { notes, actorKnown } = await getRun(services.ctx, { repo: "parcel", runId: "r1" });
  expect(actorKnown).toBe(false);
  expect(notes).toHaveLength(2);
  expect(notes[0]).toContain("skill tidy could not be resolved");
});

test("a run or task that is not there is named, and a run of another repo is not found under this one", async () => {
  await reportTask();
  await expect(getRun(services.ctx, { repo: "harbor", runId: "r1" })).rejects.toMatchObject({ code: "not_found" });
  await expect(getRun(services.ctx, { repo: "nowhere", runId: "r1" })).rejects.toMatchObject({ code: "not_found" });
  const nothing = getTask(services.ctx, { repo: "parcel", intent: "i1", task: "t1" });
  await expect(nothing).rejects.toThrow("there is no task t1 in parcel");
});

test("a key without the scope reads no run and no task", async () => {
  const limits = { permissions: ["run.report"] as const, repoId: null };
  const actor = { kind: "key", id: "k1", name: "ci", role: "curator", limits } as const;
  const key = { ...services.ctx, actor };
  await expect(getRun(key, { repo: "parcel", runId: "r1" })).rejects.toMatchObject({ code: "forbidden" });
  await expect(getTask(key, { repo: "parcel", intent: "i", task: "t" })).rejects.toMatchObject({ code: "forbidden" });
});

test("a task opens to its attempts, its criteria with who judged them, and its value", async () => {
  await reportTask();
  const task = await getTask(services.as("viewer"), { repo: "parcel", intent: "task:t1", task: "t1" });
  expect(task).toMatchObject({
    state: "Done",
    attempts: 2,
    infraAttempts: 1,
    firstTry: false,
    acceptance: "rejected",
    otherRuns: [],
    moreRuns: false,
    moreReviews: false,
    versions: [{ home: "library", name: "code-review", number: 1, epoch: 1, reason: null }],
  });
  expect(task.attemptRuns.map(({ runId, state, infra, session }) => [runId, state, infra, session])).toEqual([
    ["r0", "Failed", "host_timeout", "build-r0"],
    ["r1", "Failed", null, "build-r1"],
    ["r2", "Done", null, "build-r2"],
  ]);
  expect(task.reviews.map(({ runId, judged, passed, reason }) => [runId, judged, passed, reason])).toEqual([
    ["v3", 1, 1, "incomplete_verdict"],
    ["v2", 2, 2, "self_verdict"],
    ["v1", 2, 1, null],
  ]);
  expect(
    task.criteria.map(({ id, text, judgements }) => [
      id,
      text,
      judgements.map((one) => [one.runId, one.agent, one.pass, one.error, one.reason]),
    ]),
  ).toEqual([
    [
      "c1",
      "it builds",
      [
        ["v3", "codex", true, null, "incomplete_verdict"],
        ["v2", "claude", true, null, "self_verdict"],
        ["v1", "codex", true, null, null],
      ],
    ],
    [
      "c2",
      "it is tested",
      [
        ["v2", "claude", true, null, "self_verdict"],
        ["v1", "codex", false, null, null],
      ],
    ],
    ["c9", null, [["v1", "codex", true, "unknown_criterion", null]]],
  ]);
  expect(task.value).toEqual({
    included: true,
    u: 375_000,
    qualityFrom: "reviews",
    reviewsUsed: 1,
    parts: [
      { part: "quality", weight: 600, value: 500_000 },
      { part: "first_try", weight: 250, value: 0 },
      { part: "retries", weight: 150, value: 500_000 },
    ],
  });
});

test("without a review the last state stands in for quality, and a task without value says why", async () => {
  await reportRuns(services.ctx, [
    builderRun({ run_id: "r1", task_id: "t1", eval_state: "Partial", skills: V1 }),
    builderRun({ run_id: "r2", task_id: "t2", eval_state: "Queued", ended_at: undefined }),
    reviewRun({ run_id: "v1", judges: "t3", verdict: [pass("c1")] }),
  ]);
  const value = async (task: string) =>
    (await getTask(services.ctx, { repo: "parcel", intent: `task:${task}`, task })).value;
  expect(await value("t1")).toMatchObject({
    u: 375_000,
    qualityFrom: "state",
    parts: [{ value: 500_000 }, { value: 0 }, { value: 500_000 }],
  });
  expect(await value("t2")).toEqual({ included: false, reason: "open" });
  expect(await value("review-t3")).toEqual({ included: false, reason: "review_role" });
  expect(await value("t3")).toEqual({ included: false, reason: "no_attempts" });
});
