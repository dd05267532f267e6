import * as fc from "fast-check";
import { expect, test } from "vitest";
import { dropYardletMetadata, readYardletMetadata, setYardletMetadata } from "./metadata.ts";
import { parseSkill } from "./parse.ts";

const read = (yaml: string) => readYardletMetadata(parseSkill(`---\n${yaml}\n---\n`));
const set = (text: string) => setYardletMetadata(text, { version: 3, source: "learned" });

test.each([
  ['metadata:\n  version: "2"\n  source: library', { version: 2, source: "library" }],
  ["metadata:\n  version: 2", { version: 2, source: undefined }],
  ["version: 4\nsource: created", { version: 4, source: "created" }],
  ["version: 4\nmetadata:\n  version: 5", { version: 5, source: undefined }],
  ["metadata:\n  version: 1.2.0\n  source: https://example.org", { version: undefined, source: undefined }],
  ["version: 4\nmetadata:\n  version: 1.2.0", { version: 4, source: undefined }],
  ["version: 0\nsource: Library", { version: undefined, source: undefined }],
  ["version: 1.5", { version: undefined, source: undefined }],
  ["metadata: text", { version: undefined, source: undefined }],
])("reads the facts of %j", (yaml, metadata) => {
  expect(read(yaml)).toEqual(metadata);
});

test.each([
  [
    "a skill without metadata",
    "---\n# who\nname: 'red'   # quoted\ndescription: >\n  Says\n  red.\n\n---\n\n# Red\n---\n",
    "---\n# who\nname: 'red'   # quoted\ndescription: >\n  Says\n  red.\n\nmetadata:\n  version: \"3\"\n  source: learned\n---\n\n# Red\n---\n",
  ],
  [
    "metadata of somebody else",
    "---\nname: red\nmetadata:\n    # theirs\n    author: Ann\nlicense: MIT\n---\nbody",
    '---\nname: red\nmetadata:\n    # theirs\n    version: "3"\n    source: learned\n    author: Ann\nlicense: MIT\n---\nbody',
  ],
  [
    "facts that are there",
    "---\nname: red\nmetadata:\n  source: 'library' # where\n  author: Ann\n  version: 12\n---\nbody",
    '---\nname: red\nmetadata:\n  source: learned # where\n  author: Ann\n  version: "3"\n---\nbody',
  ],
  [
    "one fact that is there and has no value",
    "---\nname: red\nmetadata:\n  version:\n---\nbody",
    '---\nname: red\nmetadata:\n  source: learned\n  version: "3"\n---\nbody',
  ],
  [
    "flow style",
    "---\nname: red\nmetadata: {author: Ann, version: '1'}\n---\nbody",
    '---\nname: red\nmetadata: {source: learned, author: Ann, version: "3"}\n---\nbody',
  ],
  [
    "an empty flow map",
    "---\nname: red\nmetadata: {}\n---\n",
    '---\nname: red\nmetadata: {version: "3", source: learned}\n---\n',
  ],
  [
    "an empty value",
    "---\nname: red\nmetadata:\n---\n",
    '---\nname: red\nmetadata:\n  version: "3"\n  source: learned\n---\n',
  ],
  [
    "CRLF",
    "---\r\nname: red\r\n---\r\nbody\r\n",
    '---\r\nname: red\r\nmetadata:\r\n  version: "3"\r\n  source: learned\r\n---\r\nbody\r\n',
  ],
  [
    "a byte order mark",
    "\uFEFF---\nname: red\n---\n",
    '\uFEFF---\nname: red\nmetadata:\n  version: "3"\n  source: learned\n---\n',
  ],
  [
    "keys of an older Yardlet",
    "---\nname: red\nversion: 2 # old\nsource: library\ndescription: d\n---\n",
    '---\nname: red\ndescription: d\nmetadata:\n  version: "3"\n  source: learned\n---\n',
  ],
  [
    "a version that is not Yardlet's",
    "---\nname: red\nversion: 1.2.0\n---\n",
    '---\nname: red\nversion: 1.2.0\nmetadata:\n  version: "3"\n  source: learned\n---\n',
  ],
  [
    "everything in flow style",
    "---\n{name: red}\n---\n",
    '---\n{metadata: {version: "3", source: learned}, name: red}\n---\n',
  ],
  [
    "a shape that has no place to edit",
    "---\nname: &m {a: b}\nmetadata: *m\n---\n",
    '---\nname:\n  a: b\nmetadata:\n  a: b\n  version: "3"\n  source: learned\n---\n',
  ],
])("writes the facts into %s and leaves the rest verbatim", (_, before, after) => {
  expect(set(before)).toBe(after);
  expect(set(after)).toBe(after);
  expect(readYardletMetadata(parseSkill(after))).toEqual({ version: 3, source: "learned" });
});

test.each([
  ["# Red\n", "SKILL.md has no readable frontmatter; mend it before Yardlet writes its version into it"],
  ["---\nname: [red\n---\n", "SKILL.md has no readable frontmatter; mend it before Yardlet writes its version into it"],
  [
    "---\nname: red\nmetadata: [a]\n---\n",
    "metadata in SKILL.md is not a map; write it as key: value lines before Yardlet adds its version",
  ],
])("refuses %j with the remedy", (text, message) => {
  expect(() => set(text)).toThrow(expect.objectContaining({ name: "DomainError", code: "invalid", message }));
});

const line = fc.constantFrom(
  "license: MIT",
  "# comment",
  "",
  'compatibility: "a: b" # c',
  "metadata: {a: 'b'}",
  "metadata:\n  author: 'Ann'   # her\n  tags:\n    - x",
  "metadata:",
  "metadata: ~",
  "metadata:\n    version: '1.0'",
  "hooks: {a: [1, 2]}",
  "paths:\n- a\n- b",
  "notes: |+\n  one\n\n  two\n",
  "version: 7",
  "source: created # by hand",
  "? argument-hint\n: x",
);

test("only metadata changes: other data and the body are the same, and again is no change", () => {
  const newline = fc.constantFrom("\n", "\r\n");
  fc.assert(
    fc.property(fc.array(line, { maxLength: 6 }), fc.string({ maxLength: 30 }), newline, (lines, body, eol) => {
      const text = `---\nname: red\n${lines.join("\n")}\n---\n`.replaceAll("\n", eol) + body;
      const before = parseSkill(text);
      fc.pre(!before.lenient);
      const once = set(text);
      const after = parseSkill(once);
      const { metadata: _before, version: _version, source: _source, ...others } = before.data;
      const { metadata, ...rest } = after.data;
      expect(rest).toEqual(others);
      expect(metadata).toMatchObject({ version: "3", source: "learned" });
      expect(after.body).toBe(before.body);
      expect(set(once)).toBe(once);
    }),
    { numRuns: 400 },
  );
});

test.each([
  ['name: red\nmetadata:\n  version: "2"\n  source: library\nlicense: MIT # free', "name: red\nlicense: MIT # free"],
  ["name: red\nmetadata:\n  author: Ann # her\n  version: '2'", "name: red\nmetadata:\n  author: Ann # her"],
  ["name: red\nmetadata: {version: '2'}", "name: red\nmetadata: {version: '2'}"],
  [
    "name: red\nhooks:\n  version: 1\nmetadata:\n  version: '2'",
    "name: red\nhooks:\n  version: 1\nmetadata:\n  version: '2'",
  ],
  ["name: red", "name: red"],
])("without Yardlet's own lines, where they can be told: %j", (yaml, left) => {
  const body = "---\n  version: 1\n";
  expect(dropYardletMetadata(`---\n${yaml}\n---\n${body}`)).toBe(`---\n${left}\n---\n${body}`);
});

test("what was set is dropped again", () => {
  const text = "\uFEFF---\r\nname: red # r\r\n---\r\nBody\r\n";
  expect(dropYardletMetadata(set(text))).toBe(text);
});
