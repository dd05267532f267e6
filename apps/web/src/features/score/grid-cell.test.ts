import type { CompareCell, PolicyBrief } from "@yardlet/services";
import { expect, test } from "vitest";
import { gridCell, tickOf } from "./grid-cell.ts";
import type { MatrixMode } from "./matrix-words.ts";

const POLICY: PolicyBrief = { version: 1, floor: 0.5, minIntents: 5, coins: 20 };
const AXES = { score: { from: 0, to: 1, line: 0.5 }, difference: { from: -1, to: 1, line: 0 } } as const;
const drawn = (mode: MatrixMode, cell: CompareCell | null) =>
  gridCell({ cell, mode, policy: POLICY, where: "tdd in parcel" }, AXES[mode]);

test("a known score has its words, its numbers, and its interval in percent of the axis", () => {
  const cell = { place: "above", value: 0.76, lo: 0.561, hi: 0.883, n: 25, state: "behind" } as const;
  expect(drawn("score", cell)).toEqual({
    className: "drawn t-good",
    title: "tdd in parcel: 0.76, 95 % interval 0.56–0.88, 25 intents, behind",
    label: "above the floor, 0.76, interval 0.56–0.88, n 25, behind",
    glyph: "good",
    text: "0.76",
    aside: "25",
    line: { from: 56.1, to: 88.3 },
    below: { glyph: "up", text: "behind" },
  });
});

test("what is too little to tell says what is missing, and a place without a task says the place", () => {
  const few = { place: "few", value: 0.9, lo: 0.1, hi: 1, n: 3 } as const;
  expect(drawn("score", few)).toMatchObject({ label: "not enough intents — 3 of 5", text: "— 3 of 5", glyph: "few" });
  const none = { ...few, value: null, n: 0, state: "vetoed" } as const;
  expect(drawn("score", none)).toMatchObject({ label: "no task yet, vetoed", text: "", below: { text: "vetoed" } });
  expect(drawn("score", null)).toMatchObject({ label: "no evidence", text: "·" });
});

test("a difference has a sign, and an axis with zero in its middle", () => {
  const cell = { place: "below", value: -0.25, lo: -0.4, hi: -0.1, n: 30, others: 90 } as const;
  expect(drawn("difference", cell)).toMatchObject({
    className: "drawn t-bad",
    label: "worse, −0.25, interval −0.40 to −0.10, n 30",
    text: "−0.25",
    line: { from: 30, to: 45 },
  });
  const why = { place: "few", value: null, lo: null, hi: null, n: 2, why: "few_with" } as const;
  expect(drawn("difference", why)).toMatchObject({ label: "not comparable — few with", text: "— few with" });
  expect(tickOf(AXES.difference)).toBe(50);
});
