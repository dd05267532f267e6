import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { runScoreAudit } from "../score/recount.ts";
import { getSkillScore } from "../score/skill-score.ts";
import { listSkills } from "../skill/list.ts";
import { getSetupState } from "../team/setup.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { git } from "../testing/repos.ts";
import { listDrift } from "../version/drift.ts";
import { fillDemo } from "./fill.ts";
import { demoFolder } from "./folder.ts";
import { requireWholeDemo } from "./unfinished.ts";

/** Of the demo's repos two where work is hard, and one with a skill that harms. */
const REPOS = ["fleet-monorepo", "kelp-dotnet", "storefront-web"];

let services: TestServices;
beforeEach(async () => (services = await openTestServices(inject("serverUrl"))));
afterEach(() => services.close());

const fill = () =>
  fillDemo(services.ctx, {
    signal: new AbortController().signal,
    say: () => undefined,
    repos: REPOS,
  });

const SILENT = {
  jobId: "demo",
  attempt: 1,
  signal: new AbortController().signal,
  step: async () => undefined,
  log: async () => undefined,
};

test("what is filled tells the truth about its skills, and is filled once", { timeout: 120_000 }, async () => {
  const { ctx } = services;
  const { dataDir } = ctx.settings;
  expect(await fill()).toEqual({ repos: 3, skills: 63, runs: 1013 });
  await expect(requireWholeDemo(dataDir)).resolves.toBeUndefined();

  const pruned = await listSkills(ctx, { state: "pruned" });
  expect(pruned.map(({ homeSlug, name }) => `${homeSlug}/${name}`)).toEqual([
    "kelp-dotnet/brute-search",
    "storefront-web/retry-until-green",
  ]);
  const repo = (slug: string) => path.join(demoFolder({ dataDir }), slug);
  expect(git(repo("kelp-dotnet"), "log", "-1", "--format=%s")).toBe("Prune brute-search v1");
  expect(git(repo("kelp-dotnet"), "status", "--porcelain")).toBe("");
  const decided = async (home: string, name: string) => (await getSkillScore(ctx, { home, name })).decision;
  expect(await decided("fleet-monorepo", "affected-only")).toMatchObject({ action: "keep", reason: "veto_uplift" });
  expect(await decided("kelp-dotnet", "nullable-walk")).toMatchObject({ action: "keep", reason: "not_below_floor" });
  expect(await decided("fleet-monorepo", "port-table")).toMatchObject({ action: "keep", reason: "pinned" });

  const { rows } = await listDrift(ctx, { states: ["behind", "forked"] });
  expect(rows).toEqual([]);
  expect((await getSkillScore(ctx, { home: "library", name: "commit-notes" })).version).toBe(2);
  expect(await runScoreAudit(ctx, SILENT)).toMatchObject({ differences: 0 });

  expect(await getSetupState(ctx)).toMatchObject({ needsAdmin: true, setUp: true });
  await expect(fill()).rejects.toThrow(
    "the demo fills a fresh installation only, and this one has been used: there are repos, such as fleet-monorepo, a worker has run on it",
  );
  writeFileSync(path.join(demoFolder({ dataDir }), "unfinished"), "");
  await expect(requireWholeDemo(dataDir)).rejects.toThrow("was stopped half-way; remove that folder");
});
