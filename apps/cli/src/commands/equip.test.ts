import { existsSync, lstatSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { Manifest, SkillChangeReport } from "@yardlet/core/equip";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { LIBRARY, SETTINGS, Workbench, buildCli, skillText } from "../testing/cli.ts";

let bench: Workbench;

beforeAll(buildCli);
beforeEach(() => {
  bench = new Workbench().write(LIBRARY).commit({ ".agents/yardlet.yaml": SETTINGS });
});
afterEach(() => bench.remove());

const equip = (...args: string[]) => bench.yardlet("skill", "equip", "--json", ...args);
const text = (path: string) => readFileSync(join(bench.repo, path), "utf8");
const actions = (report: SkillChangeReport) => report.plan.entries.map(({ action, skill }) => `${action} ${skill}`);

test("without names: what suggest says, in one commit, with links, manifest and ignore file", () => {
  const run = equip();
  const report = SkillChangeReport.parse(run.json());
  expect(run.exit).toBe(0);
  expect(actions(report)).toEqual(["add alpha", "add beta"]);
  expect(report.commit).toBe(bench.git("rev-parse", "HEAD"));
  expect(bench.git("status", "--porcelain")).toBe("");
  expect(bench.git("log", "-1", "--format=%s")).toBe("Equip 2 skills: core");
  expect(bench.git("show", "--name-only", "--format=").split("\n")).toEqual([
    ".agents/.gitignore",
    ".agents/skills/.yardlet.json",
    ".agents/skills/alpha/SKILL.md",
    ".agents/skills/alpha/scripts/run.sh",
    ".agents/skills/beta/SKILL.md",
    ".claude/skills/alpha",
    ".claude/skills/beta",
  ]);
  expect(text(".agents/.gitignore")).toBe("runs/\ntelemetry/\n");
  expect(text(".agents/skills/alpha/SKILL.md")).toBe(
    '---\nname: alpha\ndescription: About alpha.\nmetadata:\n  version: "1"\n  source: library\n---\n\nHow to alpha.\n',
  );
  expect(readlinkSync(join(bench.repo, ".claude/skills/alpha"))).toBe("../../.agents/skills/alpha");
  const manifest = Manifest.parse(JSON.parse(text(".agents/skills/.yardlet.json")));
  expect(manifest.skills["alpha"]).toMatchObject({ version: 1, origin: "library", why: ["preset:core"] });
});

test("a second time there is nothing to do", () => {
  equip();
  const head = bench.git("rev-parse", "HEAD");
  const report = SkillChangeReport.parse(equip().json());
  expect(report.commit).toBeNull();
  expect(actions(report)).toEqual(["keep alpha", "keep beta"]);
  expect(bench.git("rev-parse", "HEAD")).toBe(head);
  expect(bench.yardlet("skill", "equip").stdout).toBe("Nothing to do.\n");
});

test("a skill by name becomes a pick in the same commit, even one that is only for picks", () => {
  const report = SkillChangeReport.parse(equip("rare").json());
  expect(actions(report)).toEqual(["add rare"]);
  expect(text(".agents/yardlet.yaml")).toBe(`${SETTINGS}skills:\n  pick:\n    - rare\n`);
  expect(bench.git("log", "--format=%s", "-1")).toBe("Equip 1 skill: rare");
  expect(bench.git("rev-list", "--count", "HEAD")).toBe("2");
  expect(existsSync(join(bench.repo, ".agents/skills/alpha"))).toBe(false);
});

test("a preset by name is added, with its gaps in the answer", () => {
  const report = SkillChangeReport.parse(equip("web-ui").json());
  expect(actions(report)).toEqual(["add gamma", "gap lost"]);
  expect(text(".agents/yardlet.yaml")).toBe(`${SETTINGS}presets:\n  add:\n    - web-ui\n`);
});

test("core needs no record: it always applies", () => {
  expect(actions(SkillChangeReport.parse(equip("core").json()))).toEqual(["add alpha", "add beta"]);
  expect(text(".agents/yardlet.yaml")).toBe(SETTINGS);
});

test("a name that is both is the skill, and it is said", () => {
  const run = bench.write({ "library/presets/rare.skills": "gamma\n" }).yardlet("skill", "equip", "rare");
  expect(run.exit).toBe(0);
  expect(run.stderr).toBe("yardlet: rare is a skill and a preset; the skill was taken\n");
  expect(existsSync(join(bench.repo, ".agents/skills/gamma"))).toBe(false);
});

test("what is no name, and what is internal, is refused: exit 2, nothing written", () => {
  for (const name of ["", "../x", "/etc/passwd", ".git", "nul", "Alpha", "a b", "ours"]) {
    const run = equip("alpha", name);
    expect(run.exit).toBe(2);
    expect(run.json()).toMatchObject({ error: { code: "refused", details: { name } } });
  }
  expect(bench.git("rev-list", "--count", "HEAD")).toBe("1");
});

test("an unknown name is not found, with the nearest: exit 1, nothing written", () => {
  const run = equip("alpha", "gama");
  expect(run.exit).toBe(1);
  expect(run.json()).toEqual({
    error: {
      code: "not_found",
      message: 'the library has neither a skill nor a preset "gama"; did you mean gamma?',
      details: { unknown: ["gama"], nearest: ["gamma"] },
    },
  });
  expect(run.stderr).toContain("did you mean gamma?");
  expect(bench.git("rev-list", "--count", "HEAD")).toBe("1");
});

test("a user's folder is never overwritten: by name a conflict, otherwise left out", () => {
  bench.commit({ ".agents/skills/alpha/SKILL.md": skillText("alpha", "My own.") });
  const named = equip("alpha");
  expect(named.exit).toBe(1);
  expect(named.json()).toMatchObject({ error: { code: "conflict" } });
  expect(actions(SkillChangeReport.parse(equip().json()))).toEqual(["add beta", "conflict alpha"]);
  expect(text(".agents/skills/alpha/SKILL.md")).toBe(skillText("alpha", "My own."));
});

test("a new version of the library is an update; an edit by hand is kept and named", () => {
  equip();
  bench.commit({ ".agents/skills/beta/SKILL.md": skillText("beta", "Edited here.") });
  bench.write({
    "library/skills/alpha/SKILL.md": skillText("alpha", "Better."),
    "library/skills/beta/SKILL.md": skillText("beta", "Better."),
  });
  const report = SkillChangeReport.parse(equip().json());
  expect(actions(report)).toEqual(["update alpha", "conflict beta"]);
  expect(report.plan.entries[0]).toMatchObject({ version: 2, fromVersion: 1 });
  expect(text(".agents/skills/alpha/SKILL.md")).toContain("Better.");
  expect(text(".agents/skills/beta/SKILL.md")).toContain("Edited here.");
});

test("what a person removed by hand is not placed again, unless asked for", () => {
  equip();
  bench.git("rm", "-r", "--quiet", ".agents/skills/beta");
  bench.commit();
  expect(actions(SkillChangeReport.parse(equip().json()))).toEqual(["keep alpha", "conflict beta"]);
  expect(actions(SkillChangeReport.parse(equip("beta").json()))).toEqual(["add beta"]);
});

test("work that is not committed is not run over: exit 2", () => {
  bench.write({ "repo/.agents/skills/alpha/SKILL.md": "mine, not committed\n" });
  const run = equip();
  expect(run.exit).toBe(2);
  expect(run.json()).toMatchObject({ error: { code: "refused" } });
  expect(text(".agents/skills/alpha/SKILL.md")).toBe("mine, not committed\n");
  expect(bench.git("rev-list", "--count", "HEAD")).toBe("1");
});

test("settings too broken to edit are refused: exit 2", () => {
  bench
    .write({ "home/.yard/skills/skills/rare/SKILL.md": skillText("rare") })
    .commit({ ".agents/yardlet.yaml": "skills: [\n" });
  const run = equip("rare");
  expect(run.exit).toBe(2);
  expect(run.json()).toMatchObject({ error: { code: "invalid", details: { path: ".agents/yardlet.yaml" } } });
});

test("the first commit of a repository may be Yardlet's", () => {
  const fresh = new Workbench().write({ ...LIBRARY, "repo/.agents/yardlet.yaml": SETTINGS });
  try {
    expect(fresh.yardlet("skill", "equip").exit).toBe(0);
    expect(fresh.git("log", "--format=%s")).toBe("Equip 2 skills: core");
  } finally {
    fresh.remove();
  }
});

test("--link: links in this working tree only, kept by later runs, taken back by unequip", () => {
  const run = equip("--link", "rare");
  const report = SkillChangeReport.parse(run.json());
  expect(run.exit).toBe(0);
  expect(report.commit).toBeNull();
  expect(report.linked).toEqual([
    { path: ".agents/skills/rare", target: join(bench.folder, "library/skills/rare") },
    { path: ".claude/skills/rare", target: "../../.agents/skills/rare" },
  ]);
  expect(readFileSync(join(bench.repo, ".claude/skills/rare/SKILL.md"), "utf8")).toBe(skillText("rare"));
  expect(bench.git("status", "--porcelain")).toBe("");
  expect(bench.git("rev-list", "--count", "HEAD")).toBe("1");

  expect(SkillChangeReport.parse(equip("--link", "rare").json()).linked).toEqual([]);
  expect(actions(SkillChangeReport.parse(equip("rare").json()))).toEqual(["keep rare"]);
  expect(bench.yardlet("skill", "unequip", "rare").exit).toBe(0);
  expect(lstatSync(join(bench.repo, ".agents/skills/rare"), { throwIfNoEntry: false })).toBeUndefined();
  expect(lstatSync(join(bench.repo, ".claude/skills/rare"), { throwIfNoEntry: false })).toBeUndefined();
});

test("--link refuses what is equipped as a copy or vetoed, and needs names of skills", () => {
  equip("alpha");
  expect(equip("--link", "alpha").exit).toBe(2);
  bench.yardlet("skill", "unequip", "alpha");
  expect(equip("--link", "alpha").json()).toMatchObject({ error: { code: "refused" } });
  expect(equip("--link").exit).toBe(64);
  expect(equip("--link", "web-ui").exit).toBe(64);
});
