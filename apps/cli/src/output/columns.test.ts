import { expect, test } from "vitest";
import { columns, shorten } from "./columns.ts";

test("cells stand under each other, and no line ends in blanks", () => {
  expect(columns([["a", "bb", "c"], ["aaa", "b", ""], ["a"]])).toEqual(["  a    bb  c", "  aaa  b", "  a"]);
});

test("a long text ends in an ellipsis, on one line", () => {
  expect(shorten("one two\n three", 20)).toBe("one two three");
  expect(shorten("one two three", 9)).toBe("one two…");
});
