import { findNamedVersions, listRepoNames, listStandings, loadRolls } from "@yardlet/db";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { addTestRepos, addTestSkill, builderRun, reviewRun } from "../testing/evidence.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { runScoreAudit } from "../score/recount.ts";
import { reportRuns } from "./report.ts";
import { TASK_RUNS } from "./store.ts";

let services: TestServices;
let version: string;

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"));
  await addTestRepos(services.ctx.db, ["parcel", "harbor"]);
  const { versionIds } = await addTestSkill(services.ctx.db, { name: "code-review", versions: 2 });
  version = versionIds[0] ?? "";
});
afterEach(() => services.close());

const V1 = [{ name: "code-review", version: 1, use: "declared" }];

async function roll() {
  const [row] = await loadRolls(services.ctx.db, { versionIds: [version], by: "version" });
  return row;
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

test("each record is judged alone, and what is good is stored", async () => {
  const answer = await reportRuns(services.ctx, [
    builderRun({ run_id: "r1", task_id: "t1", skills: V1 }),
    builderRun({ run_id: "r2", task_id: "t2", eval_state: "Finished" }),
    builderRun({ run_id: "r3", task_id: "t3", repo: "elsewhere" }),
    builderRun({ run_id: "r1", task_id: "t1", skills: V1 }),
    builderRun({ run_id: "r1", task_id: "t1", skills: V1, eval_state: "Failed" }),
    builderRun({ run_id: "r4", task_id: "t4", repo: "git@git.example.com:team/harbor.git" }),
    "not a record",
  ]);
  expect(answer).toMatchObject({ accepted: 2, duplicate: 1, corrected: 1, rejected: 3 });
  expect(answer.results.map(({ status, problems }) => [status, ...problems.map((one) => one.path)])).toEqual([
    ["accepted"],
    ["rejected", "eval_state"],
    ["rejected", "repo"],
    ["duplicate"],
    ["corrected"],
    ["accepted"],
    ["rejected", ""],
  ]);
  expect(await roll()).toMatchObject({ units: 1, intents: 1, sumU: 0 });
  expect(await differences()).toBe(0);
});

test("a first success counts whole, and a late review moves it", async () => {
  const criteria = [
    { id: "c1", text: "it builds" },
    { id: "c2", text: "it is tested" },
  ];
  await reportRuns(services.ctx, [builderRun({ run_id: "r1", task_id: "t1", skills: V1, criteria })]);
  expect(await roll()).toMatchObject({ units: 1, sumU: 1_000_000, nReview: 0 });
  const verdict = [
    { criterion_id: "c1", pass: true, evidence: "log line 4" },
    { criterion_id: "c2", pass: false, evidence: "no test touches it" },
  ];
  await reportRuns(services.ctx, [
    reviewRun({ run_id: "v1", judges: "t1", verdict, eval_state: "NeedsUser", question: "Who writes the test?" }),
  ]);
  expect(await roll()).toMatchObject({ units: 1, sumU: 700_000, nReview: 1, sumReview: 500_000 });
  expect(await differences()).toBe(0);
});

test("records come to the same in any order, batch and number of repeats, from several writers at once", async () => {
  const records = history(120, 7);
  await reportRuns(services.ctx, records);
  const expected = await scoresOf(services);
  expect(await differences()).toBe(0);
  for (const seed of [1, 2, 3]) {
    const other = await openTestServices(inject("serverUrl"));
    try {
      await addTestRepos(other.ctx.db, ["parcel", "harbor"]);
      await addTestSkill(other.ctx.db, { name: "code-review", versions: 2 });
      const random = randomOf(seed);
      const mixed = shuffle([...records, ...records.slice(0, 40)], random);
      const batches = cut(mixed, random);
      const writers = [0, 1, 2].map(async (writer) => {
        for (const batch of batches.filter((_, at) => at % 3 === writer)) await reportRuns(other.ctx, batch);
      });
      await Promise.all(writers);
      expect(await scoresOf(other)).toEqual(expected);
    } finally {
      await other.close();
    }
  }
});

/** Scores of every version by name, as text: byte for byte. */
async function scoresOf(of: TestServices): Promise<string[]> {
  const versions = await findNamedVersions(of.ctx.db, ["code-review"]);
  const rolls = await loadRolls(of.ctx.db, { versionIds: versions.map((one) => one.versionId), by: "repo" });
  const numbers = new Map(versions.map((one) => [one.versionId, one.number]));
  const slugs = new Map((await listRepoNames(of.ctx.db)).map((repo) => [repo.repoId, repo.slug]));
  return rolls
    .map(({ versionId, repoId, ...sums }) => JSON.stringify([numbers.get(versionId), slugs.get(repoId ?? ""), sums]))
    .toSorted();
}

function history(tasks: number, seed: number): Record<string, unknown>[] {
  const random = randomOf(seed);
  const pick = <T>(items: readonly [T, ...T[]]): T => items[Math.floor(random() * items.length)] ?? items[0];
  return Array.from({ length: tasks }, (_, at) => {
    const task_id = `t${at}`;
    const repo = pick(["parcel", "harbor"]);
    const intent_id = `i${Math.floor(at / 3)}`;
    const criteria = [
      { id: "c1", text: "builds" },
      { id: "c2", text: "tested" },
    ];
    const skills = pick([V1, [{ name: "code-review", version: 2, use: "declared" }], []]);
    const attempts = Array.from({ length: pick([1, 1, 2, 3]) }, (_unused, n) =>
      builderRun({
        run_id: `r${at}-${n}`,
        task_id,
        intent_id,
        repo,
        skills: n === 2 ? pick([V1, []]) : skills,
        criteria,
        kind: pick(["feature", "bugfix"]),
        eval_state: pick(["Done", "Done", "Partial", "Failed", "Queued"]),
        failure_codes: pick([[], [], ["execution_error/host_timeout"]]),
        ended_at: `2026-11-${String(1 + Math.floor(random() * 20)).padStart(2, "0")}T10:00:00Z`,
      }),
    );
    const reviews = Array.from({ length: pick([0, 1, 1, 2]) }, (_unused, n) =>
      reviewRun({
        run_id: `v${at}-${n}`,
        judges: task_id,
        intent_id,
        repo,
        task_id: pick([`review-${at}`, "nightly"]),
        depends_on: pick([[task_id], [task_id], [task_id, `t${Math.max(0, at - 1)}`]]),
        verdict: [
          { criterion_id: "c1", pass: random() > 0.3, evidence: "seen", task_id },
          { criterion_id: "c2", pass: random() > 0.3, evidence: "seen", task_id },
        ],
        eval_state: pick(["Done", "NeedsUser"]),
        question: "And now?",
      }),
    );
    return [...attempts, ...reviews];
  }).flat();
}

function randomOf(seed: number): () => number {
  let state = seed * 2_654_435_761;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function shuffle<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

function cut<T>(items: readonly T[], random: () => number): T[][] {
  const batches: T[][] = [];
  for (let at = 0; at < items.length;) {
    const size = 1 + Math.floor(random() * 40);
    batches.push(items.slice(at, at + size));
    at += size;
  }
  return batches;
}

test("a viewer may not report", async () => {
  await expect(reportRuns(services.as("viewer"), [])).rejects.toMatchObject({ code: "forbidden" });
});

test("nobody decides at ingest; the job does", async () => {
  const failing = Array.from({ length: 8 }, (_, at) =>
    builderRun({ run_id: `r${at}`, task_id: `t${at}`, intent_id: `i${at}`, skills: V1, eval_state: "Failed" }),
  );
  await reportRuns(services.ctx, failing);
  expect(await listStandings(services.ctx.db, [version])).toEqual([]);
  await services.runJobs();
  const [standing] = await listStandings(services.ctx.db, [version]);
  expect(standing?.decision).toMatchObject({ action: "flag", reason: "source_not_learned", below: true });
  expect(standing?.receiptId).not.toBeNull();
});

test("a task that is used for everything is refused before it slows everybody down", async () => {
  const crowd = Array.from({ length: TASK_RUNS }, (_, at) => builderRun({ run_id: `r${at}`, task_id: "main" }));
  expect(await reportRuns(services.ctx, crowd)).toMatchObject({ accepted: TASK_RUNS });
  const answer = await reportRuns(services.ctx, [
    builderRun({ run_id: "one-more", task_id: "main" }),
    builderRun({ run_id: "r7", task_id: "main", eval_state: "Failed" }),
    builderRun({ run_id: "elsewhere", task_id: "t1" }),
  ]);
  expect(answer.results.map(({ status, problems }) => [status, ...problems.map(({ path }) => path)])).toEqual([
    ["rejected", "task_id"],
    ["corrected"],
    ["accepted"],
  ]);
});
