import fc from "fast-check";
import { expect, test } from "vitest";
import { pairsOf } from "./duel.ts";
import { rawDigest } from "./raw.ts";
import { makeReceipt } from "./receipt.ts";
import { regressionOf } from "./regression.ts";
import { scoreUnits } from "./score.ts";
import { splitUnits, strataOf } from "./strata.ts";
import { anyUnit, shuffled } from "./testing/units.ts";
import { unitValue } from "./unit-value.ts";
import { upliftOf } from "./uplift.ts";

const SEED = { seed: 16, numRuns: 300 };

const twice = fc.array(anyUnit, { maxLength: 40 }).chain((units) =>
  fc.tuple(
    fc.constant(units),
    fc
      .tuple(...units.map(shuffled))
      .chain((some) => fc.shuffledSubarray(some, { minLength: some.length, maxLength: some.length })),
  ),
);

test("the order of attempts, reviews and verdict entries does not matter", () => {
  const pair = anyUnit.chain((unit) => fc.tuple(fc.constant(unit), shuffled(unit)));
  fc.assert(
    fc.property(pair, ([one, two]) => {
      expect(unitValue(two)).toEqual(unitValue(one));
      expect(rawDigest(two)).toBe(rawDigest(one));
    }),
    SEED,
  );
});

test("the order of units does not matter", () => {
  fc.assert(
    fc.property(twice, ([one, two]) => {
      const [a, b] = [splitUnits(one, "s@1"), splitUnits(two, "s@1")];
      expect(JSON.stringify(scoreUnits(b.with))).toBe(JSON.stringify(scoreUnits(a.with)));
      expect(strataOf(b.with, b.without)).toEqual(strataOf(a.with, a.without));
      expect(pairsOf(b.with, b.without)).toEqual(pairsOf(a.with, a.without));
      expect(regressionOf(b.with, b.without)).toEqual(regressionOf(a.with, a.without));
      const occasion = { version: "s@1", asOf: "2026-02-01T00:00:00.000Z", meta: { source: "learned" as const } };
      expect(makeReceipt({ ...occasion, units: b.with, baseline: b.without })).toEqual(
        makeReceipt({ ...occasion, units: a.with, baseline: a.without }),
      );
    }),
    SEED,
  );
});

test("the order of strata does not matter", () => {
  fc.assert(
    fc.property(twice, ([units]) => {
      const arms = splitUnits(units, "s@1");
      const strata = strataOf(arms.with, arms.without);
      expect(upliftOf(strata.toReversed())).toEqual(upliftOf(strata));
    }),
    SEED,
  );
});

test("a value lies between 0 and 1, and an excluded unit says why", () => {
  fc.assert(
    fc.property(anyUnit, (unit) => {
      const { u, reason } = unitValue(unit);
      expect(u === null).toBe(reason !== null);
      expect([null, "no_attempts", "infrastructure_only", "open"]).toContain(reason);
      expect(u ?? 0).toBeGreaterThanOrEqual(0);
      expect(u ?? 0).toBeLessThanOrEqual(1_000_000);
    }),
    SEED,
  );
});
