import * as fc from "fast-check";
import { expect, test } from "vitest";
import { parseSkill } from "./parse.ts";
import type { FrontmatterData } from "./value.ts";
import { writeSkill } from "./write.ts";

test("writes block style that the open format's reader takes", () => {
  const data = {
    name: "red",
    description: 'Says: "red". Use when\nasked.',
    metadata: { version: "1", tags: ["a", "b"] },
    "argument-hint": "[issue]",
    empty: {},
  };
  expect(writeSkill({ data, body: "\n# Red\n" })).toBe(`---
name: red
description: |-
  Says: "red". Use when
  asked.
metadata:
  version: "1"
  tags:
    - a
    - b
argument-hint: "[issue]"
empty: {}
---

# Red
`);
});

test("does not fold long lines", () => {
  const description = "word ".repeat(200).trim();
  expect(writeSkill({ data: { description }, body: "" })).toBe(`---\ndescription: ${description}\n---\n`);
});

test("writes line endings and byte order mark as they were", () => {
  const text = '\uFEFF---\r\nname: red\r\ndescription: "a: b"\r\n---\r\n# Red\r\nmixed\n';
  expect(writeSkill(parseSkill(text))).toBe(text);
});

test("writes text that looks like a fence, a number or a comment so that it comes back as it was", () => {
  const data = {
    a: "---",
    b: "x\n---\ny",
    c: "1.0",
    d: "null",
    e: "# no",
    f: " x ",
    g: "a\r\nb",
    h: "",
    i: "\t",
    j: "é\u2028",
  };
  expect(parseSkill(writeSkill({ data, body: "" })).data).toEqual(data);
  expect(parseSkill(writeSkill({ data, body: "", newline: "\r\n" })).data).toEqual(data);
});

const REFUSED = new Set(["__proto__", "constructor", "prototype"]);
const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 20 }),
  fc.string({
    unit: fc.constantFrom("a", " ", "\n", "\r", "\t", "-", ":", "#", "'", '"', "|", ">", "\\", "é"),
    maxLength: 12,
  }),
);
const key = text.filter((name) => !REFUSED.has(name) && name.isWellFormed());
const { value } = fc.letrec<{ value: FrontmatterData[string] }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    text,
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(key, tie("value"), { maxKeys: 3, noNullPrototype: true }),
  ),
}));
const frontmatter = fc.dictionary(key, value, { minKeys: 1, maxKeys: 5, noNullPrototype: true });

test("what is written is read back equal, whatever the data, body and line ending", () => {
  fc.assert(
    fc.property(
      frontmatter,
      text,
      fc.constantFrom("\n" as const, "\r\n" as const),
      fc.boolean(),
      (data, body, newline, bom) => {
        const skill = parseSkill(writeSkill({ data, body, newline, bom }));
        expect(skill.data).toEqual(data);
        expect(skill.body).toBe(body);
        expect([skill.newline, skill.bom]).toEqual([newline, bom]);
      },
    ),
    { numRuns: 500 },
  );
});
