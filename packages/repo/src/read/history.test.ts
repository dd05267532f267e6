import { expect, test } from "vitest";
import { commitFiles, git, makeCheckout, openPath, temporaryFolder, text } from "../testing/git.ts";
import { findCommit, listSkillHistory, readSkillAt } from "./history.ts";

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

test("reads the folder and the manifest of a moment; later there is none", async () => {
  const { folder, first, third } = makeHistory();
  const repo = await openPath(folder);
  const { skill, manifest } = await readSkillAt(repo, "x", first);
  expect(skill?.files.map(({ path, bytes }) => [path, text(bytes)])).toEqual([["SKILL.md", "one"]]);
  expect(manifest).toBe("first");
  expect((await readSkillAt(repo, "x", third)).skill).toBeUndefined();
});

test("finds a commit by its first digits, and nothing by anything else", async () => {
  const { folder, second } = makeHistory();
  const repo = await openPath(folder);
  expect(await findCommit(repo, second.slice(0, 9))).toBe(second);
  expect(await findCommit(repo, second)).toBe(second);
  for (const no of ["HEAD", "main", "--all", "0000000", "abc", ""]) expect(await findCommit(repo, no)).toBeUndefined();
});
