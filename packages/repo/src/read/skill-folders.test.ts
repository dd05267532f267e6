import { expect, test } from "vitest";
import { bytes } from "../testing/git.ts";
import { ROOT_DIR, type SeenFile, skillsIn, toReadSkill, wishesOf } from "./skill-folders.ts";

function seen(path: string, options: Partial<SeenFile> = {}): SeenFile {
  return { path, mode: "100644", size: 1, key: path, isUtf8: true, ...options };
}

function read(files: readonly SeenFile[], contents: Readonly<Record<string, string>> = {}, dir = ".agents/skills") {
  const known = new Map(files.map(({ key }) => [key, bytes(contents[key] ?? "x")]));
  return skillsIn(files, [dir]).map((skill) => toReadSkill(skill, known));
}

test("groups by folder, in order, and leaves out hidden files and what lies elsewhere", () => {
  const files = ["b/SKILL.md", "a/SKILL.md", "a/scripts/run.sh", ".yardlet.json", "a-b/x"].map((path) =>
    seen(`.agents/skills/${path}`),
  );
  const skills = read([...files, seen("src/index.ts"), seen(".agents/skillsx/y/SKILL.md")]);
  expect(skills.map(({ name, kind, files }) => [name, kind, files.map(({ path }) => path)])).toEqual([
    ["a", "folder", ["SKILL.md", "scripts/run.sh"]],
    ["a-b", "folder", ["x"]],
    ["b", "folder", ["SKILL.md"]],
  ]);
  expect(skills[1]?.problems).toEqual([
    { rule: "no_skill_file", path: ".agents/skills/a-b", message: "the folder has no SKILL.md" },
  ]);
  expect(skills[1]?.refused).toBe(false);
});

test("modes are kept", () => {
  const [skill] = read([seen(".agents/skills/a/SKILL.md"), seen(".agents/skills/a/run", { mode: "100755" })]);
  expect(skill?.files.map(({ path, mode }) => [path, mode])).toEqual([
    ["SKILL.md", "100644"],
    ["run", "100755"],
  ]);
});

test("at the root only folders with a SKILL.md count", () => {
  const files = ["a/SKILL.md", "a/x", "docs/y", "README.md", ".github/z"].map((path) => seen(path));
  expect(read(files, {}, ROOT_DIR).map(({ dir, name, files }) => [dir, name, files.length])).toEqual([[".", "a", 2]]);
});

test.each([
  ["../../.agents/skills/a", ".agents/skills/a", false],
  ["../../.agents/skills/a/", ".agents/skills/a", false],
  ["../../docs/a", undefined, true],
  ["/etc", undefined, true],
  ["../../../a", undefined, true],
])("a client's link to %s is a link of %s", (target, linkOf, refused) => {
  const link = seen(".claude/skills/a", { mode: "120000" });
  expect(read([link], { ".claude/skills/a": target }, ".claude/skills")).toMatchObject([
    { name: "a", kind: "link", target, linkOf, refused, files: [] },
  ]);
});

test("in our own folder a link is somebody else's, wherever it leads", () => {
  const link = seen(".agents/skills/a", { mode: "120000" });
  expect(read([link], { ".agents/skills/a": "b" })).toMatchObject([{ kind: "link", linkOf: undefined, refused: true }]);
});

test("files and submodules in a skill's place are told, not read", () => {
  const skills = read([seen(".agents/skills/a"), seen(".agents/skills/b", { mode: "160000" })]);
  expect(skills.map(({ name, kind, problems }) => [name, kind, problems[0]?.rule])).toEqual([
    ["a", "other", "no_skill_file"],
    ["b", "other", "submodule"],
  ]);
});

test("a link that leaves the folder, or a path that does, refuses it whole", () => {
  const base = seen(".agents/skills/a/SKILL.md");
  const out = seen(".agents/skills/a/out", { mode: "120000" });
  for (const target of ["../b/SKILL.md", "/etc/passwd", "../../../../x", "../.."]) {
    const [skill] = read([base, out], { ".agents/skills/a/out": target });
    expect([skill?.refused, skill?.files, skill?.problems[0]?.rule]).toEqual([true, [], "link_out"]);
  }
  for (const bad of ["a/../../x", "a/.git/config", "a/x\\y", "a//x"]) {
    const [skill] = read([base, seen(`.agents/skills/${bad}`)]);
    expect([bad, skill?.refused, skill?.files, skill?.problems[0]?.rule]).toEqual([bad, true, [], "unsafe_path"]);
  }
  const [skill] = read([base, seen(".agents/skills/a/\uFFFD", { isUtf8: false })]);
  expect(skill?.refused).toBe(true);
});

test("a link inside the folder and a submodule are left out, the rest is read", () => {
  const files = [
    seen(".agents/skills/a/SKILL.md"),
    seen(".agents/skills/a/in", { mode: "120000" }),
    seen(".agents/skills/a/sub", { mode: "160000" }),
  ];
  const [skill] = read(files, { ".agents/skills/a/in": "SKILL.md" });
  expect(skill?.files.map(({ path }) => path)).toEqual(["SKILL.md"]);
  expect(skill?.refused).toBe(false);
  expect(skill?.problems.map(({ rule }) => rule)).toEqual(["link", "submodule"]);
});

test("limits: 512 files, 1 MiB of SKILL.md, 16 MiB in all; beyond them nothing is wished for", () => {
  const folder = (count: number, size: number, skillSize = 1) => [
    seen(".agents/skills/a/SKILL.md", { size: skillSize }),
    ...Array.from({ length: count - 1 }, (_, i) => seen(`.agents/skills/a/f${i}`, { size })),
  ];
  const ruleOf = (files: SeenFile[]) => {
    const [skill] = skillsIn(files, [".agents/skills"]);
    if (!skill) throw new Error("no skill");
    const known = new Map(files.map(({ key }) => [key, bytes("x")]));
    return [toReadSkill(skill, known).problems[0]?.rule, wishesOf(skill).length];
  };
  expect(ruleOf(folder(512, 1))).toEqual([undefined, 512]);
  expect(ruleOf(folder(513, 1))).toEqual(["too_many_files", 0]);
  expect(ruleOf(folder(2, 1, 1024 * 1024))).toEqual([undefined, 2]);
  expect(ruleOf(folder(2, 1, 1024 * 1024 + 1))).toEqual(["too_large", 0]);
  expect(ruleOf(folder(2, 16 * 1024 * 1024 - 1))).toEqual([undefined, 2]);
  expect(ruleOf(folder(2, 16 * 1024 * 1024))).toEqual(["too_large", 0]);
});

test("content that could not be read refuses the folder", () => {
  const files = [seen(".agents/skills/a/SKILL.md"), seen(".agents/skills/a/x")];
  const [skill] = skillsIn(files, [".agents/skills"]);
  if (!skill) throw new Error("no skill");
  const one = new Map([[".agents/skills/a/SKILL.md", bytes("x")]]);
  expect(toReadSkill(skill, one)).toMatchObject({ refused: true, files: [], problems: [{ rule: "unreadable" }] });
});
