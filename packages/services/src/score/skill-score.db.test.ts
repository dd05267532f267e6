import { afterEach, beforeEach, expect, inject, test } from "vitest";
import type { ServiceContext } from "../context.ts";
import { reportRuns } from "../run/report.ts";
import { addTestRepos, addTestSkill, builderRun, reviewRun } from "../testing/evidence.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { listScoreTasks } from "./contributions.ts";
import { listScores } from "./list.ts";
import { getSkillScore } from "./skill-score.ts";

let services: TestServices;

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"));
  await addTestRepos(services.ctx.db, ["parcel", "harbor"]);
});
afterEach(() => services.close());

const NAMED = { home: "library", name: "code-review" };

/** Builder runs with version `version`, each an intent of its own. */
function builds(count: number, run: { version: number; prefix: string } & Record<string, unknown>) {
  const { version, prefix, ...rest } = run;
  return Array.from({ length: count }, (_, at) =>
    builderRun({
      run_id: `${prefix}${at}`,
      task_id: `${prefix}${at}`,
      intent_id: `i-${prefix}${at}`,
      skills: [{ name: NAMED.name, version, use: "declared" }],
      ended_at: `2026-11-20T10:${String(at).padStart(2, "0")}:00Z`,
      ...rest,
    }),
  );
}

test("a skill that no run has named says so", async () => {
  await addTestSkill(services.ctx.db, { name: NAMED.name, versions: 1 });
  const score = await getSkillScore(services.as("viewer"), NAMED);
  expect(score).toMatchObject({
    version: 1,
    inForce: true,
    policy: { version: 1, floor: 0.5, minIntents: 5, coins: 20 },
    score: { place: "few", score: null, intents: 0, tasks: 0, grade: "none" },
    bet: { coins: 1, failsToPrune: 7 },
    decision: null,
    uplift: null,
    against: null,
    repos: [],
    series: [],
  });
});

test("seven failed intents reach the line, and the decision has a receipt", async () => {
  await addTestSkill(services.ctx.db, { name: NAMED.name, versions: 1, source: "learned" });
  await reportRuns(services.ctx, builds(6, { version: 1, prefix: "a", eval_state: "Failed" }));
  expect((await getSkillScore(services.ctx, NAMED)).bet).toEqual({ coins: 14.642745, failsToPrune: 1 });
  await reportRuns(services.ctx, builds(1, { version: 1, prefix: "b", eval_state: "Failed" }));
  await services.runJobs();
  const score = await getSkillScore(services.ctx, NAMED);
  expect(score).toMatchObject({
    score: { place: "below", score: 0, lo: 0, hi: 0.35433, intents: 7, tasks: 7, grade: "emerging" },
    bet: { failsToPrune: 0 },
    decision: { action: "prune", reason: "below_floor" },
  });
  expect(score.bet.coins).toBeCloseTo((1.25 ** 7 + 1.5 ** 7 + 1.75 ** 7) / 3, 4);
  expect(score.decision?.receiptId).toBe(score.receipts[0]?.id);
});

test("a review moves the score, its parts and the tasks it opens to", async () => {
  await addTestSkill(services.ctx.db, { name: NAMED.name, versions: 1 });
  const criteria = [
    { id: "c1", text: "it builds" },
    { id: "c2", text: "it is tested" },
  ];
  await reportRuns(services.ctx, [
    ...builds(4, { version: 1, prefix: "a", criteria }),
    ...builds(1, { version: 1, prefix: "h", repo: "harbor", eval_state: "Partial" }),
  ]);
  expect((await getSkillScore(services.ctx, NAMED)).score).toMatchObject({ score: 0.875, intents: 5, reviewed: 0 });
  const verdict = [
    { criterion_id: "c1", pass: true, evidence: "log line 4" },
    { criterion_id: "c2", pass: false, evidence: "no test touches it" },
  ];
  const review = { judges: "a3", intent_id: "i-a3", verdict, eval_state: "NeedsUser", question: "Who tests it?" };
  await reportRuns(services.ctx, [reviewRun({ run_id: "v1", ...review })]);
  const score = await getSkillScore(services.ctx, NAMED);
  expect(score.score).toMatchObject({ score: 0.815, intents: 5, tasks: 5, reviewed: 1, grade: "emerging" });
  expect(score.grading).toMatchObject({ furtherReviews: 1, solidReviewShare: 0.25 });
  expect(score.components.map(({ name, weight, n, rate }) => [name, weight, n, rate])).toEqual([
    ["quality", 0.6, 1, 0.5],
    ["firstTry", 0.25, 5, 0.8],
    ["retry", 0.15, 5, 0.9],
  ]);
  expect(score.repos.map(({ repoSlug, score: { score, intents } }) => [repoSlug, score, intents])).toEqual([
    ["parcel", 0.925, 4],
    ["harbor", 0.375, 1],
  ]);
  const [series] = score.series;
  expect(series?.undrawn).toBe(0);
  expect(series?.marks.map(({ u, n }) => [u, n])).toEqual([
    [1, 1],
    [0.375, 2],
    [1, 3],
    [1, 4],
    [0.7, 5],
  ]);
  expect(series?.marks.at(-1)?.mean).toBe(0.815);
  const { tasks, next } = await listScoreTasks(services.ctx, { ...NAMED, limit: 2 });
  expect(next).not.toBeNull();
  expect(tasks.map(({ repoSlug, task, u }) => [repoSlug, task, u])).toEqual([
    ["harbor", "h0", 375_000],
    ["parcel", "a3", 700_000],
  ]);
  expect(tasks[1]).toMatchObject({ judged: 2, passed: 1, reviews: 1, state: "Done", attempts: 1, reason: null });
  const rest = await listScoreTasks(services.ctx, { ...NAMED, limit: 5, ...(next === null ? {} : { after: next }) });
  expect(rest.tasks.map(({ task }) => task)).toEqual(["a2", "a1", "a0"]);
  expect(rest.next).toBeNull();
});

test("a new version starts anew, with the one before it beside it", async () => {
  const { versionIds } = await addTestSkill(services.ctx.db, { name: NAMED.name, versions: 2 });
  expect(versionIds).toHaveLength(2);
  await reportRuns(services.ctx, builds(6, { version: 1, prefix: "a" }));
  const fresh = await getSkillScore(services.ctx, NAMED);
  expect(fresh.score).toMatchObject({ place: "few", intents: 0 });
  expect(fresh.versions.map(({ number, score: { score, intents } }) => [number, score, intents])).toEqual([
    [2, null, 0],
    [1, 1, 6],
  ]);
  await reportRuns(services.ctx, builds(6, { version: 2, prefix: "b", eval_state: "Failed" }));
  await services.runJobs();
  const now = await getSkillScore(services.ctx, NAMED);
  expect(now.score).toMatchObject({ place: "below", score: 0, intents: 6 });
  expect(now.against).toMatchObject({ number: 1, pairs: 6, state: "no_warning", effect: { rd: -1 } });
  expect(now.series.map(({ number, marks }) => [number, marks.length])).toEqual([
    [1, 6],
    [2, 6],
  ]);
  const older = await getSkillScore(services.ctx, { ...NAMED, version: 1 });
  expect(older).toMatchObject({ version: 1, inForce: false, score: { score: 1, intents: 6 } });
});

test("work without the skill stands beside it, repo by repo", async () => {
  await addTestSkill(services.ctx.db, { name: NAMED.name, versions: 1 });
  const without = (count: number, prefix: string, run: Record<string, unknown>) =>
    builds(count, { version: 1, prefix, ...run }).map(({ skills: _skills, ...rest }) => rest);
  await reportRuns(services.ctx, [
    ...builds(6, { version: 1, prefix: "a" }),
    ...without(4, "w", { eval_state: "Failed" }),
    ...without(2, "x", {}),
    ...builds(2, { version: 1, prefix: "h", repo: "harbor" }),
  ]);
  await services.runJobs();
  const { uplift } = await getSkillScore(services.ctx, NAMED);
  expect(uplift?.uplift).toMatchObject({ comparable: true, rd: 0.666667, withIntents: 6, withoutIntents: 6 });
  expect(uplift?.reviewed).toEqual({ with: { units: 8, reviewed: 0 }, without: { units: 6, reviewed: 0 } });
  expect(uplift?.repos.map(({ repoSlug, weight, with: a, without: b }) => [repoSlug, weight, a, b])).toEqual([
    ["parcel", 1, { intents: 6, mean: 1 }, { intents: 6, mean: 0.333333 }],
    ["harbor", 0, { intents: 0, mean: null }, { intents: 0, mean: null }],
  ]);
  expect(uplift?.repos[1]?.uplift.reason).toBe("no_shared_stratum");
});

test("lists carry the score of the version in force, of all repos or of one", async () => {
  await addTestSkill(services.ctx.db, { name: NAMED.name, versions: 1 });
  await addTestSkill(services.ctx.db, { name: "other", versions: 1 });
  await reportRuns(services.ctx, [
    ...builds(5, { version: 1, prefix: "a" }),
    ...builds(3, { version: 1, prefix: "h", repo: "harbor", eval_state: "Failed" }),
  ]);
  const lines = async (input: Parameters<typeof listScores>[1]) =>
    (await listScores(services.ctx, input)).scores.map(({ name, score }) => [name, score.score, score.intents]);
  expect(await lines({})).toEqual([
    ["code-review", 0.625, 8],
    ["other", null, 0],
  ]);
  expect(await lines({ repo: "harbor" })).toEqual([["code-review", 0, 3]]);
  expect(await lines({ homes: ["parcel"] })).toEqual([]);
  await expect(listScores(services.ctx, { repo: "nowhere" })).rejects.toMatchObject({ code: "not_found" });
});

test("what is not there is refused, and so is who may not read scores", async () => {
  await addTestSkill(services.ctx.db, { name: NAMED.name, versions: 1 });
  await expect(getSkillScore(services.ctx, { ...NAMED, version: 9 })).rejects.toMatchObject({
    code: "not_found",
    message: "code-review has no version 9; the one in force is 1",
  });
  await expect(listScoreTasks(services.ctx, { ...NAMED, after: "x" })).rejects.toMatchObject({ code: "invalid" });
  const key: ServiceContext = {
    ...services.ctx,
    actor: { kind: "key", id: "k1", name: "ci", role: "admin", limits: { permissions: ["run.report"], repoId: null } },
  };
  await expect(getSkillScore(key, NAMED)).rejects.toMatchObject({ code: "forbidden" });
  await expect(listScoreTasks(key, NAMED)).rejects.toMatchObject({ code: "forbidden" });
  await expect(listScores(key)).rejects.toMatchObject({ code: "forbidden" });
});
