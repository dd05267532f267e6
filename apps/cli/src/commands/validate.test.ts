import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { SkillValidateReport } from "@yardlet/core/equip";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { LIBRARY, SETTINGS, Workbench, buildCli, skillText } from "../testing/cli.ts";

let bench: Workbench;

beforeAll(buildCli);
beforeEach(() => {
  bench = new Workbench();
});
afterEach(() => bench.remove());

const validate = (...args: string[]) => bench.yardletIn(bench.folder, "skill", "validate", "--json", ...args);
const results = (...args: string[]) => SkillValidateReport.parse(validate(...args).json()).results;

test("results stand in order of path, each path a SKILL.md from the current folder", () => {
  bench.write({ "z/one/SKILL.md": skillText("one"), "a/two/SKILL.md": skillText("two"), "a/two/more.md": "more" });
  const run = validate("z/one", "./a/two/SKILL.md", join(bench.folder, "a/two"));
  expect(run.exit).toBe(0);
  expect(run.json()).toEqual({
    results: [
      { path: "a/two/SKILL.md", ok: true, findings: [] },
      { path: "z/one/SKILL.md", ok: true, findings: [] },
    ],
  });
  const inside = bench.yardletIn(join(bench.folder, "z/one"), "skill", "validate", "--json", ".", "../../a/two");
  expect(SkillValidateReport.parse(inside.json()).results.map(({ path }) => path)).toEqual([
    "../../a/two/SKILL.md",
    "SKILL.md",
  ]);
});

test("one error makes the exit 1, with the rule and the line", () => {
  bench.write({ "good/SKILL.md": skillText("good"), "bad/SKILL.md": skillText("other") });
  const run = validate("good", "bad");
  expect(run.exit).toBe(1);
  const [bad, good] = SkillValidateReport.parse(run.json()).results;
  expect(good?.ok).toBe(true);
  expect(bad?.ok).toBe(false);
  expect(bad?.findings.map(({ rule, severity, file, line }) => ({ rule, severity, file, line }))).toEqual([
    { rule: "name-folder", severity: "error", file: "SKILL.md", line: 2 },
  ]);
});

test("the profile decides: what fails strictly may load all the same", () => {
  bench.write({ "odd/SKILL.md": "---\nname: odd\ndescription: Does odd things.\nmodel: large\n---\n\nHow.\n" });
  expect(validate("odd").exit).toBe(1);
  expect(validate("odd", "--profile", "lenient").exit).toBe(0);
  expect(validate("odd", "--profile", "none").exit).toBe(64);
});

test("a folder of skills and a library stand for the skills in them", () => {
  bench.write(LIBRARY);
  const names = ["alpha", "beta", "gamma", "ours", "rare"];
  expect(results("library").map(({ path }) => path)).toEqual(names.map((name) => `library/skills/${name}/SKILL.md`));
  expect(results("library/skills").length).toBe(5);
});

test("a folder without SKILL.md is not ok, a path where nothing lies is not found", () => {
  bench.write({ "empty/notes.txt": "" });
  expect(results("empty")).toMatchObject([
    { path: "empty/SKILL.md", ok: false, findings: [{ rule: "skill-file-missing" }] },
  ]);
  const missing = validate("empty", "nowhere");
  expect(missing.exit).toBe(1);
  expect(missing.json()).toMatchObject({ error: { code: "not_found", details: { path: "nowhere" } } });
});

test("a link out of the skill is an error and is not read; one inside counts as its file", () => {
  bench.write({ "secret.txt": "secret", "s/SKILL.md": skillText("s"), "s/real.md": "real" });
  symlinkSync("../secret.txt", join(bench.folder, "s/out.md"));
  symlinkSync("real.md", join(bench.folder, "s/in.md"));
  expect(results("s")).toMatchObject([{ ok: false, findings: [{ rule: "path-outside", file: "out.md" }] }]);
});

test("without paths: what is equipped here; none is fine", () => {
  bench.write(LIBRARY).commit({ ".agents/yardlet.yaml": SETTINGS });
  expect(results("--repo", "repo")).toEqual([]);
  bench.yardlet("skill", "equip");
  expect(results("--repo", "repo").map(({ path, ok }) => [path, ok])).toEqual([
    ["repo/.agents/skills/alpha/SKILL.md", true],
    ["repo/.agents/skills/beta/SKILL.md", true],
  ]);
});

test("for people: a line a skill, then the findings", () => {
  bench.write({ "bad/SKILL.md": skillText("other") });
  const run = bench.yardletIn(bench.folder, "skill", "validate", "bad");
  expect(run.exit).toBe(1);
  expect(run.stdout).toMatch(
    /^not ok {2}bad\/SKILL\.md\n {4}error SKILL\.md:2 name-folder: .+\n1 skill by profile strict: 1 not ok\n$/,
  );
});
