import { expect, test } from "vitest";
import { Comparison, againstOf, upliftByRepo } from "./comparison.ts";
import { DEFAULT_POLICY } from "./defaults.ts";
import { regressionOf } from "./regression.ts";

function stratum(repoId: string, kind: string, [n1, x1, n0, x0]: readonly [number, number, number, number]) {
  return { repoId, arms: { key: JSON.stringify([repoId, kind]), n1, x1, n0, x0 } };
}

test("each repo has its own difference and its share of the pooled one", () => {
  const lines = upliftByRepo([
    stratum("b", "feature", [6, 6_000_000, 6, 3_000_000]),
    stratum("a", "feature", [2, 1_000_000, 2, 2_000_000]),
    stratum("a", "bugfix", [1, 1_000_000, 0, 0]),
  ]);
  expect(lines.map(({ repo, weight, with: a, without: b }) => [repo, weight, a, b])).toEqual([
    ["a", 0.25, { intents: 2, mean: 0.5 }, { intents: 2, mean: 1 }],
    ["b", 0.75, { intents: 6, mean: 1 }, { intents: 6, mean: 0.5 }],
  ]);
  expect(lines.map(({ uplift: { comparable, reason, rd } }) => [comparable, reason, rd])).toEqual([
    [false, "few_with", null],
    [true, null, 0.5],
  ]);
});

test("a repo where nothing is shared has no weight", () => {
  const [line] = upliftByRepo([stratum("a", "feature", [3, 3_000_000, 0, 0])], DEFAULT_POLICY);
  expect(line).toMatchObject({ weight: 0, with: { intents: 0, mean: null }, uplift: { reason: "no_shared_stratum" } });
});

test("a comparison without an older version is what the schema says", () => {
  const against = againstOf(1, regressionOf([], []));
  expect(against).toMatchObject({ number: 1, pairs: 0, state: "not_comparable" });
  const arm = { units: 0, reviewed: 0 };
  const comparison = { from: "", repos: upliftByRepo([]), reviewed: { with: arm, without: arm }, against };
  expect(Comparison.parse(comparison)).toEqual({ ...comparison, duels: null });
});
