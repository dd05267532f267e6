import { expect, test } from "vitest";
import { styleFor } from "./style.ts";

test.each([
  { stream: { isTTY: true }, noColor: undefined, expected: "\u001b[31mno\u001b[0m" },
  { stream: { isTTY: true }, noColor: "", expected: "\u001b[31mno\u001b[0m" },
  { stream: { isTTY: true }, noColor: "1", expected: "no" },
  { stream: { isTTY: false }, noColor: undefined, expected: "no" },
  { stream: {}, noColor: undefined, expected: "no" },
])("colour only on a terminal, and not against NO_COLOR: %j", ({ stream, noColor, expected }) => {
  expect(styleFor(stream, noColor)("red", "no")).toBe(expected);
});
