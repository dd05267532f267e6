import { claimJob, endJobAttempt, recordScoreAudit } from "@yardlet/db";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import type { ServiceContext } from "../context.ts";
import { reportRuns } from "../run/report.ts";
import { requestScoreAudit } from "../score/recount.ts";
import { getTrend } from "../score/trend.ts";
import { addTestRepos, addTestSkill, builderRun, reviewRun } from "../testing/evidence.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { getScoreOverview } from "./scores.ts";

let services: TestServices;
/** A Saturday; the week before began on the 9th. */
const NOW = new Date("2026-11-21T09:00:00Z");
let ctx: ServiceContext;

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"));
  ctx = { ...services.ctx, now: () => NOW };
  await addTestRepos(ctx.db, ["parcel", "harbor"]);
  await addTestSkill(ctx.db, { name: "code-review", versions: 1 });
  await addTestSkill(ctx.db, { name: "quick-fix", versions: 1, source: "learned" });
});
afterEach(() => services.close());

function builds(count: number, run: { name: string } & Record<string, unknown>) {
  const { name, ...rest } = run;
  return Array.from({ length: count }, (_, at) =>
    builderRun({
      run_id: `${name}-${at}`,
      task_id: `${name}-${at}`,
      intent_id: `i-${name}-${at}`,
      skills: [{ name, version: 1, use: "declared" }],
      criteria: [{ id: "c1", text: "it builds" }],
      ...rest,
    }),
  );
}

test("the trend counts weeks, with nothing where there was nothing", async () => {
  await reportRuns(ctx, [
    ...builds(3, { name: "code-review", ended_at: "2026-11-12T10:00:00Z" }),
    ...builds(2, { name: "quick-fix", ended_at: "2026-11-20T10:00:00Z", eval_state: "Failed", repo: "harbor" }),
    reviewRun({
      run_id: "v1",
      judges: "code-review-0",
      intent_id: "i-code-review-0",
      verdict: [{ criterion_id: "c1", pass: true, evidence: "log line 4" }],
    }),
  ]);
  const { weeks, recent } = await getTrend({ ...ctx, actor: services.as("viewer").actor });
  expect(weeks).toHaveLength(13);
  expect(
    weeks.slice(-3).map(({ week, firstTry, passThrough }) => [week, firstTry.n, firstTry.rate, passThrough.n]),
  ).toEqual([
    ["2026-11-02", 0, null, 0],
    ["2026-11-09", 3, 1, 1],
    ["2026-11-16", 2, 0, 0],
  ]);
  expect(recent).toMatchObject({ firstTry: { n: 5, rate: 0.6 }, passThrough: { n: 1, rate: 1 } });
  expect((await getTrend(ctx, { repo: "harbor" })).recent.firstTry).toMatchObject({ n: 2, rate: 0 });
  await expect(getTrend(ctx, { repo: "nowhere" })).rejects.toMatchObject({ code: "not_found" });
});

test("what moved this week comes first, and what is below the floor waits", async () => {
  await reportRuns(ctx, [
    ...builds(9, { name: "code-review", ended_at: "2026-11-12T10:00:00Z" }),
    ...builds(8, { name: "quick-fix", ended_at: "2026-11-20T10:00:00Z", eval_state: "Failed", repo: "harbor" }),
  ]);
  expect((await getScoreOverview(ctx)).waiting).toEqual([]);
  await services.runJobs();
  const { matrix, moved, waiting, policy } = await getScoreOverview(ctx);
  expect(policy).toMatchObject({ floor: 0.5, coins: 20 });
  expect(moved).toBe(1);
  expect(matrix).toMatchObject({ total: 2, repos: ["parcel", "harbor"] });
  expect(matrix.rows.map(({ name, all: { place, n } }) => [name, place, n])).toEqual([
    ["quick-fix", "below", 8],
    ["code-review", "above", 9],
  ]);
  expect(waiting).toMatchObject([
    { home: "library", name: "quick-fix", version: 1, action: "prune", reason: "below_floor", score: { intents: 8 } },
  ]);
});

test("a recount that differs is an alarm, and one that is old says so", async () => {
  const recount = async () => (await getScoreOverview(ctx)).recount;
  expect(await recount()).toMatchObject({ state: "never" });
  const at = (time: string) => ({ startedAt: new Date(time), ms: 5, rows: 12, by: "Yardlet" });
  await recordScoreAudit(ctx.db, { ...at("2026-11-18T09:00:00Z"), differences: [] });
  expect(await recount()).toMatchObject({ state: "stale", rows: 12 });
  await recordScoreAudit(ctx.db, { ...at("2026-11-20T09:00:00Z"), differences: [] });
  expect(await recount()).toMatchObject({ state: "agrees" });
  const difference = { table: "skill_bet", key: "v1 1 parcel i1", stored: "[2,7]", counted: "[1,7]" };
  await recordScoreAudit(ctx.db, { ...at("2026-11-20T10:00:00Z"), differences: [difference] });
  expect(await recount()).toMatchObject({ state: "differs", differences: [difference] });
});

test("runs that nobody ever recounted are an alarm after two days", async () => {
  const recount = async (time: string) => (await getScoreOverview({ ...ctx, now: () => new Date(time) })).recount;
  expect(await recount("2026-11-30T09:00:00Z")).toMatchObject({ state: "never" });
  await reportRuns(ctx, builds(1, { name: "quick-fix", ended_at: "2026-11-20T10:00:00Z" }));
  expect(await recount("2026-11-23T09:00:00Z")).toMatchObject({ state: "never", at: null });
  expect(await recount("2026-11-23T09:00:01Z")).toMatchObject({ state: "stale", at: null });
});

test("a recount that failed is an alarm until one ends well", async () => {
  const recount = async () => (await getScoreOverview(ctx)).recount;
  const { jobId } = await requestScoreAudit(ctx);
  const attempt = (await claimJob(ctx.db, jobId, "test", NOW, NOW)) ?? 0;
  const error = { code: "unavailable", message: "the database is away" };
  await endJobAttempt(ctx.db, jobId, attempt, { state: "failed", at: NOW, error });
  expect(await recount()).toMatchObject({ state: "failed", jobId, at: null });
  await requestScoreAudit(ctx);
  expect(await recount()).toMatchObject({ state: "failed", jobId });
  await services.runJobs(ctx);
  expect(await recount()).toMatchObject({ state: "agrees", jobId: null });
});

test("who may not read scores sees none", async () => {
  const key: ServiceContext = {
    ...ctx,
    actor: { kind: "key", id: "k1", name: "ci", role: "admin", limits: { permissions: ["run.report"], repoId: null } },
  };
  await expect(getScoreOverview(key)).rejects.toMatchObject({ code: "forbidden" });
  await expect(getTrend(key)).rejects.toMatchObject({ code: "forbidden" });
});
