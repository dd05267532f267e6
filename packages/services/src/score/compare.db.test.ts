import { afterEach, beforeEach, expect, inject, test } from "vitest";
import type { ServiceContext } from "../context.ts";
import { reportRuns } from "../run/report.ts";
import { listSkills } from "../skill/list.ts";
import { addTestRepos, addTestSkill, builderRun } from "../testing/evidence.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { compareSkills } from "./compare.ts";

let services: TestServices;

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"));
  await addTestRepos(services.ctx.db, ["parcel", "harbor"]);
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
