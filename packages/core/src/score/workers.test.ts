import { expect, test } from "vitest";
import { type WorkStratum, workTable } from "./workers.ts";

const work = (agent: string, kind: string, [n, good]: [number, number], repo = "parcel"): WorkStratum => ({
  agent,
  model: "large",
  repo,
  kind,
  n,
  x: good * 1_000_000,
});

function shown(strata: readonly WorkStratum[]) {
  return workTable(strata).map(({ agent, all, kinds }) => [
    agent,
    `${all.x / 1_000_000} of ${all.n}`,
    all.others.rd,
    all.others.reason,
    kinds.map(({ kind, cell }) => `${kind} ${cell.x / 1_000_000}/${cell.n} ${cell.others.reason ?? cell.others.rd}`),
  ]);
}

test("a row a worker, most intents first, and a cell a kind", () => {
  expect(
    shown([
      work("codex", "feature", [10, 5]),
      work("claude", "feature", [10, 9]),
      work("claude", "bugfix", [6, 3]),
      work("claude", "docs", [0, 0]),
    ]),
  ).toEqual([
    ["claude", "12 of 16", 0.4, null, ["bugfix 3/6 no_shared_stratum", "feature 9/10 0.4"]],
    ["codex", "5 of 10", -0.4, null, ["feature 5/10 -0.4"]],
  ]);
});

test("a worker that is sent to the hard repo has the lower mean, and does no worse than others there", () => {
  const [often, seldom] = workTable([
    work("claude", "feature", [40, 8], "hard"),
    work("claude", "feature", [10, 9], "easy"),
    work("codex", "feature", [10, 2], "hard"),
    work("codex", "feature", [30, 27], "easy"),
  ]);
  expect([often?.agent, (often?.all.x ?? 0) / 1_000_000 / (often?.all.n ?? 1)]).toEqual(["claude", 0.34]);
  expect([seldom?.agent, (seldom?.all.x ?? 0) / 1_000_000 / (seldom?.all.n ?? 1)]).toEqual(["codex", 0.725]);
  expect([often?.all.others.rd, often?.all.others.comparable]).toEqual([0, true]);
});

test("models of one agent stand apart, one that was not said among them, and are others to each other", () => {
  const of = (model: string | null, good: number) => ({ ...work("claude", "feature", [8, good]), model });
  expect(
    workTable([of(null, 8), of("small", 4), of("large", 6)]).map(({ model, all }) => [model, all.others.rd]),
  ).toEqual([
    [null, 0.375],
    ["large", 0],
    ["small", -0.375],
  ]);
});

test("the order of the strata does not matter, and nothing is a table without rows", () => {
  const strata = [
    work("codex", "feature", [10, 5]),
    work("claude", "feature", [10, 9]),
    work("claude", "bugfix", [6, 3]),
  ];
  expect(workTable(strata.toReversed())).toEqual(workTable(strata));
  expect(workTable([])).toEqual([]);
});
