import { expect, test } from "vitest";
import { type CountedUnit, kindsOfStrata, rollsAfter, rollupChanges, strataOfCells, weekOf } from "./changes.ts";
import { DEFAULT_POLICY } from "./defaults.ts";

function unit(pk: number, u: number | null, change: Partial<CountedUnit> = {}): CountedUnit {
  return {
    pk,
    repoId: "repo-1",
    kind: "feature",
    intent: "i1",
    worker: null,
    value: {
      included: u !== null,
      reason: u === null ? "open" : null,
      u,
      review: null,
      firstTry: u === null ? null : 1_000_000,
      retry: u === null ? null : 1_000_000,
      endedAt: "2026-11-25T10:00:00.000Z",
    },
    shares: [{ versionId: "v1", epoch: 1, reason: u === null ? "open" : null }],
    ...change,
  };
}

const BET = { versionId: "v1", epoch: 1, repoId: "repo-1", intent: "i1" };

test("a new unit is added to its version's bet, cell, roll and weeks", () => {
  const changes = rollupChanges([], [unit(1, 400_000)], DEFAULT_POLICY);
  expect(changes.bets).toEqual([{ ...BET, n: 1, sumU: 400_000 }]);
  expect(changes.cells).toEqual([{ ...BET, kind: "feature", n: 1, sumU: 400_000 }]);
  expect(changes.excluded).toEqual([]);
  expect(changes.weeks).toEqual([{ versionId: "v1", epoch: 1, week: "2026-11-23", units: 1, sumU: 400_000 }]);
  expect(changes.repoWeeks).toEqual([
    { repoId: "repo-1", week: "2026-11-23", units: 1, firstTry: 1, reviewed: 0, sumReview: 0 },
  ]);
  const [roll] = rollsAfter(changes, [], DEFAULT_POLICY);
  expect(roll?.sums).toMatchObject({ units: 1, intents: 1, sumU: 400_000, l: [48_790_164, 95_310_180, 139_761_942] });
  expect(strataOfCells(changes.cells, [])).toEqual([
    { versionId: "v1", epoch: 1, repoId: "repo-1", kind: "feature", n: 1, x: 400_000 },
  ]);
});

test("a second unit of an intent moves its mean, and counts no second intent", () => {
  const changes = rollupChanges([], [unit(2, 1_000_000)], DEFAULT_POLICY);
  const after = [{ ...BET, n: 2, sumU: 1_400_000 }];
  expect(rollsAfter(changes, after, DEFAULT_POLICY)[0]?.sums).toMatchObject({ units: 1, intents: 0, sumU: 300_000 });
});

test("what replaces itself changes nothing", () => {
  const same = [unit(1, 400_000), unit(2, null)];
  const changes = rollupChanges(same, same, DEFAULT_POLICY);
  expect({ ...changes, rolls: [] }).toEqual({
    bets: [],
    cells: [],
    rolls: [],
    excluded: [],
    weeks: [],
    repoWeeks: [],
    work: [],
  });
  expect(rollsAfter(changes, [], DEFAULT_POLICY)[0]?.sums).toMatchObject({
    units: 0,
    intents: 0,
    sumU: 0,
    l: [0, 0, 0],
  });
});

test("a unit that is taken back leaves nothing behind", () => {
  const changes = rollupChanges([unit(1, 400_000)], [unit(1, null)], DEFAULT_POLICY);
  const after = [{ ...BET, n: 0, sumU: 0 }];
  expect(rollsAfter(changes, after, DEFAULT_POLICY)[0]?.sums).toMatchObject({
    units: -1,
    intents: -1,
    sumU: -400_000,
    l: [-48_790_164, -95_310_180, -139_761_942],
  });
  expect(changes.excluded).toEqual([{ versionId: "v1", epoch: 1, repoId: "repo-1", reason: "open", n: 1 }]);
});

test("a version that a unit mixes with another is excluded for it alone", () => {
  const shares = [
    { versionId: "v1", epoch: 1, reason: "mixed_versions" },
    { versionId: "v9", epoch: 1, reason: null },
  ];
  const changes = rollupChanges([], [unit(1, 1_000_000, { shares })], DEFAULT_POLICY);
  expect(changes.bets.map((bet) => bet.versionId)).toEqual(["v9"]);
  expect(changes.excluded).toEqual([{ versionId: "v1", epoch: 1, repoId: "repo-1", reason: "mixed_versions", n: 1 }]);
});

test.each([
  ["2026-11-23T00:00:00.000Z", "2026-11-23"],
  ["2026-11-29T23:59:59.999Z", "2026-11-23"],
  ["2026-11-30T00:00:00.000Z", "2026-11-30"],
  ["1970-01-01T00:00:00.000Z", "1969-12-29"],
])("the week of %s begins on %s", (time, monday) => {
  expect(weekOf(time)).toBe(monday);
});

test("strata of several repos come together by version, epoch and kind", () => {
  const stratum = { versionId: "v1", epoch: 1, repoId: "repo-1", kind: "feature", n: 2, x: 900_000 };
  expect(
    kindsOfStrata([
      stratum,
      { ...stratum, repoId: "repo-2", n: -1, x: -300_000 },
      { ...stratum, kind: "docs", n: 1, x: 5 },
      { ...stratum, epoch: 2, n: 1, x: 7 },
    ]),
  ).toEqual([
    { versionId: "v1", epoch: 1, kind: "docs", n: 1, x: 5 },
    { versionId: "v1", epoch: 1, kind: "feature", n: 1, x: 600_000 },
    { versionId: "v1", epoch: 2, kind: "feature", n: 1, x: 7 },
  ]);
});
