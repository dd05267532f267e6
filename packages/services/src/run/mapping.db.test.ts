import { listAudit, loadRolls } from "@yardlet/db";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { addTestRepos, addTestSkill, builderRun } from "../testing/evidence.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { runScoreAudit } from "../score/recount.ts";
import { listRuns } from "./list.ts";
import { mapSkill, unmapSkill } from "./mapping.ts";
import { reportRuns } from "./report.ts";
import { listUnresolved, listVersionsToMap } from "./unresolved.ts";

let services: TestServices;
let versions: string[];

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"));
  await addTestRepos(services.ctx.db, ["parcel", "harbor"]);
  versions = (await addTestSkill(services.ctx.db, { name: "code-review", versions: 2 })).versionIds;
});
afterEach(() => services.close());

const NAME = { repo: "parcel", name: "Code_Review", reported: "" };
const named = (more: object = {}) => [{ name: "Code_Review", use: "declared", ...more }];

function reportNamed(ids: readonly string[], more: Record<string, unknown> = {}) {
  return reportRuns(
    services.ctx,
    ids.map((id) => builderRun({ run_id: id, task_id: `t-${id}`, intent_id: `i-${id}`, skills: named(), ...more })),
  );
}

async function rolls() {
  const rows = await loadRolls(services.ctx.db, { versionIds: versions, by: "version" });
  return versions.map((id) => rows.find((row) => row.versionId === id)).map((row) => [row?.units ?? 0, row?.sumU ?? 0]);
}

async function howOf(runId: string) {
  const { runs } = await listRuns(services.ctx, { q: runId });
  return runs[0]?.skills[0]?.how;
}

async function differences() {
  const run = {
    jobId: "",
    attempt: 1,
    signal: new AbortController().signal,
    step: async () => undefined,
    log: async () => undefined,
  };
  return (await runScoreAudit(services.ctx, run)).differences;
}

test("names that nobody could resolve are told, with what they may mean", async () => {
  await reportNamed(["r1", "r2"]);
  await reportNamed(["r3"], { repo: "harbor", skills: named({ version: 7 }), ended_at: "2026-11-21T10:00:00Z" });
  const { unresolved, mapped } = await listUnresolved(services.as("viewer"));
  expect(mapped).toEqual([]);
  expect(unresolved).toMatchObject([
    { ...NAME, runs: 2, lastSeen: new Date("2026-11-20T10:00:00Z") },
    { repo: "harbor", name: "Code_Review", reported: "v7", runs: 1, lastSeen: new Date("2026-11-21T10:00:00Z") },
  ]);
  expect(unresolved[0]?.suggestions).toEqual([
    { versionId: versions[1], home: "library", name: "code-review", number: 2, newest: true },
    { versionId: versions[0], home: "library", name: "code-review", number: 1, newest: false },
  ]);
  expect((await listUnresolved(services.ctx, { repo: "harbor" })).unresolved).toHaveLength(1);
  const byName = await listVersionsToMap(services.as("viewer"), { repo: "parcel", name: "code-review" });
  expect(byName.map((one) => one.number)).toEqual([2, 1]);
});

test("a mapping corrects what is stored and what comes, and the scores follow; taking it back undoes both", async () => {
  await reportNamed(["r1", "r2"]);
  await reportNamed(["r3"], { eval_state: "Failed" });
  await reportNamed(["h1"], { repo: "harbor" });
  expect(await rolls()).toEqual([
    [0, 0],
    [0, 0],
  ]);

  const curator = services.as("curator");
  expect(await mapSkill(curator, { ...NAME, versionId: versions[0] ?? "" })).toEqual({
    corrected: 3,
    remaining: false,
  });
  expect(await rolls()).toEqual([
    [3, 2_000_000],
    [0, 0],
  ]);
  expect(await howOf("r1")).toBe("mapped");
  expect(await howOf("h1")).toBe("unresolved");
  await reportNamed(["r4"]);
  expect(await rolls()).toEqual([
    [4, 3_000_000],
    [0, 0],
  ]);
  expect(await differences()).toBe(0);
  expect((await listUnresolved(services.ctx)).mapped).toMatchObject([
    { ...NAME, version: { home: "library", name: "code-review", number: 1 }, by: "curator" },
  ]);

  expect(await mapSkill(curator, { ...NAME, versionId: versions[0] ?? "" })).toEqual({
    corrected: 0,
    remaining: false,
  });
  expect(await mapSkill(curator, { ...NAME, versionId: versions[1] ?? "" })).toEqual({
    corrected: 4,
    remaining: false,
  });
  expect(await rolls()).toEqual([
    [0, 0],
    [4, 3_000_000],
  ]);

  expect(await unmapSkill(curator, NAME)).toEqual({ corrected: 4, remaining: false });
  expect(await rolls()).toEqual([
    [0, 0],
    [0, 0],
  ]);
  expect(await howOf("r4")).toBe("unresolved");
  expect(await unmapSkill(curator, NAME)).toEqual({ corrected: 0, remaining: false });
  expect(await differences()).toBe(0);
  const log = await listAudit(services.ctx.db, { limit: 10 });
  expect(log.map(({ action, subject, reason }) => [action, subject, reason])).toEqual([
    ["run.unmap-skill", "Code_Review", "means nothing by hand any more"],
    ["run.map-skill", "Code_Review", "means code-review v2"],
    ["run.map-skill", "Code_Review", "means code-review v1"],
  ]);
});

test("mapped before or after they are reported, runs come to the same", async () => {
  const map = () => mapSkill(services.ctx, { ...NAME, versionId: versions[0] ?? "" });
  await reportNamed(["r1"]);
  await map();
  await reportNamed(["r2"]);
  await map();
  expect(await howOf("r1")).toBe(await howOf("r2"));
  expect(await rolls()).toEqual([
    [2, 2_000_000],
    [0, 0],
  ]);
});

test("a run that says its version itself is left alone", async () => {
  await reportRuns(services.ctx, [
    builderRun({ run_id: "r1", task_id: "t1", skills: [{ name: "code-review", version: 2, use: "declared" }] }),
  ]);
  const mapping = { repo: "parcel", name: "code-review", reported: "v2", versionId: versions[0] ?? "" };
  expect(await mapSkill(services.ctx, mapping)).toEqual({ corrected: 0, remaining: false });
  expect(await howOf("r1")).toBe("number");
});

test("many runs are corrected in batches, and a call stops where a person would wait too long", async () => {
  const ids = Array.from({ length: 1_200 }, (_, at) => `r${at}`);
  await reportNamed(ids.slice(0, 600));
  await reportNamed(ids.slice(600));
  expect(await mapSkill(services.ctx, { ...NAME, versionId: versions[0] ?? "" })).toEqual({
    corrected: 1_200,
    remaining: false,
  });
  expect(await rolls()).toEqual([
    [1_200, 1_200_000_000],
    [0, 0],
  ]);
});

test("a version that is not there, or of another repo, is refused", async () => {
  await expect(mapSkill(services.ctx, { ...NAME, versionId: "none" })).rejects.toMatchObject({ code: "not_found" });
  const mapping = { ...NAME, repo: "nowhere", versionId: versions[0] ?? "" };
  await expect(mapSkill(services.ctx, mapping)).rejects.toMatchObject({ code: "not_found" });
});

test("a viewer maps nothing and takes nothing back", async () => {
  const mapping = { ...NAME, versionId: versions[0] ?? "" };
  await expect(mapSkill(services.as("viewer"), mapping)).rejects.toMatchObject({ code: "forbidden" });
  await expect(unmapSkill(services.as("viewer"), NAME)).rejects.toMatchObject({ code: "forbidden" });
});
