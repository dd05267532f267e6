import path from "node:path";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { requestLibrarySync, setLibrarySource } from "../library/configure.ts";
import { addRepos } from "../repo/add.ts";
import { getRepo } from "../repo/get.ts";
import { readSkillFile, readSkillText } from "../skill/read.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { commitAll, git, makeRepo, writeFiles } from "../testing/repos.ts";
import { diffVersions } from "./diff.ts";
import { listSkillVersions } from "./list.ts";
import { previewSkill } from "./preview.ts";
import { rollBackSkill } from "./roll-back.ts";
import { saveSkillVersion } from "./save.ts";

let services: TestServices;
let library: string;
let source: string;
let repo: string;

const skill = (text: string, description = "Alpha for tests. Use it in tests.") =>
  `---\nname: alpha\ndescription: ${description}\n---\n\n# Alpha\n\n${text}\n`;
const ALPHA = { home: "library", name: "alpha" };
const PLACED = ".agents/skills/alpha/SKILL.md";

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"));
  library = path.join(services.ctx.settings.dataDir, "library.git");
  source = makeRepo(path.join(services.folder, "source"), {
    "skills/alpha/SKILL.md": skill("One."),
    "presets/core.skills": "alpha\n",
  });
  await setLibrarySource(services.ctx, { url: source });
  await services.runJobs();
  repo = makeRepo(path.join(services.folder, "parcel"), { "README.md": "# Parcel\n" });
  await addRepos(services.ctx, { locations: [repo], autoEquip: null });
  await services.runJobs();
});
afterEach(() => services.close());

async function edit(text: string, base: number): Promise<void> {
  await saveSkillVersion(services.as("curator"), { ...ALPHA, base, edit: { text: skill(text) }, reason: text });
  await services.runJobs();
}

const lines = async () =>
  (await listSkillVersions(services.as("viewer"), ALPHA)).versions.map(({ number, parent, inForce, equippedIn }) => [
    number,
    parent,
    inForce,
    equippedIn,
  ]);
const placed = () => git(repo, "show", `HEAD:${PLACED}`).split("\n").at(-1);
const equippedNumber = async () => (await getRepo(services.ctx, { slug: "parcel" })).equipped[0]?.number;

test("an edit reaches the repos that carry the skill, and so does the way back; then numbers go on", async () => {
  await edit("Two.", 1);
  expect([placed(), await equippedNumber()]).toEqual(["Two.", 2]);
  const back = { ...ALPHA, to: 1, base: 2, reason: "worse" };
  expect(await rollBackSkill(services.as("curator"), back)).toMatchObject({ version: 1, planId: null });
  await services.runJobs();
  expect([placed(), await equippedNumber()]).toEqual(["One.", 1]);
  expect(git(library, "log", "-1", "--format=%s")).toBe("Roll back alpha");
  expect(await lines()).toEqual([
    [2, 1, false, 0],
    [1, null, true, 1],
  ]);
  await edit("Three.", 1);
  expect([placed(), await equippedNumber()]).toEqual(["Three.", 3]);
  expect(await lines()).toEqual([
    [3, 1, true, 1],
    [2, 1, false, 0],
    [1, null, false, 0],
  ]);
});

test("a text that was there before is its version again", async () => {
  await edit("Two.", 1);
  const text = { text: skill("One.") };
  const saved = await saveSkillVersion(services.ctx, { ...ALPHA, base: 2, edit: text, reason: "as it was" });
  expect(saved).toMatchObject({ version: 1, isNew: false });
  await services.runJobs();
  expect((await lines()).map(([number, , inForce]) => [number, inForce])).toEqual([
    [2, false],
    [1, true],
  ]);
});

test("what the source brings afterwards is left: the team has chosen", async () => {
  await edit("Two.", 1);
  writeFiles(source, { "skills/alpha/SKILL.md": skill("From the source.") });
  commitAll(source, "News");
  await requestLibrarySync(services.ctx);
  await services.runJobs();
  expect(placed()).toBe("Two.");
});

test("who may not, what is not there, and what is in force already is refused", async () => {
  await edit("Two.", 1);
  const back = (to: number, base: number) => ({ ...ALPHA, to, base, reason: "worse" });
  await expect(rollBackSkill(services.as("viewer"), back(1, 2))).rejects.toMatchObject({ code: "forbidden" });
  await expect(rollBackSkill(services.ctx, back(9, 2))).rejects.toMatchObject({ code: "not_found" });
  await expect(rollBackSkill(services.ctx, back(2, 2))).rejects.toMatchObject({ code: "conflict" });
  await expect(rollBackSkill(services.ctx, back(1, 1))).rejects.toMatchObject({
    code: "conflict",
    details: { base: 1, current: 2 },
  });
});

test("every version can be read and compared, also one that is being written", async () => {
  await edit("Two.", 1);
  const read = async (number?: number) =>
    (await readSkillText(services.as("viewer"), { ...ALPHA, ...(number === undefined ? {} : { number }) })).body.trim();
  expect([await read(), await read(1)]).toEqual(["# Alpha\n\nTwo.", "# Alpha\n\nOne."]);
  const file = await readSkillFile(services.ctx, { ...ALPHA, number: 1, path: "SKILL.md" });
  expect([file.version, file.text]).toEqual([1, skill("One.")]);
  const diff = await diffVersions(services.as("viewer"), { ...ALPHA, from: 1, to: 2 });
  expect([diff.added, diff.removed, diff.bodies[0]?.before.trim(), diff.bodies[0]?.after.trim()]).toEqual([
    1,
    1,
    "# Alpha\n\nOne.",
    "# Alpha\n\nTwo.",
  ]);
  expect(diff.bodies.map(({ path, head }) => [path, head.flatMap(({ lines }) => lines)])).toEqual([["SKILL.md", []]]);
  await expect(diffVersions(services.ctx, { ...ALPHA, from: 2, to: "waiting" })).rejects.toMatchObject({
    code: "not_found",
  });
  await saveSkillVersion(services.ctx, { ...ALPHA, base: 2, edit: { text: skill("Three.") }, reason: "more" });
  const ahead = await diffVersions(services.ctx, { ...ALPHA, from: 2, to: "waiting" });
  expect([ahead.to, ahead.bodies[0]?.after.trim()]).toEqual([null, "# Alpha\n\nThree."]);
});

test("a preview says what the validator says, and what the edit costs the agents that read it", async () => {
  const preview = (text: string) => previewSkill(services.as("curator"), { ...ALPHA, base: 1, edit: { text } });
  const longer = await preview(skill("Two.", `Alpha for tests. Use it in tests.${" And more.".repeat(3)}`));
  expect(longer.budgets).toEqual([
    { repoSlug: "parcel", limit: 8000, before: 43, after: 73, warning: false, cutOff: [] },
  ]);
  expect([longer.refused, longer.unchanged, longer.diff.added, longer.diff.removed]).toEqual([false, false, 2, 2]);
  expect((await preview(skill("One."))).unchanged).toBe(true);
  const broken = await preview("no frontmatter");
  expect([broken.refused, broken.lenient[0]?.file]).toEqual([true, "SKILL.md"]);
  await expect(
    previewSkill(services.as("viewer"), { ...ALPHA, base: 1, edit: { text: skill("Two.") } }),
  ).rejects.toMatchObject({ code: "forbidden" });
});
