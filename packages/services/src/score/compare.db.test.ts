import { insertTombstone, recordObserved, setChoice } from "@yardlet/db";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import type { ServiceContext } from "../context.ts";
import { reportRuns } from "../run/report.ts";
import { listSkills } from "../skill/list.ts";
import { addTestRepos, addTestSkill, builderRun, hashOfTestVersion } from "../testing/evidence.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { compareCells, compareSkills } from "./compare.ts";
import { listWorkers } from "./workers.ts";

let services: TestServices;
let repos: Map<string, string>;

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"));
  repos = await addTestRepos(services.ctx.db, ["parcel", "harbor"]);
  await addTestSkill(services.ctx.db, { name: "code-review", versions: 2 });
  await addTestSkill(services.ctx.db, { name: "tests-first", versions: 1 });
  await addTestSkill(services.ctx.db, { name: "unused", versions: 1 });
  await reportRuns(services.ctx, [
    ...builds(6, { name: "code-review", version: 2, eval_state: "Failed" }),
    ...builds(5, { name: "code-review", version: 1 }),
    ...builds(5, { name: "tests-first", version: 1, kind: "bugfix" }),
    ...builds(3, { name: "tests-first", version: 1, repo: "harbor", eval_state: "Partial" }),
  ]);
});
afterEach(() => services.close());

function builds(count: number, run: { name: string; version: number } & Record<string, unknown>) {
  const { name, version, ...rest } = run;
  const prefix = `${name}-${version}-${"repo" in rest ? "there" : "here"}`;
  return Array.from({ length: count }, (_, at) =>
    builderRun({
      run_id: `${prefix}-${at}`,
      task_id: `${prefix}-${at}`,
      intent_id: `i-${prefix}-${at}`,
      skills: [{ name, version, use: "declared" }],
      ...rest,
    }),
  );
}

async function table(input: Parameters<typeof compareSkills>[1]) {
  const { rows } = await compareSkills(services.as("viewer"), input);
  return rows.map(({ name, version, all, cells }) => [
    `${name} v${version}`,
    all.value,
    all.n,
    Object.fromEntries(Object.entries(cells).map(([slug, { place, value }]) => [slug, `${place} ${value}`])),
  ]);
}

test("versions in force over all repos, most evidence first; skills without any are counted", async () => {
  const compared = await compareSkills(services.ctx);
  expect(compared).toMatchObject({ repos: ["parcel", "harbor"], kinds: ["bugfix", "feature"], total: 2, without: 1 });
  expect(await table({})).toEqual([
    ["tests-first v1", 0.765625, 8, { parcel: "above 1", harbor: "few 0.375" }],
    ["code-review v2", 0, 6, { parcel: "below 0" }],
  ]);
  expect((await table({ sort: "look" })).map(([name]) => name)).toEqual(["code-review v2", "tests-first v1"]);
  expect((await table({ sort: "repo:harbor" })).map(([name]) => name)).toEqual(["tests-first v1", "code-review v2"]);
  expect((await table({ sort: "name", reverse: true, limit: 1 })).map(([name]) => name)).toEqual(["tests-first v1"]);
});

test("single versions, repos and kinds", async () => {
  expect(await table({ skills: ["library/code-review@1", "library/code-review"], sort: "name" })).toEqual([
    ["code-review v2", 0, 6, { parcel: "below 0" }],
    ["code-review v1", 1, 5, { parcel: "above 1" }],
  ]);
  expect(await table({ repos: ["harbor"] })).toEqual([["tests-first v1", 0.375, 3, { harbor: "few 0.375" }]]);
  expect(await table({ kind: "bugfix" })).toEqual([["tests-first v1", 1, 5, { parcel: "above 1" }]]);
  expect(await table({ search: "review" })).toEqual([["code-review v2", 0, 6, { parcel: "below 0" }]]);
});

test("a version against the one before it, and work with it against work without", async () => {
  await services.runJobs();
  const { rows } = await compareSkills(services.ctx, { mode: "versions" });
  expect(rows).toMatchObject([
    { name: "code-review", version: 2, against: { number: 1, state: "no_warning" }, all: { value: -1, n: 5 } },
  ]);
  const uplift = await compareSkills(services.ctx, { mode: "uplift", sort: "name" });
  expect(uplift.rows.map(({ name, all: { place, value, why } }) => [name, place, value, why])).toEqual([
    ["code-review", "few", null, "no_shared_stratum"],
    ["tests-first", "few", null, "no_shared_stratum"],
  ]);
});

test("each cell says how its repo stands to the version in force, evidence or not", async () => {
  const { db } = services.ctx;
  const lies = (name: string, version: number, edited = false) => ({
    name,
    versionId: null,
    number: version,
    contentHash: edited ? "0".repeat(64) : hashOfTestVersion(name, version),
    treeHash: hashOfTestVersion(name, version),
    why: ["pick" as const],
    edited,
  });
  const seen = { at: new Date("2026-11-20T00:00:00Z"), commit: "c1" };
  const [parcel = "", harbor = ""] = ["parcel", "harbor"].map((slug) => repos.get(slug));
  await recordObserved(db, parcel, [lies("code-review", 1), lies("tests-first", 1)], seen);
  await recordObserved(db, harbor, [lies("code-review", 2), lies("unused", 1, true)], seen);
  const choice = { kind: "skill", choice: "veto", reason: null, by: "tarn", at: seen.at } as const;
  await setChoice(db, { ...choice, repoId: parcel, name: "unused" });
  await insertTombstone(db, {
    home: harbor,
    name: "tests-first",
    skillId: null,
    version: 1,
    contentHash: "1".repeat(64),
    kind: "prune",
    reason: "below the floor",
    by: "Yardlet",
    at: seen.at,
  });

  const compared = await compareSkills(services.ctx, { sort: "name", filled: 2 });
  expect(compared).toMatchObject({ repos: ["parcel", "harbor"], total: 3, without: 0 });
  const stateOf = (cells: (typeof compared)["rows"][number]["cells"]) =>
    Object.fromEntries(Object.entries(cells).map(([slug, { n, state }]) => [slug, `${n} ${state}`]));
  expect(compared.rows.map(({ name, cells }) => [name, stateOf(cells)])).toEqual([
    ["code-review", { parcel: "6 behind", harbor: "0 equipped" }],
    ["tests-first", { parcel: "5 equipped", harbor: "3 pruned" }],
    ["unused", {}],
  ]);
  const ids = compared.rows.map(({ id }) => id);
  const part = await compareCells(services.as("viewer"), { versions: ids.slice(1), repos: ["harbor", "gone"] });
  expect(Object.entries(part).map(([id, cells]) => [ids.indexOf(id), stateOf(cells)])).toEqual([
    [1, { harbor: "3 pruned" }],
    [2, { harbor: "0 forked" }],
  ]);
  expect(await table({ state: "vetoed" })).toEqual([
    ["unused v1", null, 0, { harbor: "few null", parcel: "few null" }],
  ]);
  expect((await table({ state: "behind" })).map(([name]) => name)).toEqual(["code-review v2"]);
  expect(await table({ state: "behind", repos: ["harbor"] })).toEqual([]);
});

test("which agent and model does which kind of work how well, over all work and for one version", async () => {
  const agent = { name: "codex", model: "small" };
  await reportRuns(services.ctx, [
    ...Array.from({ length: 5 }, (_, at) =>
      builderRun({ run_id: `c${at}`, task_id: `c${at}`, intent_id: `c${at}`, agent: { ...agent, session: `c${at}` } }),
    ),
    builderRun({ run_id: "both-1", task_id: "both", eval_state: "Failed" }),
    builderRun({
      run_id: "both-2",
      task_id: "both",
      agent: { ...agent, session: "both" },
      ended_at: "2026-11-20T11:00:00Z",
    }),
  ]);
  const shown = async (input: Parameters<typeof listWorkers>[1]) => {
    const { rows, ...rest } = await listWorkers(services.as("viewer"), input);
    return [
      rest.tasks,
      rest.kinds,
      ...rows.map((row) => [
        row.agent,
        row.model,
        `${row.all.value} of ${row.all.n}`,
        `${row.others.value} ${row.others.why ?? row.others.place}`,
        Object.entries(row.kinds).map(([kind, { score }]) => `${kind} ${score.place} ${score.value} n ${score.n}`),
      ]),
    ];
  };
  expect(await shown({})).toEqual([
    null,
    ["feature", "bugfix"],
    [
      "claude",
      null,
      "0.5855263157894737 of 19",
      "-0.545455 undecided",
      ["bugfix above 1 n 5", "feature undecided 0.4375 n 14"],
    ],
    ["codex", "small", "1 of 5", "0.545455 undecided", ["feature above 1 n 5"]],
  ]);
  expect(await shown({ search: "SMALL codex", repo: "parcel" })).toEqual([
    null,
    ["feature"],
    ["codex", "small", "1 of 5", "0.545455 undecided", ["feature above 1 n 5"]],
  ]);
  expect(await shown({ skill: { home: "library", name: "code-review", version: 1 } })).toEqual([
    { looked: 5, known: 5 },
    ["feature"],
    ["claude", null, "1 of 5", "null no_shared_stratum", ["feature above 1 n 5"]],
  ]);
});

test("the list of skills sorts by what needs a look", async () => {
  const skills = await listSkills(services.ctx, { sort: "look" });
  expect(skills.map(({ name, score }) => [name, score?.place ?? null, score?.intents ?? null])).toEqual([
    ["code-review", "below", 6],
    ["tests-first", "undecided", 8],
    ["unused", null, null],
  ]);
});

test("a name that is not there is refused, and so is who may not read scores", async () => {
  await expect(compareSkills(services.ctx, { search: "a\0" })).rejects.toThrow("holds a NUL character");
  await expect(compareSkills(services.ctx, { skills: ["library/code-review@7"] })).rejects.toMatchObject({
    code: "not_found",
    message: "there is no skill library/code-review@7; name it as <home>/<name>, or one version as <home>/<name>@3",
  });
  const key: ServiceContext = {
    ...services.ctx,
    actor: { kind: "key", id: "k1", name: "ci", role: "admin", limits: { permissions: ["run.report"], repoId: null } },
  };
  await expect(compareSkills(key)).rejects.toMatchObject({ code: "forbidden" });
});
