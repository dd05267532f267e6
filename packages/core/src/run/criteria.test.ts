import { expect, test } from "vitest";
import { type CriteriaSource, knownCriteria } from "./criteria.ts";

function source(
  run: string,
  endedAt: string | null,
  texts: Record<string, string>,
  more: Partial<CriteriaSource> = {},
) {
  const criteria = Object.entries(texts).map(([id, text]) => ({ id, text }));
  return { run, role: "builder" as const, endedAt, criteria, ...more };
}

test("ids are united over the builder's records, the latest text wins, and none vanishes", () => {
  const runs = [
    source("r3", "2026-01-02T00:00:00.000Z", { c3: "third", c1: "one, later" }),
    source("r1", "2026-01-01T00:00:00.000Z", { c1: "one", c2: "two" }),
    source("r2", "2026-01-01T00:00:00.000Z", { c2: "two, later run" }),
    source("r0", null, { c2: "two, still open" }),
    source("r4", "2026-01-03T00:00:00.000Z", {}),
    source("r5", "2026-01-04T00:00:00.000Z", { c1: "the reviewer's", c9: "x" }, { role: "reviewer" }),
  ];
  const expected = [
    { id: "c1", text: "one, later" },
    { id: "c2", text: "two, still open" },
    { id: "c3", text: "third" },
  ];
  expect(knownCriteria(runs)).toEqual(expected);
  expect(knownCriteria(runs.toReversed())).toEqual(expected);
  expect(knownCriteria([])).toEqual([]);
});
