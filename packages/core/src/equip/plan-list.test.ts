import { expect, test } from "vitest";
import { isExecutable, narrowPlan, openGaps, planEquip, suggestedSkills } from "./plan.ts";
import { EMPTY_SET, placed, wanted } from "./testing.ts";

test("entries stand in order of action, then skill; only additions are suggested, only safe ones carried out", () => {
  const plan = planEquip({
    wanted: {
      ...EMPTY_SET,
      wanted: [wanted("b"), wanted("a"), wanted("s", { version: 2, text: "new" })],
      vetoed: [{ name: "v", why: [] }],
    },
    placed: [placed("s", 1, "old"), placed("lost", 1, "x")],
    found: [],
  });
  expect(plan.entries.map(({ action, skill }) => [action, skill])).toEqual([
    ["add", "a"],
    ["add", "b"],
    ["update", "s"],
    ["remove", "lost"],
    ["veto", "v"],
  ]);
  expect(suggestedSkills(plan)).toEqual(["a", "b"]);
  expect(plan.entries.filter(isExecutable).map(({ skill }) => skill)).toEqual(["a", "b", "s"]);
  expect(narrowPlan(plan, ["v", "b"]).entries.map(({ skill }) => skill)).toEqual(["b", "v"]);
});

test("a gap is open until a folder of somebody's fills it", () => {
  const nothing = { why: "nothing detected" };
  const gaps = ["filled", "found", "open"].map((skill) => ({ preset: "core", skill, why: "" }));
  const set = { ...EMPTY_SET, gaps: [...gaps, nothing] };
  const users = { ...placed("filled", 2, "new"), entry: undefined, contentHash: "f".repeat(64) };
  const plan = planEquip({
    wanted: set,
    placed: [users],
    found: [{ name: "found", path: ".claude/skills/found", description: "" }],
  });
  expect(openGaps(set, plan)).toEqual([{ preset: "core", skill: "open", why: "" }, nothing]);
});
