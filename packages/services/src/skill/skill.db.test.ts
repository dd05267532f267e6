import path from "node:path";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { addRepos } from "../repo/add.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { makeRepo, RUST_CLI } from "../testing/repos.ts";
import { getSkill } from "./get.ts";
import { listSkills } from "./list.ts";
import { readSkillFile, readSkillText } from "./read.ts";

const TRIAGE = { home: "library", name: "failing-test-triage" };

let services: TestServices;

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"), inject("stock"));
  await addRepos(services.ctx, {
    locations: [makeRepo(path.join(services.folder, "parcel"), RUST_CLI)],
    autoEquip: true,
  });
  await services.runJobs();
});
afterEach(() => services.close());

test("a skill says where it lies, in which version, and what its files are", async () => {
  const { item, files, versions, checks, equipped } = await getSkill(services.as("viewer"), TRIAGE);
  expect(item).toMatchObject({ name: "failing-test-triage", tier: "core", version: 1, equippedIn: 1, behindIn: 0 });
  expect(files.map(({ path: file, mode }) => `${mode} ${file}`)).toEqual([
    "100644 SKILL.md",
    "100755 scripts/repeat.sh",
  ]);
  expect(versions.map(({ number, origin }) => `${number} ${origin}`)).toEqual(["1 initial"]);
  expect(checks).toEqual([]);
  expect(equipped).toMatchObject([
    { repoSlug: "parcel", number: 1, current: true, edited: false, why: ["preset:core"] },
  ]);
});

test("text and files are read one by one", async () => {
  const text = await readSkillText(services.ctx, TRIAGE);
  expect(text.version).toBe(1);
  expect(text.frontmatter).toContain("name: failing-test-triage");
  expect(text.body).not.toContain("name: failing-test-triage");
  const script = await readSkillFile(services.ctx, { ...TRIAGE, path: "scripts/repeat.sh" });
  expect(script).toMatchObject({ version: 1, path: "scripts/repeat.sh" });
  expect(script.text).toMatch(/^#!\/bin\/sh\n/);
  expect(script.size).toBe(Buffer.byteLength(script.text ?? ""));
});

test("what is not there is named", async () => {
  await expect(readSkillFile(services.ctx, { ...TRIAGE, path: "../SKILL.md" })).rejects.toMatchObject({
    code: "not_found",
    message: "failing-test-triage has no file ../SKILL.md; see its list of files",
  });
  for (const named of [
    { home: "library", name: "red" },
    { home: "nowhere", name: "failing-test-triage" },
  ]) {
    await expect(getSkill(services.ctx, named)).rejects.toMatchObject({ code: "not_found" });
    await expect(readSkillText(services.ctx, named)).rejects.toMatchObject({ code: "not_found" });
  }
});

test("the list is searched, filtered and sorted", async () => {
  const names = async (input: Parameters<typeof listSkills>[1]) =>
    (await listSkills(services.ctx, input)).map((skill) => skill.name);
  expect(await names({ search: "flaky LOOP" })).toEqual([]);
  expect(await names({ search: "schema backfills" })).toEqual(["sql-migration-safety"]);
  expect(await names({ preset: "rust" })).toEqual(["dependency-upgrade", "rust-failure-check"]);
  expect(await names({ home: "parcel" })).toEqual([]);
  expect((await names({ sort: "equipped" })).slice(-1)).toEqual(["ui-state-check"]);
});
