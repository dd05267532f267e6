import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { SkillListReport, SkillSuggestReport } from "@yardlet/core/equip";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { LIBRARY, SETTINGS, Workbench, buildCli, skillText } from "../testing/cli.ts";

let bench: Workbench;

beforeAll(buildCli);
beforeEach(() => {
  bench = new Workbench();
});
afterEach(() => bench.remove());

test("list --json is one document: what is detected, equipped, available, suggested and missing", () => {
  bench
    .write(LIBRARY)
    .commit({ ".agents/yardlet.yaml": SETTINGS, "package.json": '{"dependencies": {"react": "19.0.0"}}' });
  const run = bench.yardlet("skill", "list", "--json");
  const report = SkillListReport.parse(run.json());
  expect(run.exit).toBe(0);
  expect(run.stderr).toBe("");
  expect(report.repo).toBe(bench.repo);
  expect(report.detected[0]).toEqual({ preset: "core", confidence: "certain", evidence: [] });
  expect(report.equipped).toEqual([]);
  expect(report.available.map(({ name, tier }) => [name, tier])).toEqual([
    ["alpha", "core"],
    ["beta", "core"],
    ["gamma", "preset"],
    ["rare", "opt_in"],
  ]);
  expect(report.suggested.slice(0, 2)).toEqual(["alpha", "beta"]);
});

test("equipped skills come with version, hash and reason; a user's own folder without", () => {
  bench.write(LIBRARY).commit({ ".agents/yardlet.yaml": SETTINGS, ".agents/skills/mine/SKILL.md": skillText("mine") });
  bench.yardlet("skill", "equip");
  const report = SkillListReport.parse(bench.yardlet("skill", "list", "--json").json());
  expect(report.equipped.map(({ name, version, why }) => ({ name, version, why }))).toEqual([
    { name: "alpha", version: 1, why: ["preset:core"] },
    { name: "beta", version: 1, why: ["preset:core"] },
    { name: "mine", version: null, why: [] },
  ]);
  expect(report.suggested).toEqual([]);
});

test("gaps: nothing detected, and what a preset names in vain", () => {
  bench.write(LIBRARY).commit({ ".agents/yardlet.yaml": SETTINGS });
  expect(SkillListReport.parse(bench.yardlet("skill", "list", "--json").json()).gaps).toEqual([
    { why: "no preset was detected, so core alone applies; add one under presets.add" },
  ]);
  bench.commit({ ".agents/yardlet.yaml": `${SETTINGS}presets: {add: [web-ui]}\n` });
  expect(SkillListReport.parse(bench.yardlet("skill", "list", "--json").json()).gaps).toEqual([
    { preset: "web-ui", skill: "lost", why: "preset web-ui names lost, which no library has" },
  ]);
});

test("a skill of another client's folder fills a gap and suppresses its double", () => {
  bench.write(LIBRARY).commit({
    ".agents/yardlet.yaml": `${SETTINGS}presets: {add: [web-ui]}\n`,
    ".claude/skills/lost/SKILL.md": skillText("lost"),
    ".claude/skills/alpha/SKILL.md": skillText("alpha"),
  });
  const report = SkillListReport.parse(bench.yardlet("skill", "list", "--json").json());
  expect(report.gaps).toEqual([]);
  expect(report.suggested).toEqual(["beta", "gamma"]);
});

test("for people: text on stdout, without colour in a pipe; --why gives the reasons", () => {
  bench.write(LIBRARY).commit({ ".agents/yardlet.yaml": SETTINGS });
  const run = bench.yardlet("skill", "list", "--why");
  expect(run.exit).toBe(0);
  expect(run.stdout).toContain("Suggested: 2\n  alpha  wanted by preset core\n");
  expect(run.stdout).toContain("Listing: 0 of 8000 characters, 0 %, in 0 skills");
  expect(run.stdout).not.toContain("\u001b");
});

test("a listing that is too long says what an agent misses, and what the best that fits leaves out", () => {
  const own = (name: string, length: number) => [
    `.agents/skills/${name}/SKILL.md`,
    `---\nname: ${name}\ndescription: ${"x".repeat(length)}\n---\n\nText.\n`,
  ];
  const folders = [
    ...["a", "b", "c", "d", "e", "f", "g"].map((name) => own(name, 1000)),
    own("long", 1500),
    own("z", 900),
  ];
  bench.write(LIBRARY).commit({ ".agents/yardlet.yaml": SETTINGS, ...Object.fromEntries(folders) });
  expect(bench.yardlet("skill", "list").stdout).toContain(
    "Listing: 9457 of 8000 characters, 118 %, in 9 skills; nearly full, the longest is long with 1509\n" +
      "  an agent does not see long, z; the best that fits leaves out long\n",
  );
});

test("presets added and vetoed by hand are marked", () => {
  const settings = `${SETTINGS}presets: {add: [web-ui, rare], veto: [rare]}\n`;
  bench.write(LIBRARY).commit({ ".agents/yardlet.yaml": settings });
  expect(bench.yardlet("skill", "list").stdout).toContain(
    "Detected\n  core    certain  always applies\n  web-ui  added    by hand, in .agents/yardlet.yaml\n\n",
  );
});

test("suggest shows the plan of equip without names, and what only a person decides", () => {
  bench.write(LIBRARY).commit({
    ".agents/yardlet.yaml": `${SETTINGS}skills: {veto: [beta]}\n`,
    ".agents/skills/alpha/SKILL.md": skillText("alpha", "Mine."),
  });
  const run = bench.yardlet("skill", "suggest", "--json");
  const report = SkillSuggestReport.parse(run.json());
  expect(run.exit).toBe(0);
  expect(report.suggested).toEqual([]);
  expect(report.plan.entries.map(({ action, skill }) => [action, skill])).toEqual([
    ["conflict", "alpha"],
    ["veto", "beta"],
  ]);
  expect(bench.yardlet("skill", "suggest").stdout).toContain(
    "conflict  alpha v1  a folder of this name that Yardlet did not place",
  );
});

test("without a commit the working tree is read", () => {
  bench.write({ ...LIBRARY, "repo/.agents/yardlet.yaml": SETTINGS });
  expect(SkillListReport.parse(bench.yardlet("skill", "list", "--json").json()).suggested).toEqual(["alpha", "beta"]);
});

test("with a commit only what is committed counts", () => {
  bench.write(LIBRARY).commit({ ".agents/yardlet.yaml": SETTINGS });
  bench.write({ "repo/.agents/yardlet.yaml": `${SETTINGS}skills: {veto: [alpha, beta]}\n` });
  expect(SkillListReport.parse(bench.yardlet("skill", "list", "--json").json()).suggested).toEqual(["alpha", "beta"]);
});

test("the repository is found from a folder inside it, and by --repo", () => {
  bench.write(LIBRARY).commit({ ".agents/yardlet.yaml": SETTINGS, "src/deep/file.txt": "x" });
  for (const run of [
    bench.yardletIn(join(bench.repo, "src", "deep"), "skill", "list", "--json"),
    bench.yardletIn(bench.folder, "skill", "list", "--json", "--repo", "repo/src"),
  ]) {
    expect(SkillListReport.parse(run.json()).repo).toBe(bench.repo);
  }
});

test("without skill_library the person's own library comes before the built-in one", () => {
  bench.commit();
  const before = SkillListReport.parse(bench.yardlet("skill", "list", "--json").json());
  expect(before.available.map(({ name }) => name)).toContain("commit-hygiene");
  bench.write({
    "home/.yard/skills/skills/commit-hygiene/SKILL.md": skillText("commit-hygiene", "My own way."),
    "home/.yard/skills/loose/SKILL.md": skillText("loose"),
  });
  const after = SkillListReport.parse(bench.yardlet("skill", "list", "--json").json());
  expect(after.available.find(({ name }) => name === "commit-hygiene")?.description).toBe("My own way.");
  expect(after.available.find(({ name }) => name === "loose")?.tier).toBe("opt_in");
});

test("no repository and no library are not found: exit 1", () => {
  mkdirSync(join(bench.folder, "elsewhere"));
  const outside = bench.yardletIn(join(bench.folder, "elsewhere"), "skill", "list", "--json");
  expect(outside.exit).toBe(1);
  expect(outside.json()).toMatchObject({
    error: { code: "not_found", details: { path: join(bench.folder, "elsewhere") } },
  });
  expect(bench.yardlet("skill", "list", "--repo", "nowhere").exit).toBe(1);

  bench.commit({ ".agents/yardlet.yaml": "skill_library: ../nothing\n" });
  const run = bench.yardlet("skill", "list");
  expect(run.exit).toBe(1);
  expect(run.stdout).toBe("");
  expect(run.stderr).toBe(
    `yardlet: skill_library in .agents/yardlet.yaml names ${join(bench.folder, "nothing")}, where no folder lies; correct it\n`,
  );
});

test("a bad setting is a remark with its line, and the default is used", () => {
  bench.write(LIBRARY).commit({ ".agents/yardlet.yaml": `${SETTINGS}auto_equip: maybe\n` });
  const run = bench.yardlet("skill", "list", "--json");
  expect(run.exit).toBe(0);
  expect(run.stderr).toBe("yardlet: .agents/yardlet.yaml:2: error: auto_equip: true or false is expected\n");
  expect(SkillListReport.parse(run.json()).suggested).toEqual(["alpha", "beta"]);
});

test("a broken manifest is refused: exit 2", () => {
  bench.write(LIBRARY).commit({ ".agents/yardlet.yaml": SETTINGS, ".agents/skills/.yardlet.json": "{" });
  const run = bench.yardlet("skill", "list", "--json");
  expect(run.exit).toBe(2);
  expect(run.json()).toMatchObject({ error: { code: "invalid", details: { path: ".agents/skills/.yardlet.json" } } });
});
