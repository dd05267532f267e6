import { addTestRepos, addTestSkill, builderRun, reviewRun } from "@yardlet/services/testing/evidence";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { ErrorAnswer } from "./http-error.ts";
import { RunDetailAnswer, RunListAnswer } from "./run-answers.ts";
import { ScoreListAnswer, SkillScoreAnswer } from "./score-answers.ts";
import { jsonBody, openTestApi, type TestApi } from "./testing/api.ts";

let api: TestApi;
let key: string;

const V1 = [{ name: "code-review", version: 1, use: "declared" }];

beforeEach(async () => {
  api = await openTestApi(inject("serverUrl"));
  await addTestRepos(api.services.ctx.db, ["parcel", "harbor"]);
  await addTestSkill(api.services.ctx.db, { name: "code-review", versions: 1 });
  key = await api.newKey();
  const records = [
    builderRun({ run_id: "r1", task_id: "t1", skills: V1, criteria: [{ id: "c1", text: "it builds" }] }),
    builderRun({
      run_id: "r/2?",
      task_id: "t2",
      intent_id: "i2",
      repo: "harbor",
      eval_state: "Failed",
      ended_at: "2026-11-20T10:30:00+02:00",
    }),
    reviewRun({ run_id: "v1", judges: "t1", verdict: [{ criterion_id: "c1", pass: true, evidence: "log line 4" }] }),
  ];
  await api.ask("/runs", { key, ...jsonBody(records) });
});
afterEach(() => api.close());

async function list(query: string, by = key) {
  const answer = await api.ask(`/runs${query}`, { key: by });
  const { runs, next } = RunListAnswer.parse(await answer.json());
  return { ids: runs.map((run) => run.run_id), next };
}

async function refused(path: string, by = key) {
  const answer = await api.ask(path, { key: by });
  return [answer.status, ErrorAnswer.parse(await answer.json()).error.message];
}

test("runs come newest first, filtered and page by page", async () => {
  expect(await list("")).toEqual({ ids: ["v1", "r1", "r/2?"], next: null });
  expect((await list("?repo=harbor")).ids).toEqual(["r/2?"]);
  expect((await list("?skill=code-review")).ids).toEqual(["r1"]);
  expect((await list("?state=Failed")).ids).toEqual(["r/2?"]);
  expect((await list("?role=reviewer")).ids).toEqual(["v1"]);
  expect((await list("?since=2026-11-20T10:00:00Z")).ids).toEqual(["v1", "r1"]);
  const first = await list("?limit=2");
  expect(first.ids).toEqual(["v1", "r1"]);
  expect(await list(`?limit=2&cursor=${first.next}`)).toEqual({ ids: ["r/2?"], next: null });
});

test("one run opens whole, whatever its id is made of", async () => {
  const answer = await api.ask(`/runs/harbor/${encodeURIComponent("r/2?")}`, { key });
  expect(RunDetailAnswer.parse(await answer.json())).toMatchObject({
    repo: "harbor",
    run_id: "r/2?",
    intent_id: "i2",
    task_id: "t2",
    state: "Failed",
    acceptance: "unreviewed",
    ended_at: "2026-11-20T08:30:00.000Z",
    sender: "any repo",
    revision: 1,
    corrections: [],
  });
  const review = await api.ask("/runs/parcel/v1", { key });
  expect(RunDetailAnswer.parse(await review.json())).toMatchObject({
    intent_id: null,
    verdicts: [{ intent_id: null, task_id: "t1", judged: 1, passed: 1, complete: true, missing: [], reason: null }],
    entries: [{ criterion_id: "c1", pass: true, evidence: "log line 4", error: null }],
  });
});

test("a correction is told", async () => {
  const corrected = builderRun({ run_id: "r1", task_id: "t1", skills: V1, eval_state: "Partial" });
  await api.ask("/runs", { key, ...jsonBody(corrected) });
  const { revision, corrections } = RunDetailAnswer.parse(await (await api.ask("/runs/parcel/r1", { key })).json());
  expect([revision, corrections[0]?.changes.map(({ path }) => path).toSorted()]).toEqual([
    2,
    ["criteria.0", "eval_state"],
  ]);
});

test.each([
  ["/runs?limit=201", 400, "the query is not valid at limit: Too big: expected number to be <=200"],
  ["/runs?limit=many", 400, "the query is not valid at limit: Invalid input: expected number, received NaN"],
  ["/runs?cursor=somewhere", 400, "a cursor comes from the page before; start at the top"],
  [
    "/runs?state=Fine",
    400,
    'the query is not valid at state: Invalid option: expected one of "Done"|"Partial"|"Failed"|"Blocked"|"NeedsUser"|"Queued"|"Deferred"',
  ],
  ["/runs?cursor=WzAsImFcdTAwMDAiLCJiIl0", 400, "a cursor comes from the page before; start at the top"],
  ["/runs?skill=%00", 400, "the query is not valid at skill: holds a NUL character; remove it"],
  ["/runs/parcel/%00", 400, "the path is not valid at run_id: holds a NUL character; remove it"],
  ["/runs?since=yesterday", 400, "the query is not valid at since: Invalid ISO datetime"],
  ["/runs?sort=up", 400, 'the query is not valid: Unrecognized key: "sort"'],
  ["/runs?repo=parcel&repo=harbor", 400, "repo stands in the query twice; give it once"],
  ["/runs?repo=elsewhere", 404, "there is no repo elsewhere; see the list of repos"],
  ["/runs/parcel/r9", 404, "there is no run r9 in parcel; see the list of runs"],
] as const)("%s is refused", async (path, status, message) => {
  expect(await refused(path)).toEqual([status, message]);
});

async function scores(query: string, by = key) {
  const answer = await api.ask(`/scores${query}`, { key: by });
  return ScoreListAnswer.parse(await answer.json()).scores.map(({ name, version, score }) => [
    name,
    version,
    score.value,
    score.intents,
  ]);
}

test("scores come with interval and n, of all repos or of one", async () => {
  const { policy, scores: listed } = ScoreListAnswer.parse(await (await api.ask("/scores", { key })).json());
  expect(policy).toEqual({ version: 1, floor: 0.5, min_intents: 5, coins: 20 });
  expect(listed).toMatchObject([
    {
      home: "library",
      name: "code-review",
      source: "library",
      version: 1,
      score: { value: 1, hi: 1, intents: 1, tasks: 1, reviewed: 1, place: "few" },
      decision: null,
      uplift: null,
    },
  ]);
  expect(await scores("?repo=parcel")).toEqual([["code-review", 1, 1, 1]]);
  expect(await scores("?repo=harbor")).toEqual([]);
  expect(await scores("?skill=none")).toEqual([]);
  expect(await refused("/scores/library/none")).toEqual([
    404,
    "there is no skill none in library; see the list of skills",
  ]);
  const opened = SkillScoreAnswer.parse(await (await api.ask("/scores/library/code-review", { key })).json());
  expect(opened).toMatchObject({
    in_force: true,
    score: { value: 1, intents: 1 },
    repos: [{ repo: "parcel", score: { value: 1, intents: 1 } }],
    versions: [{ version: 1, score: { intents: 1 } }],
  });
});

test("scores that a bound key sees are of its own repo", async () => {
  const bound = await api.newKey("harbor");
  expect(await scores("", bound)).toEqual([]);
  expect(await scores("", await api.newKey("parcel"))).toEqual([["code-review", 1, 1, 1]]);
  expect(await refused("/scores?repo=parcel", bound)).toEqual([403, "this key is bound to another repo"]);
  expect(await refused("/scores/parcel/code-review", bound)).toEqual([403, "this key is bound to another repo"]);
  const opened = SkillScoreAnswer.parse(await (await api.ask("/scores/library/code-review", { key: bound })).json());
  expect(opened.repos).toEqual([]);
});

test("a key bound to a repo sees that repo alone", async () => {
  const bound = await api.newKey("harbor");
  expect((await list("", bound)).ids).toEqual(["r/2?"]);
  expect(await refused("/runs?repo=parcel", bound)).toEqual([403, "this key is bound to another repo"]);
  expect(await refused("/runs/parcel/r1", bound)).toEqual([403, "this key is bound to another repo"]);
});
