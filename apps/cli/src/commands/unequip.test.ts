import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SkillChangeReport, SkillListReport } from "@yardlet/core/equip";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { LIBRARY, SETTINGS, Workbench, buildCli, skillText } from "../testing/cli.ts";

let bench: Workbench;

beforeAll(buildCli);
beforeEach(() => {
  bench = new Workbench().write(LIBRARY).commit({ ".agents/yardlet.yaml": `# ours\n${SETTINGS}` });
  bench.yardlet("skill", "equip");
});
afterEach(() => bench.remove());

const unequip = (...args: string[]) => bench.yardlet("skill", "unequip", "--json", ...args);
const settings = () => readFileSync(join(bench.repo, ".agents/yardlet.yaml"), "utf8");

test("removal and veto are one commit; the next equip leaves it out", () => {
  const before = Number(bench.git("rev-list", "--count", "HEAD"));
  const run = unequip("alpha");
  const report = SkillChangeReport.parse(run.json());
  expect(run.exit).toBe(0);
  expect(report.plan.entries).toEqual([
    {
      action: "remove",
      skill: "alpha",
      fromVersion: 1,
      why: ["preset:core"],
      reason: "unequipped by hand",
      suggested: false,
    },
  ]);
  expect(Number(bench.git("rev-list", "--count", "HEAD"))).toBe(before + 1);
  expect(bench.git("show", "--name-status", "--format=%s").split("\n")).toEqual([
    "Unequip 1 skill: alpha",
    "",
    "M\t.agents/skills/.yardlet.json",
    "D\t.agents/skills/alpha/SKILL.md",
    "D\t.agents/skills/alpha/scripts/run.sh",
    "M\t.agents/yardlet.yaml",
    "D\t.claude/skills/alpha",
  ]);
  expect(settings()).toBe(`# ours\n${SETTINGS}skills:\n  veto:\n    - alpha\n`);
  expect(bench.git("status", "--porcelain")).toBe("");
  expect(SkillChangeReport.parse(bench.yardlet("skill", "equip", "--json").json()).commit).toBeNull();
});

test("equip by name lifts the veto", () => {
  unequip("alpha");
  expect(bench.yardlet("skill", "equip", "alpha").exit).toBe(0);
  expect(settings()).toBe(`# ours\n${SETTINGS}skills:\n  veto: []\n  pick:\n    - alpha\n`);
  expect(existsSync(join(bench.repo, ".claude/skills/alpha/SKILL.md"))).toBe(true);
});

test("what is not equipped is vetoed all the same; a second time there is nothing to do", () => {
  expect(SkillChangeReport.parse(unequip("gamma").json()).plan.entries[0]).toMatchObject({
    action: "veto",
    skill: "gamma",
  });
  expect(settings()).toContain("- gamma");
  expect(bench.git("log", "-1", "--format=%s")).toBe("Record a choice of skills");
  const again = unequip("gamma");
  expect(again.exit).toBe(0);
  expect(SkillChangeReport.parse(again.json()).commit).toBeNull();
});

test("an edit made by hand stays in the history", () => {
  bench.commit({ ".agents/skills/beta/SKILL.md": skillText("beta", "Edited here.") });
  expect(unequip("beta").exit).toBe(0);
  expect(bench.git("show", "HEAD~1:.agents/skills/beta/SKILL.md")).toContain("Edited here.");
  expect(
    SkillListReport.parse(bench.yardlet("skill", "list", "--json").json()).equipped.map(({ name }) => name),
  ).toEqual(["alpha"]);
});

test("a folder Yardlet did not place is not its to remove: exit 2", () => {
  bench.commit({ ".agents/skills/mine/SKILL.md": skillText("mine") });
  const run = unequip("mine");
  expect(run.exit).toBe(2);
  expect(run.json()).toMatchObject({ error: { code: "refused" } });
  expect(existsSync(join(bench.repo, ".agents/skills/mine/SKILL.md"))).toBe(true);
});

test("what nothing here knows is not found: exit 1; what is no name is refused: exit 2", () => {
  expect(unequip("betta").json()).toMatchObject({ error: { code: "not_found", details: { nearest: ["beta"] } } });
  expect(unequip("betta").exit).toBe(1);
  expect(unequip("web-ui").stderr).toContain("it is a preset; put it under presets.veto");
  expect(unequip("../beta").exit).toBe(2);
});
