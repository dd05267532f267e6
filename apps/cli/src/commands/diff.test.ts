import { execFileSync } from "node:child_process";
import { chmodSync, rmSync } from "node:fs";
import { join } from "node:path";
import { SkillDiffReport } from "@yardlet/core/version/command-report";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { LIBRARY, SETTINGS, Workbench, buildCli, skillText } from "../testing/cli.ts";

const FOLDER = ".agents/skills/alpha";
let bench: Workbench;

beforeAll(buildCli);
beforeEach(() => {
  bench = new Workbench().write(LIBRARY).commit({ ".agents/yardlet.yaml": SETTINGS });
  bench.yardlet("skill", "equip");
  bench.write({ "library/skills/alpha/SKILL.md": skillText("alpha", "About alpha.", "Better.") });
});
afterEach(() => bench.remove());

const diff = (...args: string[]) => SkillDiffReport.parse(bench.yardlet("skill", "diff", ...args, "--json").json());
const text = (...args: string[]) => bench.yardlet("skill", "diff", ...args).stdout;

test("what lies here against the library, as text that git reads", () => {
  expect(text("alpha", "--to", "library").split("\n")).toEqual([
    `alpha: v1 (${bench.git("rev-parse", "--short=7", "HEAD")}) to the library's v2`,
    `diff --git a/${FOLDER}/SKILL.md b/${FOLDER}/SKILL.md`,
    `--- a/${FOLDER}/SKILL.md`,
    `+++ b/${FOLDER}/SKILL.md`,
    "@@ -2,8 +2,8 @@",
    " name: alpha",
    " description: About alpha.",
    " metadata:",
    '-  version: "1"',
    '+  version: "2"',
    "   source: library",
    " ---",
    " ",
    "-How to alpha.",
    "+Better.",
    "",
  ]);
  const patch = text("alpha", "--to", "library").split("\n").slice(1).join("\n");
  execFileSync("git", ["apply", "-"], { cwd: bench.repo, input: patch });
  expect(diff("alpha", "--from", "working", "--to", "library").files.map(({ state }) => state)).toEqual([
    "same",
    "same",
  ]);
});

test("without names: what was edited by hand against what is committed, else the newest version against the one before", () => {
  bench.yardlet("skill", "equip");
  expect(diff("alpha")).toMatchObject({
    from: { kind: "version", number: 1 },
    to: { kind: "version", number: 2 },
    files: [{ path: "SKILL.md", state: "changed", content: { kind: "text", added: 2, removed: 2 } }, { state: "same" }],
  });
  rmSync(join(bench.repo, FOLDER, "scripts"), { recursive: true });
  bench.write({ [`repo/${FOLDER}/new.bin`]: "\u0000\u0001" });
  chmodSync(join(bench.repo, FOLDER, "SKILL.md"), 0o755);
  const report = diff("alpha");
  expect([report.from.number, report.to.kind]).toEqual([2, "working"]);
  expect(report.files.map(({ path, state, content }) => [path, state, content.kind])).toEqual([
    ["SKILL.md", "changed", "same"],
    ["new.bin", "added", "binary"],
    ["scripts/run.sh", "removed", "text"],
  ]);
  const shown = text("alpha");
  expect(shown).toContain("old mode 100644\nnew mode 100755\n");
  expect(shown).toContain("new file mode 100644\nBinary file: nothing to 2 bytes\n");
  expect(shown).toContain(
    `deleted file mode 100644\n--- a/${FOLDER}/scripts/run.sh\n+++ /dev/null\n@@ -1 +0,0 @@\n-echo alpha\n`,
  );
});

test("sides are numbers, commits, the library or the working tree", () => {
  const first = bench.git("rev-parse", "HEAD");
  bench.yardlet("skill", "equip");
  expect(diff("alpha", "--from", "1", "--to", "2").to).toMatchObject({ kind: "version", number: 2 });
  expect(diff("alpha", "--from", first.slice(0, 8), "--to", "working").from).toEqual({
    kind: "commit",
    number: 1,
    commit: first,
    hash: diff("alpha", "--to", "2").from.hash,
  });
  bench.commit({ [`${FOLDER}/SKILL.md`]: skillText("alpha", "By hand.") });
  expect(diff("alpha", "--to", "v2").from.number).toBe(1);
  expect(diff("alpha")).toMatchObject({ from: { number: 2 }, to: { kind: "version", number: null } });
});

test("what is no version is not found; two texts of one number ask for a commit", () => {
  const run = bench.yardlet("skill", "diff", "alpha", "--to", "HEAD", "--json");
  expect(run.exit).toBe(1);
  expect(run.json()).toMatchObject({ error: { code: "not_found" } });
  expect(bench.yardlet("skill", "diff", "alpha").stderr).toContain("no version of alpha before this one");
  bench.write({ "library/skills/alpha/SKILL.md": skillText("alpha", "About alpha.", "Other.") });
  bench.yardlet("skill", "unequip", "alpha");
  bench.yardlet("skill", "equip", "alpha");
  const twice = bench.yardlet("skill", "diff", "alpha", "--from", "1", "--to", "working");
  expect(twice.exit).toBe(2);
  expect(twice.stderr).toContain("2 texts of alpha have the number 1 here");
});

test("lines that would move the terminal are shown, not obeyed; tabs stay", () => {
  bench.write({ [`repo/${FOLDER}/notes.md`]: "a\tb\u001b[2J\n" });
  expect(text("alpha")).toContain("+a\tb\uFFFD[2J\n");
  expect(bench.yardlet("skill", "diff", "alpha").stdout).not.toContain("\u001b");
});
