import { expect, test } from "vitest";
import { STAKES, stakeOf } from "./stake.ts";
import { CandidateKind } from "./types.ts";

test.each([
  [
    "rollback",
    { intents: 16, repos: 3 },
    95,
    "a version that does worse than the one before stays in force: 5 × (16 intents + 3 repos) = 95",
  ],
  ["gap", { intents: 4, repos: 1 }, 15, "what a skill could prevent goes on: 3 × (4 intents + 1 repo) = 15"],
  ["gap", { intents: 0, repos: 2 }, 6, "what a skill could prevent goes on: 3 × 2 repos = 6"],
  ["prune", { intents: 1, repos: 0 }, 4, "a skill that is not worth its place stays: 4 × 1 intent = 4"],
  ["note", { intents: 0, repos: 0 }, 1, "nobody has seen what a run suggests: 1 × 1 = 1"],
] as const)("a %s that touches %j puts %i at stake, and says how", (kind, reach, value, why) => {
  expect(stakeOf(kind, reach)).toEqual({ value, why });
});

test("every kind has a weight, and unsafe text the heaviest", () => {
  expect(Object.keys(STAKES).toSorted()).toEqual([...CandidateKind.options].toSorted());
  expect(Math.max(...CandidateKind.options.map((kind) => STAKES[kind].weight))).toBe(STAKES.finding.weight);
});
