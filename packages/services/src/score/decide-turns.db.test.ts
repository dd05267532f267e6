import { listStandings, markScoreDue, newestScoreDue } from "@yardlet/db";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { reportRuns } from "../run/report.ts";
import { addTestRepos, addTestSkill, builderRun } from "../testing/evidence.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { runScoreDecide } from "./decide.ts";

let services: TestServices;

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"));
  await addTestRepos(services.ctx.db, ["parcel"]);
});
afterEach(() => services.close());

test("deciding ends although evidence keeps coming, and what came meanwhile is the next job's", async () => {
  const { ctx } = services;
  const { versionIds } = await addTestSkill(ctx.db, { name: "quick-fix", versions: 2, source: "learned" });
  const keys = versionIds.map((versionId) => ({ versionId, epoch: 1 }));
  await reportRuns(
    ctx,
    [1, 2].flatMap((version) =>
      Array.from({ length: 8 }, (_, at) =>
        builderRun({
          run_id: `r${version}-${at}`,
          task_id: `t${version}-${at}`,
          intent_id: `i${version}-${at}`,
          skills: [{ name: "quick-fix", version, use: "declared" }],
          eval_state: "Failed",
        }),
      ),
    ),
  );
  const decided = await runScoreDecide(ctx, {
    jobId: "test",
    attempt: 1,
    signal: new AbortController().signal,
    step: async () => undefined,
    log: () => markScoreDue(ctx.db, keys),
  });
  expect(decided).toEqual({ versions: 2, decisions: 2 });
  expect(await newestScoreDue(ctx.db)).not.toBeNull();
  await services.runJobs();
  expect(await newestScoreDue(ctx.db)).toBeNull();
  expect((await listStandings(ctx.db, versionIds)).map(({ decision }) => decision.action)).toEqual(["prune", "prune"]);
});

test("work that does not count is a reason to decide anew: the receipt tells of it", async () => {
  const { ctx } = services;
  const { versionIds } = await addTestSkill(ctx.db, { name: "quick-fix", versions: 1 });
  const declares = { skills: [{ name: "quick-fix", version: 1, use: "declared" }] };
  await reportRuns(ctx, [builderRun({ run_id: "r1", task_id: "t1", ...declares })]);
  await services.runJobs();
  const hash = async () => (await listStandings(ctx.db, versionIds)).map(({ inputsHash }) => inputsHash);
  const before = await hash();
  await reportRuns(ctx, [builderRun({ run_id: "r2", task_id: "t2", simulated: true, ...declares })]);
  expect(await newestScoreDue(ctx.db)).not.toBeNull();
  await services.runJobs();
  expect(await newestScoreDue(ctx.db)).toBeNull();
  expect(before).toHaveLength(1);
  expect(await hash()).not.toEqual(before);
});
