import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { reportRuns } from "../run/report.ts";
import { addTestRepos, addTestSkill, builderRun, reviewRun } from "../testing/evidence.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { listScoreTasks } from "./contributions.ts";
import { getSkillScore } from "./skill-score.ts";

let services: TestServices;

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"));
  await addTestRepos(services.ctx.db, ["parcel"]);
  await addTestSkill(services.ctx.db, { name: "quick-fix", versions: 1, source: "learned" });
  await addTestSkill(services.ctx.db, { name: "hard-look", versions: 1, source: "learned" });
});
afterEach(() => services.close());

const DEFECTS = 7;

test("who catches seven defects is never punished; the one who made them is", async () => {
  const criteria = [{ id: "c1", text: "prices round half up" }];
  const declares = (name: string) => [{ name, version: 1, use: "declared" }];
  const tasks = Array.from({ length: DEFECTS }, (_, at) => ({ task_id: `t${at}`, intent_id: `i${at}` }));
  await reportRuns(
    services.ctx,
    tasks.map((task, at) => builderRun({ run_id: `r${at}`, ...task, criteria, skills: declares("quick-fix") })),
  );
  const builder = { home: "library", name: "quick-fix" };
  const reviewer = { home: "library", name: "hard-look" };
  expect((await getSkillScore(services.ctx, builder)).score).toMatchObject({ score: 1, intents: 7, place: "above" });

  await reportRuns(
    services.ctx,
    tasks.map(({ task_id, intent_id }, at) =>
      reviewRun({
        run_id: `v${at}`,
        judges: task_id,
        intent_id,
        skills: declares("hard-look"),
        verdict: [{ criterion_id: "c1", pass: false, evidence: "3 of 20 prices are a cent off" }],
        eval_state: "NeedsUser",
        question: "Which rounding does the invoice use?",
      }),
    ),
  );
  await services.runJobs();

  const built = await getSkillScore(services.ctx, builder);
  expect(built.score).toMatchObject({ score: 0.4, intents: 7, reviewed: 7, place: "undecided" });
  const looked = await getSkillScore(services.ctx, reviewer);
  expect(looked).toMatchObject({
    score: { intents: 0, tasks: 0, score: null, place: "few" },
    excluded: { review_role: 7 },
    bet: { coins: 1 },
    repos: [],
  });
  expect(looked.decision).toMatchObject({ action: "keep", reason: "no_evidence", receiptId: null });
  expect((await listScoreTasks(services.ctx, reviewer)).tasks).toEqual([]);
  const { tasks: left } = await listScoreTasks(services.ctx, { ...reviewer, counted: false });
  expect(left.map(({ reason }) => reason)).toEqual(Array.from({ length: DEFECTS }, () => "review_role"));
});
