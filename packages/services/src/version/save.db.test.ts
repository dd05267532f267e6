import { findSkill, findSkillChange, listJobs } from "@yardlet/db";
import path from "node:path";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { WORKER } from "../context.ts";
import { commitSkillChange, runLibraryWrite } from "../library/write.ts";
import { cancelJob } from "../job/control.ts";
import { requestLibrarySync, setLibrarySource } from "../library/configure.ts";
import { getSkill } from "../skill/get.ts";
import { readSkillText } from "../skill/read.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { commitAll, git, makeRepo, writeFiles } from "../testing/repos.ts";
import { diffVersions } from "./diff.ts";
import { openChange } from "./editing.ts";
import { listSkillVersions } from "./list.ts";
import { saveSkillVersion } from "./save.ts";

let services: TestServices;
let library: string;

const skill = (text: string, version = 1) =>
  `---\nname: alpha\ndescription: Alpha for tests. Use it in tests.\nmetadata:\n  version: "${version}"\n  source: library\n---\n\n# Alpha\n\n${text}\n`;
const ALPHA = { home: "library", name: "alpha" };
const edit = (text: string, base = 1) => ({ ...ALPHA, base, edit: { text: skill(text) }, reason: "clearer" });

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"));
  library = path.join(services.ctx.settings.dataDir, "library.git");
  const source = makeRepo(path.join(services.folder, "source"), {
    "skills/alpha/SKILL.md": skill("One."),
    "skills/alpha/scripts/run.sh": "echo one\n",
    "presets/core.skills": "alpha\n",
  });
  await setLibrarySource(services.ctx, { url: source });
  await services.runJobs();
});
afterEach(() => services.close());

const versions = async () =>
  (await getSkill(services.ctx, ALPHA)).versions.map((one) => [one.number, one.origin, one.author, one.reason]);
const subjects = () => git(library, "log", "--format=%s").split("\n");
const stateOf = async (id: string) => (await findSkillChange(services.ctx.db, id))?.state;
const run = { signal: new AbortController().signal, log: async () => undefined };

/** Somebody who works in the library by hand. */
function pushByHand(text: string): void {
  const clone = path.join(services.folder, "clone");
  git(services.folder, "clone", "--quiet", library, clone);
  writeFiles(clone, { "skills/alpha/SKILL.md": skill(text) });
  commitAll(clone, "By hand");
  git(clone, "push", "--quiet");
}

test("an edit is committed in the library and becomes the next version, with its number in SKILL.md", async () => {
  const saved = await saveSkillVersion(services.as("curator"), edit("Two."));
  expect(saved).toMatchObject({ version: 2, isNew: true, planId: null });
  expect(await versions()).toHaveLength(1);
  await services.runJobs();
  expect(await versions()).toEqual([
    [2, "edited", "curator", "clearer"],
    [1, "initial", "library", `taken over from ${path.join(services.folder, "source")}`],
  ]);
  expect(subjects()[0]).toBe("Edit alpha");
  expect(git(library, "show", "HEAD:skills/alpha/SKILL.md")).toBe(skill("Two.", 2).trim());
  expect(git(library, "show", "HEAD:skills/alpha/scripts/run.sh")).toBe("echo one");
  const text = await readSkillText(services.ctx, ALPHA);
  expect([text.version, text.body.trim()]).toEqual([2, "# Alpha\n\nTwo."]);
  await requestLibrarySync(services.ctx);
  await services.runJobs();
  expect([(await versions()).length, subjects().length]).toEqual([2, 2]);
});

test("of two who edit one version, the second gets a conflict that says what is there", async () => {
  await saveSkillVersion(services.as("curator"), edit("Two."));
  await expect(saveSkillVersion(services.as("admin"), edit("Mine."))).rejects.toMatchObject({
    code: "conflict",
    message: "a change of alpha by curator is being written; wait until it is in force",
    details: { base: 1, current: 1, waiting: { by: "curator", reason: "clearer", kind: "edit" } },
  });
  await services.runJobs();
  await expect(saveSkillVersion(services.as("admin"), edit("Mine."))).rejects.toMatchObject({
    code: "conflict",
    message: "alpha is at v2, and you worked on v1",
    details: { base: 1, current: 2, waiting: null },
  });
  expect(git(library, "show", "HEAD:skills/alpha/SKILL.md")).toContain("Two.");
});

test("both at the very same time: one is saved, one is refused", async () => {
  const both = await Promise.allSettled([
    saveSkillVersion(services.as("curator"), edit("Two.")),
    saveSkillVersion(services.as("admin"), edit("Mine.")),
  ]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  await services.runJobs();
  expect(await versions()).toHaveLength(2);
});

test("a worker that dies after the commit is followed by one that stores the same end, once", async () => {
  const { changeId } = await saveSkillVersion(services.as("curator"), edit("Two."));
  const [change, found] = await Promise.all([
    findSkillChange(services.ctx.db, changeId),
    findSkill(services.ctx.db, "library", "alpha"),
  ]);
  if (!change || !found) throw new Error("nothing was saved");
  await commitSkillChange(services.ctx, found, change, run);
  expect([subjects().length, await stateOf(changeId)]).toEqual([2, "waiting"]);
  await services.runJobs();
  expect([subjects().length, (await versions())[0], await stateOf(changeId)]).toEqual([
    2,
    [2, "edited", "curator", "clearer"],
    "applied",
  ]);
  const again = await runLibraryWrite({ ...services.ctx, actor: WORKER }, changeId, {
    ...run,
    jobId: "again",
    attempt: 1,
    step: async () => undefined,
  });
  expect(again).toEqual({ note: "the change is applied already" });
});

test("a library read after the commit knows whose change it was", async () => {
  const { changeId } = await saveSkillVersion(services.as("curator"), edit("Two."));
  const change = await findSkillChange(services.ctx.db, changeId);
  const found = await findSkill(services.ctx.db, "library", "alpha");
  if (!change || !found) throw new Error("nothing was saved");
  await commitSkillChange(services.ctx, found, change, run);
  const [write] = await listJobs(services.ctx.db, { states: ["queued"], limit: 1 });
  await cancelJob(services.ctx, { id: write?.id ?? "" });
  await requestLibrarySync(services.ctx);
  await services.runJobs();
  expect([(await versions())[0], await stateOf(changeId)]).toEqual([[2, "edited", "curator", "clearer"], "applied"]);
});

test("what somebody committed in between is not overwritten, and becomes a version of its own", async () => {
  const { changeId } = await saveSkillVersion(services.as("curator"), edit("Two."));
  pushByHand("By hand.");
  await services.runJobs();
  expect(await stateOf(changeId)).toBe("refused");
  expect(git(library, "show", "HEAD:skills/alpha/SKILL.md")).toContain("By hand.");
  expect((await versions())[0]).toEqual([2, "edited", "library", "committed in the library"]);
  const { refused } = await listSkillVersions(services.ctx, ALPHA);
  expect(refused).toMatchObject([{ id: changeId, base: 1, by: "curator", reason: "clearer" }]);
  expect(refused[0]?.note).toContain("somebody committed another alpha than v1 in the library meanwhile");
  const kept = await diffVersions(services.ctx, { ...ALPHA, from: 1, to: { change: changeId } });
  expect(kept.bodies[0]?.after.trim()).toBe("# Alpha\n\nTwo.");
  const opened = await openChange(services.as("curator"), { ...ALPHA, change: changeId });
  expect([opened.base, opened.reason]).toEqual([1, "clearer"]);
  expect(opened.files.map(({ path: file, ...content }) => [file, "text" in content])).toEqual([
    ["SKILL.md", true],
    ["scripts/run.sh", true],
  ]);
  await expect(openChange(services.as("curator"), { ...ALPHA, change: "gone" })).rejects.toMatchObject({
    code: "not_found",
  });
  await saveSkillVersion(services.as("curator"), edit("Three.", 2));
  await services.runJobs();
  expect((await versions())[0]).toEqual([3, "edited", "curator", "clearer"]);
});

test("a commit by hand elsewhere in the library is read after the change, and stays", async () => {
  const clone = path.join(services.folder, "clone");
  git(services.folder, "clone", "--quiet", library, clone);
  writeFiles(clone, { "skills/beta/SKILL.md": skill("Beta.").replaceAll("alpha", "beta") });
  commitAll(clone, "By hand");
  git(clone, "push", "--quiet");
  await saveSkillVersion(services.as("curator"), edit("Two."));
  await services.runJobs();
  const beta = await getSkill(services.ctx, { home: "library", name: "beta" });
  expect([(await versions()).length, beta.versions.map(({ author }) => author)]).toEqual([2, ["library"]]);
});

test("files are added, renamed and taken away; a binary one is kept by its name", async () => {
  const files = [
    { path: "SKILL.md", mode: "100644" as const, text: skill("Two.") },
    { path: "scripts/start.sh", mode: "100755" as const, from: "scripts/run.sh" },
    { path: "assets/dot.bin", mode: "100644" as const, base64: "AAEC" },
  ];
  await saveSkillVersion(services.as("curator"), { ...ALPHA, base: 1, edit: { files }, reason: "tidied" });
  await services.runJobs();
  expect(git(library, "ls-tree", "-r", "--format=%(objectmode) %(path)", "HEAD:skills/alpha").split("\n")).toEqual([
    "100644 SKILL.md",
    "100644 assets/dot.bin",
    "100755 scripts/start.sh",
  ]);
});

test("what no client could load, and what changes nothing, is not saved", async () => {
  const save = (text: string) =>
    saveSkillVersion(services.as("curator"), { ...ALPHA, base: 1, edit: { text }, reason: "why not" });
  await expect(save("no frontmatter")).rejects.toMatchObject({
    code: "invalid",
    details: { findings: [{ file: "SKILL.md", severity: "error" }] },
  });
  await expect(save(skill("One."))).rejects.toMatchObject({
    code: "invalid",
    message: "nothing differs from v1; only its text makes a version",
  });
  await expect(saveSkillVersion(services.as("viewer"), edit("Two."))).rejects.toMatchObject({ code: "forbidden" });
  await expect(saveSkillVersion(services.as("curator"), { ...edit("Two."), name: "nowhere" })).rejects.toMatchObject({
    code: "not_found",
  });
});

test("a change whose job was cancelled blocks nobody", async () => {
  const { changeId, jobId } = await saveSkillVersion(services.as("curator"), edit("Two."));
  await cancelJob(services.ctx, { id: jobId });
  const next = await saveSkillVersion(services.as("admin"), edit("Three."));
  expect([next.version, await stateOf(changeId)]).toEqual([2, "refused"]);
  await services.runJobs();
  expect((await versions())[0]).toEqual([2, "edited", "admin", "clearer"]);
});
