import { expect, test } from "vitest";
import { FORMAT_CASES, type FormatCase } from "./testing/format-cases.ts";
import { DIFFERENCES } from "./testing/format-differences.ts";
import { formatText } from "./testing/format-text.ts";
import { validateSkill } from "./validate.ts";

const textOf = ({ text, yaml = "" }: FormatCase) => text ?? `---\n${yaml}\n---\n# Red\n\nSay red.\n`;

function errorsOf(each: FormatCase): string[] {
  const main = {
    path: each.file ?? "SKILL.md",
    mode: "100644",
    bytes: Buffer.from(textOf(each), each.encoding),
  } as const;
  const beside = (each.beside ?? []).map((path) => ({ path, mode: "100644", bytes: Buffer.from("x") }) as const);
  const findings = validateSkill({ folder: each.folder ?? "red", files: [main, ...beside] }, "strict");
  return findings.filter(({ severity }) => severity === "error").map(({ rule }) => rule);
}

test.each(
  FORMAT_CASES.map((each) => ({ ...each, expected: each.because === undefined ? each.reference : !each.reference })),
)("strict and the open format's reference on $about", ({ expected, ...each }) => {
  const errors = errorsOf(each);
  expect(errors.length === 0, errors.join(", ")).toBe(expected);
});

test("every difference has a case, every case a name of its own, and there are enough of them", () => {
  const used = new Set(FORMAT_CASES.flatMap(({ because }) => because ?? []));
  expect([...used].toSorted()).toEqual(Object.keys(DIFFERENCES).toSorted());
  expect(new Set(FORMAT_CASES.map(({ about }) => about)).size).toBe(FORMAT_CASES.length);
  expect(FORMAT_CASES.length).toBeGreaterThanOrEqual(40);
});

test("docs/format.md is written from the table", async () => {
  await expect(formatText()).toMatchFileSnapshot("../../../../docs/format.md");
});

test.each([
  [
    "license: a\u0007b",
    [
      "yaml-subset 4 the open format's reader refuses the character U+0007; write plain key: value lines in block style",
    ],
  ],
  [
    "license:\ta\tb",
    [
      "yaml-subset 4 the open format's reader refuses a tab outside quotes; write plain key: value lines in block style",
    ],
  ],
])("says where and what in %j", (line, expected) => {
  const bytes = Buffer.from(`---\nname: red\ndescription: d\n${line}\n---\nbody`);
  const findings = validateSkill({ folder: "red", files: [{ path: "SKILL.md", mode: "100644", bytes }] }, "strict");
  expect(findings.map(({ rule, line: at, message }) => `${rule} ${at} ${message}`)).toEqual(expected);
});
