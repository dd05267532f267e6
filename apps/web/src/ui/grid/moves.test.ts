import { expect, test } from "vitest";
import { moveTo, nearest } from "./moves.ts";

const SIZE = { rows: 501, columns: 202, page: 12 };

test.each([
  ["ArrowDown", { row: 3, column: 4 }, { row: 4, column: 4 }],
  ["ArrowUp", { row: 1, column: 4 }, { row: 0, column: 4 }],
  ["ArrowUp", { row: 0, column: 4 }, { row: 0, column: 4 }],
  ["ArrowLeft", { row: 3, column: 0 }, { row: 3, column: 0 }],
  ["ArrowRight", { row: 3, column: 201 }, { row: 3, column: 201 }],
  ["PageDown", { row: 495, column: 4 }, { row: 500, column: 4 }],
  ["PageUp", { row: 5, column: 4 }, { row: 1, column: 4 }],
  ["Home", { row: 3, column: 90 }, { row: 3, column: 0 }],
  ["End", { row: 3, column: 90 }, { row: 3, column: 201 }],
  ["ctrl+Home", { row: 300, column: 90 }, { row: 1, column: 0 }],
  ["ctrl+End", { row: 3, column: 9 }, { row: 500, column: 201 }],
  ["j", { row: 3, column: 9 }, undefined],
  ["toString", { row: 3, column: 9 }, undefined],
])("%s from %j", (key, from, to) => {
  expect(moveTo(key, from, SIZE)).toEqual(to);
});

test("Tab leads to the cell one was at as long as it is drawn, else to the first that is; head and names always are", () => {
  const drawn = { rows: [40, 41, 42], columns: [7, 8] };
  expect(nearest({ row: 41, column: 8 }, drawn)).toEqual({ row: 41, column: 8 });
  expect(nearest({ row: 2, column: 8 }, drawn)).toEqual({ row: 40, column: 8 });
  expect(nearest({ row: 0, column: 90 }, drawn)).toEqual({ row: 0, column: 7 });
  expect(nearest({ row: 41, column: 0 }, { rows: [], columns: [] })).toEqual({ row: 0, column: 0 });
});
