import path from "node:path";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { setLibrarySource } from "../library/configure.ts";
import { openTestServices, type TestServices } from "../testing.ts";
import { makeRepo } from "../testing/repos.ts";
import { mergeEdit, openEdit } from "./editing.ts";
import { saveSkillVersion } from "./save.ts";

let services: TestServices;
const ALPHA = { home: "library", name: "alpha" };
const skill = (...lines: string[]) =>
  `---\nname: alpha\ndescription: Alpha for tests. Use it in tests.\n---\n\n# Alpha\n\n${lines.join("\n\n")}\n`;

beforeEach(async () => {
  services = await openTestServices(inject("serverUrl"));
  const source = makeRepo(path.join(services.folder, "source"), {
    "skills/alpha/SKILL.md": skill("One.", "Two.", "Three."),
    "skills/alpha/dot.bin": "a\0b",
    "presets/core.skills": "alpha\n",
  });
  await setLibrarySource(services.ctx, { url: source });
  await services.runJobs();
  const text = skill("One.", "Two.", "Third.");
  await saveSkillVersion(services.as("curator"), { ...ALPHA, base: 1, edit: { text }, reason: "clearer" });
  await services.runJobs();
});
afterEach(() => services.close());

test("every file of any version is there, what is no text without it", async () => {
  expect(await openEdit(services.as("viewer"), { ...ALPHA, number: 1 })).toEqual({
    version: 1,
    files: [
      { path: "SKILL.md", mode: "100644", size: 96, text: skill("One.", "Two.", "Three.") },
      { path: "dot.bin", mode: "100644", size: 3, text: null },
    ],
  });
  expect((await openEdit(services.as("viewer"), ALPHA)).version).toBe(2);
  await expect(openEdit(services.as("viewer"), { ...ALPHA, number: 7 })).rejects.toMatchObject({ code: "not_found" });
});

test("work on an older version and what others made meanwhile are both in the result", async () => {
  const edit = { text: skill("First.", "Two.", "Three.") };
  expect(await mergeEdit(services.as("curator"), { ...ALPHA, base: 1, edit })).toEqual({
    version: 2,
    conflicts: [],
    files: [
      { path: "SKILL.md", mode: "100644", text: skill("First.", "Two.", "Third.") },
      { path: "dot.bin", mode: "100644", from: "dot.bin" },
    ],
  });
});

test("what both changed is asked, and answered", async () => {
  const edit = { text: skill("One.", "Two.", "3.") };
  const asked = await mergeEdit(services.as("curator"), { ...ALPHA, base: 1, edit });
  expect([asked.files, asked.conflicts.map(({ kind, path }) => [kind, path])]).toEqual([null, [["lines", "SKILL.md"]]]);
  const conflict = asked.conflicts[0]?.id ?? "";
  const answered = await mergeEdit(services.as("curator"), {
    ...ALPHA,
    base: 1,
    edit,
    resolutions: [{ conflict, take: "theirs" }],
  });
  expect(answered.files?.[0]).toEqual({ path: "SKILL.md", mode: "100644", text: skill("One.", "Two.", "Third.") });
  await expect(
    mergeEdit(services.as("curator"), {
      ...ALPHA,
      base: 1,
      edit,
      resolutions: [{ conflict: "0000000000000000", take: "mine" }],
    }),
  ).rejects.toMatchObject({ code: "conflict" });
});

test("a viewer merges nothing", async () => {
  const edit = { text: skill("Mine.") };
  await expect(mergeEdit(services.as("viewer"), { ...ALPHA, base: 1, edit })).rejects.toMatchObject({
    code: "forbidden",
  });
});
