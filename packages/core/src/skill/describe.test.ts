import { expect, test } from "vitest";
import { describeSkill, shorten } from "./describe.ts";

test.each([
  [{ description: "Says\n  red.", body: "Other." }, "Says red."],
  [
    { description: undefined, body: "# Title\n\n---\n\n> quote\n\nFirst line\nof prose.\n\nSecond." },
    "First line of prose.",
  ],
  [{ description: undefined, body: "\r\n# Title\r\n\r\nProse.\r\n" }, "Prose."],
  [{ description: undefined, body: "# Title\n\n```sh\nls\n```\n" }, undefined],
  [{ description: undefined, body: "" }, undefined],
])("describes %j", (skill, text) => {
  expect(describeSkill(skill)).toBe(text);
});

test("cuts at a word and counts code points", () => {
  expect(shorten("one two three", 13)).toBe("one two three");
  expect(shorten("one two three", 12)).toBe("one two…");
  expect(shorten("onetwothree", 6)).toBe("onetw…");
  expect(shorten("😀😀😀😀", 4)).toBe("😀😀😀😀");
  expect(shorten("😀😀😀😀", 3)).toBe("😀😀…");
  expect(describeSkill({ description: "a".repeat(2000), body: "" })).toBe(`${"a".repeat(1023)}…`);
});
