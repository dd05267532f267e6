import { expect, test } from "vitest";
import {
  formatCoins,
  formatDifference,
  formatDifferenceRange,
  formatFew,
  formatPercent,
  formatRange,
  formatScore,
} from "./format.ts";

test("scores have two decimals, and differences a sign", () => {
  expect([0, 0.7649, 1].map(formatScore)).toEqual(["0.00", "0.76", "1.00"]);
  expect(formatRange(0.56, 0.881)).toBe("0.56–0.88");
  expect([0.154, -0.02, 0, -0.004].map(formatDifference)).toEqual(["+0.15", "−0.02", "0.00", "0.00"]);
  expect(formatDifferenceRange(-0.06, 0.32)).toBe("−0.06 to +0.32");
});

test("coins are as exact as they need to be", () => {
  expect([0.012, 1, 9.994, 19.44, 206.4, 2e6].map(formatCoins)).toEqual([
    "0.01",
    "1.00",
    "9.99",
    "19.4",
    "206",
    "over a million",
  ]);
});

test("shares and what is too little", () => {
  expect(formatPercent(17 / 33)).toBe("52 %");
  expect(formatFew(3, 5)).toBe("3 of 5 intents");
});
