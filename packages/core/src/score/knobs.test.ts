import { expect, test } from "vitest";
import { isKnobValue, KNOB_NAMES, knobsOf, knobText, readKnob, turnedKnobs } from "./knobs.ts";
import { DEFAULT_POLICY } from "./defaults.ts";

test("every knob may stand where the default policy has it, and reads back what it shows", () => {
  expect(KNOB_NAMES.map((name) => knobText(name, DEFAULT_POLICY[name]))).toEqual(["0.50", "5.0", "5", "0.05"]);
  for (const name of KNOB_NAMES) {
    expect(isKnobValue(name, DEFAULT_POLICY[name])).toBe(true);
    expect(readKnob(name, knobText(name, DEFAULT_POLICY[name]))).toBe(DEFAULT_POLICY[name]);
  }
});

test.each([
  ["floor", "0.45", 450_000],
  ["floor", " 0,7 ", 700_000],
  ["floor", "0.07", undefined],
  ["floor", "0.455", undefined],
  ["floor", "0.91", undefined],
  ["floor", "-0.5", undefined],
  ["floor", "1e-1", undefined],
  ["floor", "", undefined],
  ["alpha", "2.5", 25],
  ["alpha", "20", 200],
  ["alpha", "0.3", undefined],
  ["minIntents", "12", 12],
  ["minIntents", "4", undefined],
  ["minIntents", "7.5", undefined],
  ["vetoMargin", "0", 0],
  ["vetoMargin", "0.29", 290_000],
] as const)("%s %j stands at %s", (name, text, value) => {
  expect(readKnob(name, text)).toBe(value);
});

test("what was turned is told by name", () => {
  expect(turnedKnobs(DEFAULT_POLICY, { ...DEFAULT_POLICY, floor: 400_000, vetoMargin: 0 })).toEqual([
    "floor",
    "vetoMargin",
  ]);
  expect(knobsOf(DEFAULT_POLICY)).toEqual({ floor: 500_000, alpha: 50, minIntents: 5, vetoMargin: 50_000 });
});
