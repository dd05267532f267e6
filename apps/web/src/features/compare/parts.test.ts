import { expect, test } from "vitest";
import { missingParts, PART, partsInSight } from "./parts.ts";

const ALL = { rows: 500, columns: 200 };
const FIRST = PART;
const seen = (rows: [number, number], columns: [number, number]) =>
  partsInSight({ rows, columns }, ALL, FIRST).map((part) => `${part.rows.join()} × ${part.columns.join()}`);

test("what is in sight is asked for in parts, but for what came with the rows", () => {
  expect(seen([0, 20], [0, 9])).toEqual([]);
  expect(seen([0, 20], [20, 30])).toEqual(["0,30 × 24,48"]);
  expect(seen([20, 50], [0, 9])).toEqual(["30,60 × 0,24"]);
  expect(seen([490, 499], [190, 199])).toEqual(["480,500 × 168,192", "480,500 × 192,200"]);
  expect(seen([0, -1], [0, -1])).toEqual([]);
});

test("a matrix that came whole has nothing to ask for", () => {
  const small = { rows: 60, columns: 8 };
  expect(partsInSight({ rows: [0, 59], columns: [0, 7] }, small, small)).toEqual([]);
  expect(missingParts(small, small, { rows: 100, columns: 200 })).toEqual([]);
});

test("all of it is asked for in wide parts, what came among it where a part is wider", () => {
  expect(missingParts({ rows: 250, columns: 200 }, FIRST, { rows: 100, columns: 200 }).map(({ rows }) => rows)).toEqual(
    [
      [0, 100],
      [100, 200],
      [200, 250],
    ],
  );
});
