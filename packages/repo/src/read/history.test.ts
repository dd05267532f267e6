import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { commitFiles, git, makeCheckout, openPath, put, temporaryFolder, text } from "../testing/git.ts";
import { findCommit, listSkillHistory } from "./history.ts";
import { readSkillMoments } from "./moments.ts";

const SKILL = ".agents/skills/x/SKILL.md";

function makeHistory() {
  const folder = makeCheckout({ [SKILL]: "one", ".agents/skills/.yardlet.json": "first" });
  const first = git(folder, "rev-parse", "HEAD");
  commitFiles(folder, { "src/index.ts": "code" });
  const second = commitFiles(folder, { [SKILL]: "two", ".agents/skills/xy/SKILL.md": "other" }, "two \u001b[31m");
  git(folder, "rm", "-r", "--quiet", ".agents/skills/x");
  const third = commitFiles(folder, {}, "gone");
  return { folder, first, second, third };
}

test("lists the commits that changed one skill, newest first, with author and subject as they are", async () => {
  const { folder, first, second, third } = makeHistory();
  const { commits, cut } = await listSkillHistory(await openPath(folder), "x", { max: 10 });
  expect(commits.map((one) => [one.commit, one.author, one.subject])).toEqual([
    [third, "Ada", "gone"],
    [second, "Ada", "two \u001b[31m"],
    [first, "Ada", "First"],
  ]);
  expect(cut).toBeUndefined();
});

test("says when there are more, or the clone does not have them", async () => {
  const { folder, second, third } = makeHistory();
  const repo = await openPath(folder);
  const two = await listSkillHistory(repo, "x", { max: 2 });
  expect([two.commits.map((one) => one.commit), two.cut]).toEqual([[third, second], "max"]);
  const clone = temporaryFolder();
  git(clone, "clone", "--quiet", "--depth=2", `file://${folder}`, "c");
  const shallow = await listSkillHistory(await openPath(`${clone}/c`), "x", { max: 10 });
  expect([shallow.commits.length, shallow.cut]).toEqual([2, "shallow"]);
});

async function momentsOf(folder: string, ...commits: string[]) {
  const moments = [];
  for await (const { skill, manifest } of readSkillMoments(await openPath(folder), "x", commits)) {
    const files = skill?.files.map((file) => [file.path, file.mode, text(file.bytes)]);
    moments.push({ kind: skill?.kind, refused: skill?.refused, files, manifest });
  }
  return moments;
}

test("reads the folder and the manifest of each moment, in the order asked; later there is none", async () => {
  const { folder, first, second, third } = makeHistory();
  const none = { kind: undefined, refused: undefined, files: undefined, manifest: "first" };
  const one = { kind: "folder", refused: false, files: [["SKILL.md", "100644", "one"]], manifest: "first" };
  const two = { ...one, files: [["SKILL.md", "100644", "two"]] };
  expect(await momentsOf(folder, third, first, second)).toEqual([none, one, two]);
  expect(await momentsOf(folder)).toEqual([]);
});

test("reads folders in folders, modes and bytes; a link or a file in its place is refused, and so is a link out", async () => {
  const folder = makeCheckout({
    [SKILL]: "deep",
    ".agents/skills/x/a/b/c.sh": "#!/bin/sh\n",
    ".agents/skills/x/ü": "u",
  });
  const deep = git(folder, "rev-parse", "HEAD");
  const out = commitFiles(folder, { ".agents/skills/x/l": "-> /etc/passwd" });
  git(folder, "rm", "-r", "--quiet", ".agents/skills/x");
  const link = commitFiles(folder, { ".agents/skills/x": "-> elsewhere" });
  const [first, second, third] = await momentsOf(folder, deep, out, link);
  expect(first?.files).toEqual([
    ["SKILL.md", "100644", "deep"],
    ["a/b/c.sh", "100755", "#!/bin/sh\n"],
    ["ü", "100644", "u"],
  ]);
  expect([second?.kind, second?.refused, second?.files]).toEqual(["folder", true, []]);
  expect([third?.kind, third?.refused, third?.files]).toEqual(["other", true, []]);
});

test("finds a commit by its first digits, and nothing by anything else", async () => {
  const { folder, second } = makeHistory();
  const repo = await openPath(folder);
  expect(await findCommit(repo, second.slice(0, 9))).toBe(second);
  expect(await findCommit(repo, second)).toBe(second);
  for (const no of ["HEAD", "main", "--all", "0000000", "abc", ""]) expect(await findCommit(repo, no)).toBeUndefined();
});

/** Two commits whose names begin with the same four digits. */
function makeAlike(folder: string): [string, string] {
  const tree = git(folder, "rev-parse", "HEAD^{tree}");
  const bodies = new Map<string, string>();
  for (let at = 0; ; at += 1) {
    const body = `tree ${tree}\nauthor Ada <ada@example.com> 0 +0000\ncommitter Ada <ada@example.com> 0 +0000\n\n${at}\n`;
    const start = createHash("sha1").update(`commit ${body.length}\0${body}`).digest("hex").slice(0, 4);
    const other = bodies.get(start);
    bodies.set(start, body);
    if (other === undefined) continue;
    put(folder, { "one.txt": other, "two.txt": body });
    const write = (file: string) => git(folder, "hash-object", "-t", "commit", "-w", "--no-filters", file);
    return [write("one.txt"), write("two.txt")];
  }
}

test("finds no commit by digits that begin two, nor by what a tag is called", async () => {
  const { folder, second } = makeHistory();
  const repo = await openPath(folder);
  const [one, two] = makeAlike(folder);
  expect(one.slice(0, 4)).toBe(two.slice(0, 4));
  expect(await findCommit(repo, one.slice(0, 4))).toBeUndefined();
  expect([await findCommit(repo, one.slice(0, 12)), await findCommit(repo, two.slice(0, 12))]).toEqual([one, two]);
  git(folder, "tag", second.slice(0, 9), "HEAD");
  expect(await findCommit(repo, second.slice(0, 9))).toBeUndefined();
});
