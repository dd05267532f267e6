import type { PromotionEvidence } from "@yardlet/services";
import { expect, test } from "vitest";
import { refusalWords } from "./promotion-words.ts";

test.each<[NonNullable<PromotionEvidence["refusal"]>, string]>([
  [{ reason: "few_repos", repos: 1, needed: 3 }, "1 repo has it, and the rule asks for 3"],
  [{ reason: "few_repos", repos: 2, needed: 3 }, "2 repos have it, and the rule asks for 3"],
  [{ reason: "not_held", full: 2, needed: 3 }, "it is proved better in 2 of the 3 repos that the rule asks for"],
  [
    { reason: "outweighed", total: 2.495734, needed: 2.995734 },
    "repos where it does not help take too much from it: 2.50 of 3.00",
  ],
  [{ reason: "not_solid", grade: "emerging" }, "its evidence together is emerging, and the rule asks for solid"],
  [{ reason: "taken" }, "the library has a skill of the name already"],
  [{ reason: "fork" }, "it is a fork of the library’s, which is proposed as the library’s next version instead"],
])("%j is said", (refusal, words) => {
  expect(refusalWords(refusal)).toBe(words);
});
