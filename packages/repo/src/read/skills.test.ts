import { rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { git, makeCheckout, makeRemote, openPath, put, text } from "../testing/git.ts";
import { readSkillsAt, readSkillsInWorkingTree, type SkillsRead } from "./skills.ts";

const FILES = {
  ".agents/skills/x/SKILL.md": "---\nname: x\n---\n",
  ".agents/skills/x/scripts/run.sh": "#!/bin/sh\n",
  ".agents/skills/.yardlet.json": '{"schema":"yardlet.manifest/1","skills":{}}',
  ".agents/yardlet.yaml": "auto_equip: false\n",
  ".agents/.gitignore": "runs/\ntelemetry/\n",
  ".claude/skills/x": "-> ../../.agents/skills/x",
  ".claude/skills/y/SKILL.md": "y",
  ".github/skills/z/SKILL.md": "z",
  ".opencode/skill/o/SKILL.md": "o",
  "skills/lib/SKILL.md": "lib",
  "src/index.ts": "code",
};

function shape(read: SkillsRead) {
  return read.skills.map(({ dir, name, kind, linkOf, files }) => [
    dir,
    name,
    kind,
    linkOf,
    files.map(({ path }) => path),
  ]);
}

const EXPECTED = [
  [".agents/skills", "x", "folder", undefined, ["SKILL.md", "scripts/run.sh"]],
  [".claude/skills", "x", "link", ".agents/skills/x", []],
  [".claude/skills", "y", "folder", undefined, ["SKILL.md"]],
  [".github/skills", "z", "folder", undefined, ["SKILL.md"]],
  [".opencode/skill", "o", "folder", undefined, ["SKILL.md"]],
];

test("reads the skills of every client at a commit, and Yardlet's own texts", async () => {
  const repo = await openPath(makeRemote(makeCheckout(FILES)).folder);
  const read = await readSkillsAt(repo, repo.head ?? "");
  expect(shape(read)).toEqual(EXPECTED);
  expect(read.skills[0]?.files.map(({ mode, bytes }) => [mode, text(bytes)])).toEqual([
    ["100644", "---\nname: x\n---\n"],
    ["100755", "#!/bin/sh\n"],
  ]);
  expect(read.config).toBe("auto_equip: false\n");
  expect(read.manifest).toBe('{"schema":"yardlet.manifest/1","skills":{}}');
  expect(read.ignore).toBe("runs/\ntelemetry/\n");
  expect(read.problems).toEqual([]);
  expect(read.paths.map(({ path, target }) => [path, target])).toEqual([
    [".agents/.gitignore", undefined],
    [".agents/skills/.yardlet.json", undefined],
    [".agents/skills/x/SKILL.md", undefined],
    [".agents/skills/x/scripts/run.sh", undefined],
    [".agents/yardlet.yaml", undefined],
    [".claude/skills/x", "../../.agents/skills/x"],
    [".claude/skills/y/SKILL.md", undefined],
    [".github/skills/z/SKILL.md", undefined],
    [".opencode/skill/o/SKILL.md", undefined],
  ]);
});

test("reads the same from a working tree without a commit", async () => {
  const checkout = makeCheckout();
  put(checkout, FILES);
  const read = await readSkillsInWorkingTree(await openPath(checkout));
  expect(shape(read)).toEqual(EXPECTED);
  expect(read.config).toBe("auto_equip: false\n");
});

test("reads other folders when asked, such as a library's", async () => {
  const repo = await openPath(makeCheckout({ ...FILES, "top/SKILL.md": "top" }));
  const library = await readSkillsAt(repo, repo.head ?? "", { dirs: ["skills"] });
  expect(shape(library)).toEqual([["skills", "lib", "folder", undefined, ["SKILL.md"]]]);
  const root = await readSkillsAt(repo, repo.head ?? "", { dirs: ["."] });
  expect(shape(root)).toEqual([[".", "top", "folder", undefined, ["SKILL.md"]]]);
});

test("a repository without any of it has nothing, and no complaints", async () => {
  const repo = await openPath(makeCheckout({ a: "1" }));
  expect(await readSkillsAt(repo, repo.head ?? "")).toEqual({
    skills: [],
    paths: [],
    config: undefined,
    manifest: undefined,
    ignore: undefined,
    problems: [],
  });
});

test("own files that are links, huge or no text are reported and not taken", async () => {
  const checkout = makeCheckout({
    ".agents/yardlet.yaml": "-> ../secret",
    ".agents/skills/.yardlet.json": Uint8Array.from([0xff, 0xfe]),
    ".agents/.gitignore": "x".repeat(1024 * 1024 + 1),
    secret: "token",
  });
  const repo = await openPath(checkout);
  for (const read of [await readSkillsAt(repo, repo.head ?? ""), await readSkillsInWorkingTree(repo)]) {
    expect([read.config, read.manifest, read.ignore]).toEqual([undefined, undefined, undefined]);
    expect(read.problems.map(({ path, message }) => [path, message])).toEqual([
      [".agents/yardlet.yaml", "a link; write it as a plain file"],
      [".agents/skills/.yardlet.json", "not valid UTF-8"],
      [".agents/.gitignore", "larger than 1048576 bytes"],
    ]);
  }
});

test("beyond the total budget skills are listed but not read", async () => {
  const big = "x".repeat(60_000);
  const repo = await openPath(
    makeCheckout({ ".agents/skills/a/SKILL.md": big, ".agents/skills/b/SKILL.md": `${big}b` }),
  );
  const read = await readSkillsAt(repo, repo.head ?? "", { maxTotalBytes: 100_000 });
  expect(read.skills.map(({ name, refused, problems }) => [name, refused, problems[0]?.rule])).toEqual([
    ["a", false, undefined],
    ["b", true, "unreadable"],
  ]);
});

test("one content in two skills is read once and given to both", async () => {
  const repo = await openPath(
    makeCheckout({ ".agents/skills/a/SKILL.md": "same", ".claude/skills/b/SKILL.md": "same" }),
  );
  const read = await readSkillsAt(repo, repo.head ?? "");
  expect(read.skills.map(({ files }) => text(files[0]?.bytes ?? new Uint8Array()))).toEqual(["same", "same"]);
});

test("a working tree is never left through a link: of a file, of a folder, tracked or not", async () => {
  const outside = makeCheckout({ "evil/SKILL.md": "stolen", secret: "stolen" });
  const checkout = makeCheckout({ ".agents/skills/a/SKILL.md": "1", ".agents/skills/b/SKILL.md": "2" });
  rmSync(join(checkout, ".agents/skills/a/SKILL.md"));
  symlinkSync(join(outside, "secret"), join(checkout, ".agents/skills/a/SKILL.md"));
  rmSync(join(checkout, ".agents/skills/b"), { recursive: true });
  symlinkSync(join(outside, "evil"), join(checkout, ".agents/skills/b"));
  symlinkSync(join(outside, "evil"), join(checkout, ".agents/skills/c"));
  const read = await readSkillsInWorkingTree(await openPath(checkout));
  expect(JSON.stringify(read)).not.toContain(Buffer.from("stolen").join(","));
  expect(read.skills.map(({ name, kind, refused, files }) => [name, kind, refused, files])).toEqual([
    ["a", "folder", true, []],
    ["b", "link", true, []],
    ["c", "link", true, []],
  ]);
});

test("names of a working tree that no skill may have do not stop the reading", async () => {
  const checkout = makeCheckout();
  put(checkout, {
    ".agents/skills/a/SKILL.md": "1",
    ".agents/skills/b/we\nird": "2",
    ".agents/skills/b/SKILL.md": "3",
  });
  const read = await readSkillsInWorkingTree(await openPath(checkout));
  expect(read.skills.map(({ name, refused }) => [name, refused])).toEqual([
    ["a", false],
    ["b", true],
  ]);
  expect(git(checkout, "status", "--porcelain")).toContain(".agents/");
});

const LINKED = {
  "docs/skills/inside/SKILL.md": "---\nname: inside\ndescription: In\n---\n",
  "docs/skills/inside/notes.md": "notes",
  "docs/skills/out/SKILL.md": "out",
  "docs/skills/out/secret": "-> ../../../package.json",
  "package.json": "{}",
  ".claude/skills/inside": "-> ../../docs/skills/inside",
  ".claude/skills/out": "-> ../../docs/skills/out",
  ".claude/skills/away": "-> /etc",
  ".claude/skills/twice": "-> inside",
  ".claude/skills/gone": "-> ../../docs/nowhere",
  ".gemini/skills": "-> ../docs/skills",
  ".codex/skills": "-> ../.agents/skills",
  ".agents/skills/x/SKILL.md": "---\nname: x\n---\n",
  ".agents/skills/linked": "-> ../../docs/skills/inside",
};

test("a client's link to a folder inside the repository is followed one step, one that leads out never", async () => {
  const checkout = makeCheckout(LINKED);
  const repo = await openPath(checkout);
  const expected = [
    [".agents/skills", "linked", "link", true, "link", []],
    [".agents/skills", "x", "folder", false, undefined, ["SKILL.md"]],
    [".claude/skills", "away", "link", true, "link_out", []],
    [".claude/skills", "gone", "link", true, "link", []],
    [".claude/skills", "inside", "link", false, undefined, ["SKILL.md", "notes.md"]],
    [".claude/skills", "out", "link", true, "link_out", []],
    [".claude/skills", "twice", "link", true, "link", []],
    [".gemini/skills", "inside", "folder", false, undefined, ["SKILL.md", "notes.md"]],
    [".gemini/skills", "out", "folder", true, "link_out", []],
  ];
  for (const state of [await readSkillsAt(repo, repo.head ?? ""), await readSkillsInWorkingTree(repo)]) {
    const found = state.skills.map(({ dir, name, kind, refused, problems, files }) => {
      return [dir, name, kind, refused, problems[0]?.rule, files.map(({ path }) => path)];
    });
    expect(found).toEqual(expected);
  }
});

test("a SKILL.md that Git LFS keeps elsewhere, and a skill that is a submodule, are said to be so", async () => {
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${"a".repeat(64)}\nsize 12345\n`;
  const checkout = makeCheckout({
    ".gitattributes": "*.md filter=lfs diff=lfs merge=lfs -text\n",
    ".agents/skills/kept/SKILL.md": pointer,
  });
  git(checkout, "update-index", "--add", "--cacheinfo", `160000,${"1".repeat(40)},.agents/skills/other`);
  git(checkout, "commit", "--quiet", "-m", "Submodule");
  const { skills } = await readSkillsAt(await openPath(checkout), git(checkout, "rev-parse", "HEAD"));
  expect(skills.map(({ name, refused, problems }) => [name, refused, problems[0]])).toEqual([
    [
      "kept",
      true,
      {
        rule: "file_pointer",
        path: ".agents/skills/kept/SKILL.md",
        message: "only the pointer of a file in Git LFS; put the file itself into git",
      },
    ],
    ["other", true, { rule: "submodule", path: ".agents/skills/other", message: "a submodule, not a skill's folder" }],
  ]);
});
