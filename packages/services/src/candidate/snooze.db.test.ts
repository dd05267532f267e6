import { findCandidate, openCandidate } from "@yardlet/db";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { addTestRepos, addTestSkill, builderRun } from "../testing/evidence.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { reportRuns } from "../run/report.ts";
import { listCandidates } from "./list.ts";
import { reopenCandidate, snoozeCandidate } from "./snooze.ts";

let services: TestServices;
let repos: Map<string, string>;

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"));
  repos = await addTestRepos(services.ctx.db, ["parcel", "other"]);
});
afterEach(() => services.close());

function open(key: string, about: { repoId?: string; skillId?: string } = {}) {
  const facts = { kind: "note", planId: null, title: key, why: "test" } as const;
  return openCandidate(services.ctx.db, {
    ...facts,
    key,
    repoId: about.repoId ?? null,
    skillId: about.skillId ?? null,
  });
}

const soon = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
const run = (id: string, more: Record<string, unknown> = {}) =>
  builderRun({ run_id: id, task_id: id, intent_id: `i-${id}`, ended_at: soon(1), ...more });

async function report(...records: Record<string, unknown>[]) {
  expect(await reportRuns(services.ctx, records)).toMatchObject({ rejected: 0 });
  await services.runJobs();
}

const awake = async () => (await listCandidates(services.ctx)).candidates.map(({ title }) => title);
const snooze = (id: string, intents: number) =>
  snoozeCandidate(services.as("curator"), { id, intents, reason: "not yet" });

test("a candidate sleeps until so many more intents have ended in its repo", async () => {
  const id = await open("parcel's", { repoId: repos.get("parcel") ?? "" });
  await expect(snoozeCandidate(services.as("viewer"), { id, intents: 2, reason: "x" })).rejects.toMatchObject({
    code: "forbidden",
  });
  await report(run("before", { ended_at: "2026-11-20T10:00:00Z" }));
  await snooze(id, 2);
  expect(await listCandidates(services.ctx)).toMatchObject({ candidates: [], snoozed: 1 });
  await report(
    run("a1", { intent_id: "a" }),
    run("a2", { intent_id: "a" }),
    run("elsewhere", { repo: "other" }),
    run("review", { role: "reviewer", depends_on: ["a1"] }),
    run("dry", { simulated: true }),
  );
  expect(await awake()).toEqual([]);
  await report(run("b1", { eval_state: "Failed", failure_codes: ["validation_failed/tests_failed"] }));
  expect(await awake()).toEqual(["parcel's"]);
  expect(await findCandidate(services.ctx.db, id)).toMatchObject({ snoozedAt: null, snoozedIntents: null });
});

test("one about a skill sleeps on intents with it, one about nothing on any; a date takes the place of intents", async () => {
  const { skillId } = await addTestSkill(services.ctx.db, { name: "tune", versions: 1 });
  await snooze(await open("skill", { skillId }), 1);
  await snooze(await open("team"), 2);
  await report(run("c1"), run("c2", { repo: "other" }));
  expect(await awake()).toEqual(["team"]);
  await report(run("c3", { repo: "other", skills: [{ name: "tune", version: 1, use: "declared" }] }));
  expect((await awake()).toSorted()).toEqual(["skill", "team"]);
  const id = await open("dated");
  await snooze(id, 5);
  await snoozeCandidate(services.ctx, { id, until: new Date(soon(60)), reason: "next week" });
  expect(await findCandidate(services.ctx.db, id)).toMatchObject({ snoozedIntents: null, snoozedAt: null });
  await snooze(id, 5);
  expect(await findCandidate(services.ctx.db, id)).toMatchObject({ snoozedIntents: 5, snoozedUntil: null });
  await reopenCandidate(services.ctx, { id, reason: "now after all" });
  expect(await awake()).toContain("dated");
});
