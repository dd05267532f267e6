import { expect, test } from "vitest";
import { resultFacts, resultLine } from "./result.ts";

test.each([
  ["library.sync", { skills: 12, versions: 1, presets: 28 }, "12 skills, 1 new version"],
  ["repo.preview", { readable: 3, of: 4 }, "3 of 4 can be read"],
  ["repo.sync", { note: "nothing to equip" }, "nothing to equip"],
  ["repo.write", { plan: "equip 5 skills", changed: true }, "equip 5 skills"],
  ["repo.write", { plan: "equip 5 skills", changed: false }, "nothing was left to change"],
  ["repo.write", null, undefined],
  ["score.audit", { rows: 212_400, differences: 0 }, "212\u202f400 rows agree"],
  ["score.audit", { rows: 1, differences: 2 }, "2 differences in 1 row"],
  ["score.decide", { versions: 3, decisions: 1 }, "3 versions, 1 new decision"],
] as const)("a %s ends with %j", (kind, result, line) => {
  expect(resultLine({ kind, result })).toBe(line);
});

test("facts are named and in order; what is for machines stays out", () => {
  const result = {
    jobId: "j1",
    commit: "355c0d42a04c2f55447cd22be9dea1cb4f8b1e3d",
    plan: "equip 5 skills",
    changed: true,
    presets: [],
  };
  expect(resultFacts(result)).toEqual([
    { label: "Plan", value: "equip 5 skills" },
    { label: "Changed the repo", value: "yes" },
    { label: "Commit", value: "355c0d4" },
    { label: "Presets", value: "none" },
  ]);
});
