import { whatIf } from "@yardlet/core/score";
import { lastScoreAudit } from "@yardlet/db";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { listAudit } from "../audit/list.ts";
import { undoAudit } from "../audit/undo.ts";
import { listScores } from "../score/list.ts";
import { requestScoreAudit } from "../score/recount.ts";
import { reportRuns } from "../run/report.ts";
import { addTestRepos, addTestSkill, builderRun } from "../testing/evidence.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { listSavedPolicies } from "./read.ts";
import { savePolicy, SavePolicyInput } from "./save.ts";
import { getPolicyEvidence } from "./what-if.ts";

const KNOBS = { floor: 400_000, alpha: 50, minIntents: 5, vetoMargin: 50_000 };

let services: TestServices;

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"));
  await addTestRepos(services.ctx.db, ["parcel", "harbour"]);
  await addTestSkill(services.ctx.db, { name: "quick-fix", versions: 1 });
  await addTestSkill(services.ctx.db, { name: "never-used", versions: 1 });
});
afterEach(() => services.close());

/** Tasks, each an intent of its own, that ended one day after the other. */
function tasks(prefix: string, states: readonly string[], repo = "parcel"): Record<string, unknown>[] {
  return states.map((eval_state, at) =>
    builderRun({
      repo,
      run_id: `${prefix}${at}`,
      task_id: `${prefix}${at}`,
      intent_id: `${prefix}${at}`,
      skills: [{ name: "quick-fix", version: 1, use: "declared" }],
      eval_state,
      ended_at: `2026-11-${String(10 + at).padStart(2, "0")}T10:00:00Z`,
    }),
  );
}

async function differences() {
  await requestScoreAudit(services.ctx);
  await services.runJobs();
  return (await lastScoreAudit(services.ctx.db))?.differences;
}

async function standing() {
  await services.runJobs();
  const { policy, scores } = await listScores(services.ctx);
  const { decision, coins } = scores.find(({ name }) => name === "quick-fix") ?? {};
  return { version: policy.version, action: decision?.action, coins };
}

test("a policy is tried, saved, decided by, and taken back, and the sums follow it to the last digit", async () => {
  await reportRuns(services.ctx, tasks("t", ["Partial", ...Array.from({ length: 7 }, () => "Failed")]));
  expect(await standing()).toEqual({ version: 1, action: "flag", coins: 27.992623 });

  const evidence = await getPolicyEvidence(services.as("viewer"));
  expect(evidence).toMatchObject({ version: 1, without: 1 });
  expect(evidence.lines).toMatchObject([
    {
      home: "library",
      name: "quick-fix",
      source: "library",
      pinned: false,
      autoPrune: true,
      uplift: { comparable: false, reason: "no_shared_stratum", rd: null, vetoLo: null },
      values: [0, 375_000],
      counts: [7, 1],
      order: [1, 0, 0, 0, 0, 0, 0, 0],
    },
  ]);
  const tried = (floor: number) => whatIf(evidence.lines, { ...evidence.policy, floor })[0];
  expect(tried(500_000)).toMatchObject({ action: "flag", evidence: 27.992623, wonAt: 8 });
  expect(tried(400_000)).toMatchObject({ action: "keep", evidence: 9.413342, wonAt: null });

  const save = { knobs: KNOBS, note: "every task here is hard", base: 1 };
  await expect(savePolicy(services.as("curator"), save)).rejects.toMatchObject({ code: "forbidden" });
  expect(await savePolicy(services.ctx, save)).toEqual({ version: 2 });
  expect(await standing()).toEqual({ version: 2, action: "keep", coins: 9.413342 });
  expect(await differences()).toEqual([]);
  await expect(savePolicy(services.ctx, { ...save, knobs: { ...KNOBS, alpha: 100 } })).rejects.toMatchObject({
    code: "conflict",
    message: "admin saved policy 2 since; reload the page and look at its effects first",
  });
  await expect(savePolicy(services.ctx, { ...save, base: 2 })).rejects.toMatchObject({
    code: "conflict",
    message: "this policy is in force already; turn something first",
  });
  const odd = SavePolicyInput.safeParse({ ...save, knobs: { ...KNOBS, floor: 455_000 } });
  expect(odd.error?.issues).toMatchObject([
    { path: ["knobs", "floor"], message: "floor is from 100000 to 900000 in steps of 10000" },
  ]);

  const { entries } = await listAudit(services.ctx, { group: "policy", limit: 10 });
  expect(entries).toMatchObject([
    {
      subject: "policy 2",
      reason: "every task here is hard",
      details: { version: 2, before: { ...KNOBS, floor: 500_000 }, after: KNOBS },
      undo: { possible: true, inverse: "policy.save" },
    },
  ]);
  await undoAudit(services.ctx, { id: entries[0]?.id ?? "" });
  expect(await standing()).toEqual({ version: 3, action: "flag", coins: 27.992623 });
  expect(await listSavedPolicies(services.as("viewer"))).toMatchObject([
    { version: 3, knobs: { floor: 500_000 }, note: "taken back", by: "admin" },
    { version: 2, knobs: KNOBS, note: "every task here is hard" },
    { version: 1, note: "the policy Yardlet comes with", by: "Yardlet" },
  ]);

  await Promise.all([
    reportRuns(services.ctx, tasks("a", ["Done", "Failed", "Partial"])),
    savePolicy(services.ctx, { ...save, base: 3 }),
    reportRuns(services.ctx, tasks("b", ["Failed", "Done"], "harbour")),
  ]);
  expect(await differences()).toEqual([]);
});
