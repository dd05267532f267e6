import fc from "fast-check";
import { expect, test } from "vitest";
import { DomainError } from "../error.ts";
import { addRoll, cellMean, emptyRoll, rollOfCell, rollOfUnit, scoreOfRoll } from "./rollup.ts";
import { scoreUnits } from "./score.ts";
import { splitUnits, strataOf } from "./strata.ts";
import { RollupTables } from "./testing/rollup.ts";
import { anyUnit, reviewOf, unitOf } from "./testing/units.ts";
import type { Unit } from "./unit.ts";
import { unitValue } from "./unit-value.ts";
import { upliftOf } from "./uplift.ts";

const VERSIONS = ["s@1", "s@2", "other@1"];

/** Put in a new unit, or do to the one at `at`: take it out, give it a late verdict, move it to another place. */
const step = fc.record({
  kind: fc.constantFrom("insert", "insert", "delete", "verdict", "move"),
  at: fc.nat(),
  unit: anyUnit,
});

function replacement({ kind, unit }: { kind: string; unit: Unit }, old: Unit): Unit | null {
  if (kind === "delete") return null;
  if (kind === "verdict") return { ...old, reviews: [...old.reviews, ...unit.reviews] };
  return { ...old, repo: unit.repo, kind: unit.kind, intent: unit.intent };
}

test("rollups equal a recompute exactly, after every change", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 50, maxLength: 50 }), (steps) => {
      const tables = new RollupTables();
      const units: Unit[] = [];
      for (const one of steps) {
        const index = one.at % Math.max(1, units.length);
        const old = one.kind === "insert" ? undefined : units[index];
        const now = old ? replacement(one, old) : one.unit;
        tables.change(old ?? null, now);
        units.splice(old ? index : units.length, old ? 1 : 0, ...(now ? [now] : []));
        for (const version of VERSIONS) {
          const arms = splitUnits(units, version);
          expect(JSON.stringify(tables.score(version))).toBe(JSON.stringify(scoreUnits(arms.with)));
          expect(JSON.stringify(tables.uplift(version))).toBe(
            JSON.stringify(upliftOf(strataOf(arms.with, arms.without))),
          );
        }
      }
    }),
    { seed: 26, numRuns: 10 },
  );
});

test("everything taken out again leaves nothing", () => {
  const tables = new RollupTables();
  const unit = unitOf({ reviews: [reviewOf("v", [true, false, false])] });
  tables.change(null, unit);
  expect(tables.score("s@1").sumU).toBe(600_000);
  tables.change(unit, null);
  expect(tables.score("s@1")).toEqual(scoreUnits([]));
});

test("the mean of a cell is rounded half up, and an empty one has none", () => {
  expect(cellMean(3, 1_000_000)).toBe(333_333);
  expect(cellMean(2, 1_000_001)).toBe(500_001);
  expect(cellMean(0, 0)).toBeNull();
});

test("a unit adds its components, an intent the rest", () => {
  const value = unitValue(unitOf({ reviews: [reviewOf("v", [true, false])] }));
  const parts = { units: -1, nReview: -1, sumReview: -500_000, sumFirst: -1_000_000, sumRetry: -1_000_000 };
  expect(rollOfUnit(value, -1)).toEqual({ ...parts, intents: 0, sumU: 0, l: [] });
  expect(rollOfUnit(unitValue(unitOf({ attempts: [] })), 1)).toEqual({ ...emptyRoll(), l: [] });
  expect(rollOfCell(null, 0)).toEqual({
    ...emptyRoll(),
    intents: 1,
    l: [223_143_551, 405_465_108, 559_615_788],
  });
  expect(addRoll(rollOfCell(null, 300_000), rollOfCell(300_000, null))).toEqual(emptyRoll());
});

test("sums of another grid are refused", () => {
  const sums = { ...emptyRoll(), l: [0, 0] };
  expect(() => scoreOfRoll(sums, {})).toThrow(
    new DomainError("invalid", "the sums were made for 2 bets and the policy has 3; recompute them from the intents"),
  );
});

test("excluded units are listed in one order, those that are gone are not", () => {
  const excluded = { simulated: 1, open: 2, mixed_versions: 3, no_attempts: 4, infrastructure_only: 0 };
  expect(Object.entries(scoreOfRoll(emptyRoll(), excluded).excluded)).toEqual([
    ["no_attempts", 4],
    ["open", 2],
    ["mixed_versions", 3],
    ["simulated", 1],
  ]);
});
