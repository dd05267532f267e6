import * as fc from "fast-check";
import matter from "gray-matter";
import { expect, test } from "vitest";
import { parseSkill } from "./parse.ts";

const rulesOf = (input: string | Uint8Array) => parseSkill(input).findings.map(({ rule, line }) => `${rule}:${line}`);

test("reads frontmatter, name, description and body", () => {
  expect(parseSkill("---\nname: red\ndescription: Says red.\nlicense: MIT\n---\n\n# Red\n")).toEqual({
    data: { name: "red", description: "Says red.", license: "MIT" },
    name: "red",
    description: "Says red.",
    body: "\n# Red\n",
    frontmatter: "\nname: red\ndescription: Says red.\nlicense: MIT",
    bom: false,
    newline: "\n",
    lenient: false,
    findings: [],
  });
});

test("strips a byte order mark, remembers it, and says that it was there", () => {
  const skill = parseSkill("\uFEFF---\nname: red\ndescription: d\n---\nbody");
  expect(skill.bom).toBe(true);
  expect(skill.body).toBe("body");
  expect(skill.findings).toEqual([
    {
      rule: "encoding-bom",
      severity: "warning",
      message: "the file starts with a byte order mark, which the open format's reader refuses; save it without",
      file: "SKILL.md",
      line: 1,
    },
  ]);
});

test("keeps CRLF in the body and reads quoted text before the closing fence", () => {
  const skill = parseSkill('---\r\nname: red\r\ndescription: "Says\r\n  red."\r\n---\r\n\r\n# Red\r\n');
  expect(skill.data).toEqual({ name: "red", description: "Says red." });
  expect(skill.body).toBe("\r\n# Red\r\n");
  expect(skill.newline).toBe("\r\n");
});

test("keeps a body with lines of three hyphens whole", () => {
  const body = "# A\n\n---\n\nb: c\n---\n----\n\n---";
  expect(parseSkill(`---\nname: red\n---\n${body}`).body).toBe(body);
});

test.each([
  ["blanks after the fences", "--- \t\nname: red\n---  \nbody", "body"],
  ["an empty first line of the body", "---\nname: red\n---\n\nbody", "\nbody"],
  ["no body and no last line break", "---\nname: red\n---", ""],
  ["text after the closing hyphens", "---\nname: red\n---- body", "- body"],
])("cuts at the fences with %s", (_, text, body) => {
  const skill = parseSkill(text);
  expect(skill.data).toEqual({ name: "red" });
  expect(skill.body).toBe(body);
});

test.each([
  ["", ["frontmatter-missing:1"]],
  ["# Red\n", ["frontmatter-missing:1"]],
  ["\n---\nname: red\n---\n", ["frontmatter-missing:1"]],
  ["----\nname: red\n---\n", ["frontmatter-missing:1"]],
  ["---js\nmodule.exports = process.exit(3)\n---\n", ["frontmatter-missing:1"]],
  ["---constructor\nname: red\n---\n", ["frontmatter-missing:1"]],
  ["---", ["frontmatter-unclosed:1"]],
  ["---\nname: red\n", ["frontmatter-unclosed:1"]],
  ["---\n---\n", ["frontmatter-mapping:1"]],
  ["---\n# only a comment\n---\n", ["frontmatter-mapping:1"]],
  ["---\n- red\n---\n", ["frontmatter-mapping:1"]],
  ["---\nred\n---\n", ["frontmatter-mapping:1"]],
  ["---\nname: red\nname: blue\n---\n", ["yaml-syntax:3"]],
  ["---\nname: red\n'name': blue\n---\n", ["yaml-syntax:3"]],
  ["---\n1: a\n'1': b\n---\n", ["yaml-syntax:3"]],
  ["---\n? [a]\n: b\n---\n", ["yaml-syntax:2"]],
  ["---\nname: red\ndescription: use when: always\n---\n", ["yaml-syntax:3"]],
  ["---\nname: *red\n---\n", ["yaml-syntax:2"]],
  ["---\nname: red\nhooks:\n  __proto__: {admin: true}\n---\n", ["yaml-key:4"]],
  ["---\nconstructor: x\n---\n", ["yaml-key:2"]],
  ["---\nname: !!js/function 'x'\n---\n", ["yaml-tag:2"]],
  ["---\nname: !!binary aGk=\n---\n", ["yaml-tag:2"]],
  ["---\nname: !mine x\n---\n", ["yaml-tag:2"]],
  ["---\na: &a [*a]\n---\n", ["yaml-expansion:1"]],
])("finds what is wrong with %j", (text, rules) => {
  expect(rulesOf(text)).toEqual(rules);
  expect(parseSkill(text).data).toEqual({});
});

test.each([
  ["nested deeper than 32", `a: ${"[".repeat(40)}${"]".repeat(40)}`, "yaml-expansion:1"],
  ["nested deeper than the stack", `a: ${"[".repeat(20_000)}${"]".repeat(20_000)}`, "yaml-expansion:1"],
  ["longer than 64 KiB", "a: b\n".repeat(20_000), "frontmatter-size:1"],
  ["with 600 empty lines", `name: red${"\n".repeat(600)}`, "frontmatter-size:1"],
])("refuses frontmatter %s", (_, yaml, rule) => {
  expect(rulesOf(`---\n${yaml}\n---\n`)).toEqual([rule]);
});

test("refuses aliases that multiply", () => {
  const row = (key: string, item: string) => `${key}: &${key} [${Array.from({ length: 9 }, () => item).join(", ")}]`;
  const text = `---\n${row("a", "x")}\n${row("b", "*a")}\n${row("c", "*b")}\n${row("d", "*c")}\n---\n`;
  expect(rulesOf(text)).toEqual(["yaml-expansion:1"]);
});

test("a text that failed once fails again: gray-matter's cache is not asked", () => {
  const text = "---\nname: [red\n---\nbody";
  expect(rulesOf(text)).toEqual(["yaml-syntax:3"]);
  expect(() => matter(text)).toThrow(/flow collection/);
  expect(rulesOf(text)).toEqual(["yaml-syntax:3"]);
});

test("guesses name and description line by line when the YAML cannot be read", () => {
  const skill = parseSkill("---\nname: 'red'\ndescription: Use when: asked,\n  or never.\nother: [\n---\n# Red\n");
  expect(skill.lenient).toBe(true);
  expect(skill.name).toBe("red");
  expect(skill.description).toBe("Use when: asked, or never.");
  expect(skill.body).toBe("# Red\n");
  expect(skill.findings[0]?.line).toBe(3);
});

test("guesses a description in block style", () => {
  const skill = parseSkill("---\nname: red\ndescription: >-\n  One\n  two.\nbad: a: b\n---\n");
  expect([skill.lenient, skill.name, skill.description]).toEqual([true, "red", "One two."]);
});

test("the line break before the closing fence belongs to the last value", () => {
  expect(parseSkill("---\na: |\n  x\n---\n").data).toEqual({ a: "x\n" });
  expect(parseSkill("---\r\na: |+\r\n  x\r\n\r\n---\r\n").data).toEqual({ a: "x\n\n" });
});

test.each([
  ["name: 123", "123"],
  ["name: 1.10", "1.10"],
  ["name: true", "true"],
  ["name: 2026-01-01", "2026-01-01"],
  ["name: ' red '", "red"],
  ["name: null", undefined],
  ["name: ~", undefined],
  ["name:", undefined],
  ["name: ''", undefined],
  ["name: [red]", undefined],
])("takes the name of %j as the text that was written", (line, name) => {
  expect(parseSkill(`---\n${line}\n---\n`).name).toBe(name);
});

test("reads YAML 1.2: words of YAML 1.1 stay text", () => {
  expect(parseSkill("---\na: yes\nb: 0o17\nc: 2026-01-01\nd: 1_000\ne: 012\n<<: x\n---\n").data).toEqual({
    a: "yes",
    b: 15,
    c: "2026-01-01",
    d: "1_000",
    e: 12,
    "<<": "x",
  });
});

test("says when bytes are not UTF-8, and reads the rest", () => {
  const bytes = Uint8Array.from([...Buffer.from("---\nname: red\ndescription: d\n---\n"), 0xff, 0x0a]);
  const skill = parseSkill(bytes);
  expect(skill.findings.map(({ rule }) => rule)).toEqual(["encoding-utf8"]);
  expect(skill.name).toBe("red");
  expect(skill.body).toBe("\uFFFD\n");
  expect(parseSkill("---\nname: red\ndescription: \ud800\n---\n").findings.map(({ rule }) => rule)).toEqual([
    "encoding-utf8",
  ]);
});

test("does not read a file above the limit", () => {
  const skill = parseSkill(new Uint8Array(1024 * 1024 + 1));
  expect(skill.findings.map(({ rule, message }) => [rule, message])).toEqual([
    ["skill-file-bytes", "SKILL.md has 1048577 bytes, at most 1048576 are allowed; move detail into references/"],
  ]);
  expect(parseSkill("é".repeat(512 * 1024 + 1)).findings[0]?.rule).toBe("skill-file-bytes");
});

test("never throws, whatever the bytes", () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void parseSkill(bytes)));
  const piece = fc.constantFrom(
    "---",
    "\n",
    "\r\n",
    "name: ",
    "description: ",
    "- ",
    "? ",
    ": ",
    "&a ",
    "*a",
    "!t ",
    "{",
    "}",
    "[",
    "]",
    "'",
    '"',
    "|",
    ">",
    "#",
    "\t",
    "  ",
    "é",
    "\uFEFF",
    "%",
    "<<",
    "~",
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 40 }), (pieces) => {
      const skill = parseSkill(`---\n${pieces.join("")}\n---\nbody`);
      expect(skill.lenient && Object.keys(skill.data).length > 0).toBe(false);
    }),
    { numRuns: 500 },
  );
});

test("stays fast on frontmatter made to be slow", () => {
  const slow = ["\n \n".repeat(15_000), "# c\n".repeat(15_000), `k:\n${"- ".repeat(30_000)}`, "&a ".repeat(20_000)];
  for (const text of slow) expect(parseSkill(`---\n${text}\n---\n`).lenient).toBe(true);
}, 20_000);
