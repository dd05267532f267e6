import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { getSkill } from "../skill/get.ts";
import { readSkillText } from "../skill/read.ts";
import { listSkills } from "../skill/list.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { commitAll, git, makeRepo, writeFiles } from "../testing/repos.ts";
import { requestLibrarySync, setLibrarySource } from "./configure.ts";
import { getLibraryStatus } from "./status.ts";

let services: TestServices;
beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"));
});
afterEach(() => services.close());

const skill = (name: string, text: string) =>
  `---\nname: ${name}\ndescription: ${name} for tests. Use it in tests.\n---\n\n# ${name}\n\n${text}\n`;

async function sync(): Promise<void> {
  await requestLibrarySync(services.ctx);
  await services.runJobs();
}

test("the built-in library is taken over, each skill as version 1, once", async () => {
  await sync();
  await sync();
  const status = await getLibraryStatus(services.as("viewer"));
  expect(status).toMatchObject({ sourceUrl: null, skills: 30, findings: [], error: null });
  expect(status.gaps).toEqual([]);
  const skills = await listSkills(services.as("viewer"), { tier: "core" });
  expect(skills.map((one) => `${one.name} v${one.version}`)).toEqual([
    "commit-hygiene v1",
    "failing-test-triage v1",
    "repo-orientation v1",
    "review-own-diff v1",
    "write-tests-first v1",
  ]);
  const library = path.join(services.ctx.settings.dataDir, "library.git");
  expect(git(library, "rev-list", "--count", "HEAD")).toBe("1");
  const detail = await getSkill(services.as("viewer"), { home: "library", name: "commit-hygiene" });
  expect(detail.checks).toEqual([]);
  expect(detail.namedBy).toEqual(["core"]);
});

test("a git source feeds the library; its change is a new version, the team's own edit stays", async () => {
  const source = makeRepo(path.join(services.folder, "source"), {
    "skills/alpha/SKILL.md": skill("alpha", "One."),
    "skills/beta/SKILL.md": skill("beta", "One."),
    "presets/core.skills": "alpha beta missing\n",
  });
  await setLibrarySource(services.ctx, { url: source });
  await services.runJobs();
  expect((await listSkills(services.ctx)).map((one) => one.name)).toEqual(["alpha", "beta"]);
  expect((await getLibraryStatus(services.ctx)).gaps).toEqual([{ preset: "core", skill: "missing" }]);

  const clone = path.join(services.folder, "clone");
  git(services.folder, "clone", "--quiet", path.join(services.ctx.settings.dataDir, "library.git"), clone);
  writeFiles(clone, { "skills/beta/SKILL.md": skill("beta", "Ours.") });
  commitAll(clone, "Our own beta");
  git(clone, "push", "--quiet");
  writeFiles(source, {
    "skills/alpha/SKILL.md": skill("alpha", "Two."),
    "skills/beta/SKILL.md": skill("beta", "Two."),
  });
  commitAll(source, "Two");
  await sync();
  const [alpha, beta] = await Promise.all(
    ["alpha", "beta"].map((name) => getSkill(services.ctx, { home: "library", name })),
  );
  expect(alpha?.versions.map((one) => [one.number, one.origin])).toEqual([
    [2, "edited"],
    [1, "initial"],
  ]);
  expect(beta?.versions.map((one) => [one.number, one.reason])).toEqual([
    [2, "committed in the library"],
    [1, `taken over from ${source}`],
  ]);
  const text = await readSkillText(services.ctx, { home: "library", name: "beta" });
  expect(text.body).toContain("Ours.");
});

test("a skill that leaves the library keeps its history, and comes back with it", async () => {
  await sync();
  const clone = path.join(services.folder, "clone");
  git(services.folder, "clone", "--quiet", path.join(services.ctx.settings.dataDir, "library.git"), clone);
  git(clone, "rm", "-r", "--quiet", "skills/cli-contract");
  commitAll(clone, "Remove");
  git(clone, "push", "--quiet");
  await sync();
  expect((await listSkills(services.ctx)).map((one) => one.name)).not.toContain("cli-contract");
  expect((await getSkill(services.ctx, { home: "library", name: "cli-contract" })).item.absentSince).toBeInstanceOf(
    Date,
  );
  git(clone, "revert", "--no-commit", "HEAD");
  commitAll(clone, "Bring it back");
  git(clone, "push", "--quiet");
  await sync();
  const { item, versions } = await getSkill(services.ctx, { home: "library", name: "cli-contract" });
  expect([item.absentSince, versions.length]).toEqual([null, 1]);
});

test("a source that cannot be read leaves the library as it is and says why", async () => {
  await sync();
  mkdirSync(path.join(services.folder, "plain"));
  writeFileSync(path.join(services.folder, "plain/file"), "not a repository");
  await expect(setLibrarySource(services.ctx, { url: path.join(services.folder, "plain") })).rejects.toMatchObject({
    code: "invalid",
  });
  await expect(setLibrarySource(services.ctx, { url: "ext::sh -c true" })).rejects.toMatchObject({ code: "forbidden" });
  await expect(setLibrarySource(services.as("curator"), { url: null })).rejects.toMatchObject({ code: "forbidden" });
  const gone = makeRepo(path.join(services.folder, "gone"), { "skills/alpha/SKILL.md": skill("alpha", "One.") });
  await setLibrarySource(services.ctx, { url: `file://${gone}` });
  git(services.folder, "init", "--quiet", "elsewhere");
  writeFiles(gone, {});
  rmSync(gone, { recursive: true });
  await services.runJobs();
  const status = await getLibraryStatus(services.ctx);
  expect(status.skills).toBe(30);
  expect(status.error).not.toBeNull();
});
