import { expect, test } from "vitest";
import { TASK_KINDS, taskKind } from "./task-kind.ts";

test.each([
  ["feature", "feature"],
  ["feat", "feature"],
  ["Bug Fix", "bugfix"],
  ["fix", "bugfix"],
  ["  HOTFIX! ", "bugfix"],
  ["documentation", "docs"],
  ["ｐｅｒｆ", "perf"],
  ["proof_of_concept", "prototype"],
  ["trial", "trial"],
  ["other", "other"],
  ["quux", "other"],
  ["constructor", "other"],
  ["", "other"],
  [null, "other"],
  [undefined, "other"],
])("%j is %s", (text, kind) => {
  expect(taskKind(text)).toBe(kind);
});

test("there are at most 40 strata, and each kind is its own", () => {
  expect(TASK_KINDS.length).toBeLessThanOrEqual(40);
  expect(TASK_KINDS.filter((kind) => taskKind(kind) !== kind)).toEqual([]);
});
