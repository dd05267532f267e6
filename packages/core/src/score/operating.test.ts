import { expect, test } from "vitest";
import { naiveBoundaries } from "./naive.ts";
import { boundaries, boundary, operatingTable } from "./operating.ts";
import { DEFAULT_POLICY } from "./defaults.ts";

const MEANS = [0.9, 0.8, 0.7, 0.6, 0.5, 0.45, 0.4, 0.3, 0.2, 0.1];

/** scoring.md, table T1: the chance that a skill is ever pruned within 300 looks, and the median delay. */
const T1 = [
  { floor: 500_000, ever: "0.0000 0.0000 0.0003 0.0035 0.0411 0.2500 0.7941 1.0000 1.0000 1.0000" },
  { floor: 400_000, ever: "0.0000 0.0000 0.0000 0.0002 0.0023 0.0085 0.0403 0.8585 1.0000 1.0000" },
];

test.each(T1)("the chance of ever being pruned at floor $floor is table T1's", ({ floor, ever }) => {
  const table = operatingTable(MEANS, 300, { ...DEFAULT_POLICY, floor });
  expect(table.map((row) => row.ever.toFixed(4)).join(" ")).toBe(ever);
});

test("half of the skills below the floor are pruned by table T1's delays", () => {
  const medians = operatingTable(MEANS, 300).map(({ median }) => median);
  expect(medians).toEqual([null, null, null, null, null, null, 145, 34, 14, 10]);
});

test("the largest number of passes that still prunes is the document's", () => {
  const sizes = [6, 7, 9, 10, 12, 15, 20, 25, 30, 40, 50, 75, 100, 150, 200, 300];
  expect(sizes.map((n) => boundary(n))).toEqual([-1, 0, 0, 1, 1, 2, 4, 5, 7, 11, 15, 25, 35, 57, 79, 123]);
  expect(boundaries(10)).toEqual([-1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 1]);
});

test("the naive rule prunes by table T1's chances and delays", () => {
  const table = operatingTable(MEANS, 300, DEFAULT_POLICY, naiveBoundaries(300));
  expect(table.map(({ ever }) => ever.toFixed(4)).join(" ")).toBe(
    "0.0283 0.1075 0.2314 0.3953 0.5958 0.7095 0.8331 0.9975 1.0000 1.0000",
  );
  expect(table.slice(4).map(({ median }) => median)).toEqual([3, 3, 3, 3, 3, 3]);
  expect(naiveBoundaries(9)).toEqual([-1, -1, -1, 1, 1, 1, 2, 2, 2, 3]);
});
