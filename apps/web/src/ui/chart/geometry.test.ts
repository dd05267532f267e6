import { expect, test } from "vitest";
import { bandText, coinShare, dayTicks, markSide, pointsText, rowsOfLabels, runsOf, scaleOf } from "./geometry.ts";

test("a scale maps ends to ends, and a domain without length to the middle", () => {
  const up = scaleOf([0, 1], [210, 26]);
  expect([0, 0.5, 1].map(up)).toEqual([210, 118, 26]);
  expect(scaleOf([-1, 1], [6, 294])(0.2)).toBe(178.8);
  expect(scaleOf([5, 5], [0, 100])(5)).toBe(50);
});

test("outlines go along the top and back along the bottom", () => {
  expect(
    pointsText([
      { x: 1, y: 2 },
      { x: 3, y: 4.5 },
    ]),
  ).toBe("1,2 3,4.5");
  expect(
    bandText([
      { x: 0, top: 1, bottom: 9 },
      { x: 5, top: 2, bottom: 8 },
    ]),
  ).toBe("0,1 5,2 5,8 0,9");
});

test("a mark's area grows with n, and stays in its row", () => {
  expect([0, 1, 6, 7, 25, 900].map(markSide)).toEqual([4, 4, 6.6, 7.1, 13.5, 14]);
});

test("a line breaks where nothing is known", () => {
  expect(runsOf([null, 1, 2, null, null, 3])).toEqual([[1, 2], [3]]);
  expect(runsOf([])).toEqual([]);
});

test("labels that would cover each other go to rows of their own", () => {
  expect(
    rowsOfLabels([
      { x: 0, width: 100 },
      { x: 40, width: 100 },
      { x: 100, width: 100 },
      { x: 110, width: 10 },
    ]),
  ).toEqual([0, 1, 0, 2]);
});

test("days of an axis end at the end, each once", () => {
  const day = (text: string) => Date.parse(`2026-11-${text}T00:00:00Z`);
  expect(dayTicks(day("01"), day("21"), 6)).toEqual(["01", "05", "09", "13", "17", "21"].map(day));
  expect(dayTicks(day("20"), day("21"), 6)).toEqual([day("20"), day("21")]);
  expect(dayTicks(day("21"), day("21"), 6)).toEqual([day("21")]);
});

test("coins stand by their logarithm, from one to a thousand", () => {
  expect([0.01, 1, 1000, 1e9].map(coinShare)).toEqual([0, 0, 1, 1]);
  expect(coinShare(20)).toBeCloseTo(0.4337, 4);
});
