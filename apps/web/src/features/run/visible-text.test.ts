import { expect, test } from "vitest";
import { visibleText } from "./visible-text.ts";

test("writes out what can't be seen", () => {
  expect(visibleText("pay\u202enimda")).toBe("pay[U+202E]nimda");
  expect(visibleText("T-1 ✓")).toBe("T-1 ✓");
});
