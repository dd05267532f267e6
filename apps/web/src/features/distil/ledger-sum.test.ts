import { expect, test } from "vitest";
import { ledgerSum, sumWords } from "./ledger-sum.ts";

const lesson = (n: number) => `lesson:${"0".repeat(15)}${n}-${"0".repeat(16)}`;
const state = (hash: string, ...numbers: number[]) => ({
  hash: hash.repeat(64),
  units: numbers.map(lesson),
  bytes: 0,
});

test("a step adds up lesson by lesson", () => {
  const sum = ledgerSum({
    state_before: state("a", 1, 2, 3),
    state_after: state("b", 2, 3, 4, 5),
    stored_ids: [lesson(4), lesson(5)],
    archived_ids: [lesson(1)],
  });
  expect(sum).toEqual({ before: 3, stored: 2, archived: 1, after: 4, adds: true, same: false });
  expect(sumWords(sum)).toBe("3 + 2 − 1 = 4");
});

test("one that does not add up says so", () => {
  const sum = ledgerSum({
    state_before: state("a"),
    state_after: state("a", 1),
    stored_ids: [],
    archived_ids: [],
  });
  expect(sum).toEqual({ before: 0, stored: 0, archived: 0, after: 1, adds: false, same: true });
  expect(sumWords(sum)).toBe("0 + 0 − 0 ≠ 1");
});
