import { expect, test } from "vitest";
import { cutText } from "./cut-text.ts";

test.each([
  ["short", 10, "short"],
  ["0123456789", 10, "0123456789"],
  ["0123456789x", 10, "0123456789"],
  ["012345678😀", 10, "012345678"],
  ["1\n2\n3\n4\n5\n6\n7\n8", 100, "1\n2\n3\n4\n5\n6\n7\n8"],
  ["1\n2\n3\n4\n5\n6\n7\n8\n9\n10", 100, "1\n2\n3\n4\n5\n6\n7\n8"],
  ["", 10, ""],
])("%j cut to %i is %j", (text, most, expected) => {
  expect(cutText(text, most)).toBe(expected);
});
