import { expect, test } from "vitest";
import { ahead } from "./ahead.ts";

const RANGE = { startIndex: 10, endIndex: 12, overscan: 3, count: 500 };

test("more is drawn where one scrolls to, and both ways at rest; never past an end", () => {
  expect(ahead(RANGE, "forward")).toEqual([9, 10, 11, 12, 13, 14, 15]);
  expect(ahead(RANGE, "backward")).toEqual([7, 8, 9, 10, 11, 12, 13]);
  expect(ahead(RANGE, null)).toEqual([7, 8, 9, 10, 11, 12, 13, 14, 15]);
  expect(ahead({ ...RANGE, startIndex: 1, count: 14 }, null)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
  expect(ahead({ startIndex: 0, endIndex: 0, overscan: 3, count: 0 }, null)).toEqual([]);
});
