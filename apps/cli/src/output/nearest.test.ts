import { expect, test } from "vitest";
import { nearestNames } from "./nearest.ts";

const NAMES = ["commit-hygiene", "repo-orientation", "rust", "write-tests-first", "web-ui"];

test.each([
  ["comit-hygiene", ["commit-hygiene"]],
  ["rost", ["rust"]],
  ["tests", ["write-tests-first"]],
  ["x", []],
  ["entirely-else", []],
])("%s", (typed, expected) => {
  expect(nearestNames(typed, NAMES)).toEqual(expected);
});

test("at most three, the nearest first, each once", () => {
  expect(nearestNames("abcdef", ["abcxyf", "abcdeg", "abcdef", "abcdef", "abcdxg"])).toEqual([
    "abcdef",
    "abcdeg",
    "abcdxg",
  ]);
});
