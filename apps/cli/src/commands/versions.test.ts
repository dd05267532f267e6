import { rmSync } from "node:fs";
import { join } from "node:path";
import { SkillVersionsReport } from "@yardlet/core/version/command-report";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { LIBRARY, SETTINGS, Workbench, buildCli, skillText } from "../testing/cli.ts";

const PATH = ".agents/skills/alpha/SKILL.md";
let bench: Workbench;

beforeAll(buildCli);
beforeEach(() => {
  bench = new Workbench().write(LIBRARY).commit({ ".agents/yardlet.yaml": SETTINGS });
  bench.yardlet("skill", "equip");
});
afterEach(() => bench.remove());

const versions = (name: string) => SkillVersionsReport.parse(bench.yardlet("skill", "versions", name, "--json").json());
const short = ({ versions: rows }: SkillVersionsReport) =>
  rows.map(({ number, state, author, subject }) => [number, state, author, subject]);

test("every version that lay here, newest first, with its commit, and how it stands to the library", () => {
  bench.write({ "library/skills/alpha/SKILL.md": skillText("alpha", "About alpha.", "Better.") });
  expect(versions("alpha").library).toMatchObject({ version: 2, drift: "behind" });
  bench.yardlet("skill", "equip");
  bench.commit({ [PATH]: skillText("alpha", "By hand.") });
  const report = versions("alpha");
  expect(short(report)).toEqual([
    [null, "edited", "Tester", "work"],
    [2, "placed", "Yardlet", "Update 1 skill: alpha"],
    [1, "placed", "Yardlet", "Equip 2 skills: core"],
  ]);
  expect(report.versions[1]?.commit).toBe(bench.git("rev-parse", "HEAD~1"));
  expect(report.versions[1]?.hash).toBe(report.library?.hash);
  expect(report.library).toMatchObject({ version: 2, drift: "forked" });
  expect(report.working).toBeNull();
  const text = bench.yardlet("skill", "versions", "alpha").stdout.split("\n");
  expect(text[1]).toMatch(
    /^ {2}- {3}edited by hand {2}[0-9a-f]{12} {2}[0-9a-f]{7} {2}\d{4}-\d\d-\d\d {2}Tester {3}work$/,
  );
  expect(text[4]).toBe("  library: v2 is not what lies here: it was edited by hand");
});

test("a folder of the user's is numbered too; what is not committed is said", () => {
  bench.commit({ ".agents/skills/mine/SKILL.md": skillText("mine") });
  bench.commit({ ".agents/skills/mine/SKILL.md": skillText("mine", "Two.") });
  bench.write({ "repo/.agents/skills/mine/SKILL.md": skillText("mine", "Three.") });
  const report = versions("mine");
  expect(short(report).map((row) => row.slice(0, 2))).toEqual([
    [2, "own"],
    [1, "own"],
  ]);
  expect(report.working?.hash).toMatch(/^[0-9a-f]{64}$/);
  expect(report.library).toBeNull();
  rmSync(join(bench.repo, ".agents/skills/mine"), { recursive: true });
  expect(versions("mine").working).toEqual({ hash: null });
  expect(bench.yardlet("skill", "versions", "mine").stdout).toContain("the working tree does not have it");
});

test("a removed skill's versions are still there; one that never lay here has the library's alone", () => {
  bench.yardlet("skill", "unequip", "alpha");
  expect(short(versions("alpha")).map((row) => row.slice(0, 2))).toEqual([
    [null, "removed"],
    [1, "placed"],
  ]);
  expect(versions("gamma")).toMatchObject({ versions: [], library: { version: 1, drift: null } });
});

test("text of commits cannot move the terminal", () => {
  bench.write({ "repo/.agents/skills/mine/SKILL.md": skillText("mine") });
  bench.git("add", "--all");
  bench.git("commit", "--quiet", "--author=Eve\u001b[2J <e@x>", "--message=red\u001b[31m\u202e");
  const run = bench.yardlet("skill", "versions", "mine");
  expect(run.stdout).toContain("Eve\uFFFD[2J  red\uFFFD[31m\uFFFD");
});

test("an unknown skill is not found, with the nearest; what is no name is refused", () => {
  const run = bench.yardlet("skill", "versions", "alpa", "--json");
  expect(run.exit).toBe(1);
  expect(run.json()).toMatchObject({ error: { code: "not_found", details: { nearest: ["alpha"] } } });
  expect(bench.yardlet("skill", "versions", "../alpha").exit).toBe(2);
  expect(bench.yardlet("skill", "versions").exit).toBe(64);
});
