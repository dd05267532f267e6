import type { RepoState } from "@yardlet/core/repo";
import { updateRepo } from "@yardlet/db";
import { renameSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { acceptCandidate } from "../candidate/decide.ts";
import { listCandidates } from "../candidate/list.ts";
import { unequipSkills } from "../equip/request.ts";
import { addRepos } from "../repo/add.ts";
import { listRepos } from "../repo/list.ts";
import { requestRepoSync } from "../repo/settings.ts";
import { addTestRepos } from "../testing/evidence.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { makeRepo, RUST_CLI } from "../testing/repos.ts";
import { getOverview } from "./get.ts";

const CORE = ["commit-hygiene", "failing-test-triage", "repo-orientation", "review-own-diff", "write-tests-first"];
const DOCS = { "README.md": "# Notes\n" };

let services: TestServices;

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"), inject("stock"));
});
afterEach(() => services.close());

async function add(name: string, files: Record<string, string>, autoEquip: boolean): Promise<string> {
  const folder = makeRepo(path.join(services.folder, name), files);
  await addRepos(services.ctx, { locations: [folder], autoEquip });
  await services.runJobs();
  return folder;
}

test("what waits says what accepting it would change", async () => {
  await add("notes", DOCS, false);
  const { candidates, counts } = await getOverview(services.as("viewer"));
  expect(candidates).toMatchObject([{ repoSlug: "notes", title: "equip 5 skills", delivery: "commit" }]);
  expect(candidates[0]?.changes).toEqual(CORE.map((skill) => ({ action: "add", skill, version: 1 })));
  expect(counts).toMatchObject({ repos: 1, skills: 30, equipped: 0, candidatesOpen: 1 });
});

test("automatic is what nobody asked for, and says how to take it back", async () => {
  await add("notes", DOCS, true);
  await add("asked", DOCS, false);
  const [candidate] = (await listCandidates(services.ctx)).candidates;
  await acceptCandidate(services.ctx, { id: candidate?.id ?? "" });
  await services.runJobs();
  const before = (await getOverview(services.ctx)).automatic.filter((entry) => entry.repoSlug !== null);
  expect(before).toMatchObject([
    { action: "repo.wrote-equip", repoSlug: "notes", because: "wanted by core", undo: CORE },
  ]);
  await unequipSkills(services.ctx, { slug: "notes", names: ["commit-hygiene"] });
  await services.runJobs();
  const after = (await getOverview(services.ctx)).automatic.filter((entry) => entry.repoSlug !== null);
  expect(after).toMatchObject([{ repoSlug: "notes", undo: CORE.slice(1) }]);
});

test("the matrix holds the version of every skill in every repo, the most equipped first", async () => {
  await add("parcel", RUST_CLI, true);
  await add("notes", DOCS, true);
  const { matrix, repos } = await getOverview(services.ctx);
  expect(repos).toEqual(["notes", "parcel"]);
  expect(matrix[0]).toEqual({
    skill: "commit-hygiene",
    latest: 1,
    cells: [
      { repoSlug: "notes", number: 1, current: true, edited: false },
      { repoSlug: "parcel", number: 1, current: true, edited: false },
    ],
  });
  expect(matrix.at(-1)?.cells.map((cell) => cell.repoSlug)).toEqual(["parcel"]);
});

test("a repo that can't be read is named with what to do", async () => {
  const folder = await add("notes", DOCS, true);
  renameSync(folder, `${folder}-moved`);
  await requestRepoSync(services.ctx, { slug: "notes" });
  await services.runJobs();
  const { failing } = await getOverview(services.ctx);
  expect(failing).toEqual([{ slug: "notes", error: `there is no folder ${folder}; check the path` }]);
});

test("of many repos that can't be read the first are named, and all are counted and listed", async () => {
  const ids = await addTestRepos(services.ctx.db, ["a", "b", "c", "d", "e", "f", "g"]);
  for (const [slug, id] of ids) {
    if (slug !== "c") await updateRepo(services.ctx.db, id, { state: "error", error: "the remote does not answer" });
  }
  const { failing, counts } = await getOverview(services.ctx);
  expect(failing.map(({ slug }) => slug)).toEqual(["a", "b", "d", "e", "f"]);
  expect(counts).toMatchObject({ repos: 7, failing: 6 });
  const listed = async (state: RepoState) => (await listRepos(services.ctx, { state })).map(({ slug }) => slug);
  expect(await listed("error")).toEqual(["a", "b", "d", "e", "f", "g"]);
  expect(await listed("new")).toEqual(["c"]);
});
