import { DEFAULT_POLICY, evidenceOf } from "@yardlet/core/score";
import type { WhatIfLine } from "@yardlet/services";
import { expect, test } from "vitest";
import { filterTrial, groundOf, sumOfTrial, tryPolicy } from "./trial.ts";
import { changeWords, findingWords, turnedWords, wonWords } from "./words.ts";

function line(name: string, inOrder: readonly number[], change: Partial<WhatIfLine> = {}): WhatIfLine {
  return {
    id: name,
    name,
    home: "parcel",
    version: 1,
    source: "learned",
    pinned: false,
    autoPrune: true,
    uplift: null,
    ...evidenceOf(inOrder),
    ...change,
  };
}

const of = (value: number, n: number) => Array.from({ length: n }, () => value);
const LINES = [
  line("good", of(1_000_000, 9)),
  line("failing", of(0, 9)),
  line("near", of(0, 6)),
  line("asked", of(0, 8), { autoPrune: false }),
  line("weak", of(0, 8), { source: "library", home: "library" }),
];
const GROUND = groundOf({ lines: LINES, policy: DEFAULT_POLICY });
const names = (rows: ReturnType<typeof tryPolicy>) => rows.map(({ ground }) => ground.line.name);

test("rows stand in the order of the policy in force, whatever is tried", () => {
  const tried = tryPolicy(GROUND, { ...DEFAULT_POLICY, floor: 300_000 });
  expect(names(tried)).toEqual(["failing", "asked", "weak", "near", "good"]);
  expect(GROUND[4]).toMatchObject({ intents: 9, score: 1, naiveAt: null });
  expect(GROUND[0]).toMatchObject({ intents: 9, score: 0, naiveAt: 3 });
});

test("what changes against the policy in force is counted, and said", () => {
  const sum = sumOfTrial(tryPolicy(GROUND, { ...DEFAULT_POLICY, floor: 600_000, minIntents: 6 }));
  expect(sum).toEqual({
    learned: 4,
    others: 1,
    pruned: 3,
    proposed: 1,
    flagged: 1,
    gained: 1,
    lost: 0,
    same: 4,
    naive: 3,
    naiveKept: 0,
  });
  expect(findingWords(sum)).toBe("3 of 4 learned skills would be pruned, 1 of 1 other flagged");
  expect(changeWords(sum)).toBe("1 gained, 0 lost, 4 the same against the policy in force");
});

test("rows are narrowed to those acted on, by either policy, to those that change, and by name", () => {
  const rows = tryPolicy(GROUND, { ...DEFAULT_POLICY, floor: 400_000 });
  expect(names(filterTrial(rows, { show: "acted", q: "" }))).toEqual(["failing", "asked", "weak"]);
  expect(names(filterTrial(rows, { show: "changed", q: "" }))).toEqual(["failing", "asked", "weak"]);
  expect(names(filterTrial(rows, { show: null, q: "PARCEL/n" }))).toEqual(["near"]);
});

test("words say what was turned, and when a bet was won", () => {
  expect(turnedWords(DEFAULT_POLICY, { ...DEFAULT_POLICY, floor: 450_000, alpha: 25 })).toEqual([
    "Floor 0.50 → 0.45",
    "False prunes, at most 5.0 % → 2.5 %",
  ]);
  const [{ ground, tried } = {}] = tryPolicy(GROUND, DEFAULT_POLICY);
  expect(tried && ground && wonWords(tried, ground)).toBe("7 of 9");
  const once = groundOf({ lines: [line("once", [...of(0, 7), ...of(1_000_000, 6)])], policy: DEFAULT_POLICY });
  expect(once.map((one) => wonWords(one.inForce, one))).toEqual(["7 of 13, then not"]);
  const late = groundOf({
    lines: [line("late", [], evidenceOf(of(1_000_000, 2), [[0, 60]]))],
    policy: DEFAULT_POLICY,
  });
  expect(late.map((one) => wonWords(one.inForce, one))).toEqual(["past 2 of 62"]);
});
