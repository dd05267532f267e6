import { expect, test } from "vitest";
import { missingWords } from "./missing-words.ts";

test.each([
  [["skill_result"], "a SkillResult"],
  [["skill_result.ok"], "ok"],
  [["skill_result.ok", "skill_result.cost_units.time_ms"], "ok, cost_units.time_ms"],
  [["skill_result.ok", "skill_result.outputs", "skill_result.extra", "skill_result.x"], "ok, outputs and 2 more"],
])("%j lacks %s", (paths, words) => {
  expect(missingWords(paths.map((path) => ({ path })))).toBe(words);
});
