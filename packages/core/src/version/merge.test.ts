import { expect, test } from "vitest";
import { mergeThree } from "./merge.ts";
import { file, shown, sidesOf } from "./testing.ts";

const NUL = new Uint8Array([0, 1]);

/** A SKILL.md with some of its frontmatter and its body. */
const skill = (head: string, body = "# Red\n") => `---\nname: red\n${head}---\n${body}`;

const CLEAN: {
  what: string;
  path?: string;
  base: string | null;
  mine: string | null;
  theirs: string | null;
  merged: string | null;
}[] = [
  {
    what: "changes of different lines",
    base: "1\n2\n3\n",
    mine: "one\n2\n3\n",
    theirs: "1\n2\nthree\n",
    merged: "one\n2\nthree\n",
  },
  { what: "the same change", base: "1\n2\n", mine: "one\n2\n", theirs: "one\n2\n", merged: "one\n2\n" },
  {
    what: "the same change besides another",
    base: "1\n2\n3\n",
    mine: "one\n2\n3\n",
    theirs: "one\n2\n3\n4\n",
    merged: "one\n2\n3\n4\n",
  },
  {
    what: "an insertion and a removal",
    base: "1\n2\n3\n",
    mine: "0\n1\n2\n3\n",
    theirs: "1\n2\n",
    merged: "0\n1\n2\n",
  },
  {
    what: "a last line that gets its end",
    base: "1\n2\n3",
    mine: "1\n2\n3\n",
    theirs: "one\n2\n3",
    merged: "one\n2\n3\n",
  },
  {
    what: "line ends of one side",
    base: "1\n2\n3\n",
    mine: "1\r\n2\r\n3\r\n",
    theirs: "1\n2\nthree\n",
    merged: "1\r\n2\r\nthree\r\n",
  },
  {
    what: "a byte order mark of one side",
    base: "1\n2\n3\n",
    mine: "\uFEFF1\n2\n3\n",
    theirs: "1\n2\nthree\n",
    merged: "\uFEFF1\n2\nthree\n",
  },
  { what: "a file that both removed", base: "1", mine: null, theirs: null, merged: null },
  { what: "a file that one removed", base: "1", mine: "1", theirs: null, merged: null },
  { what: "a file that one added", base: null, mine: null, theirs: "1", merged: "1" },
  { what: "a file that both added alike", base: null, mine: "1", theirs: "1", merged: "1" },
  {
    what: "different keys of the frontmatter, however close",
    path: "SKILL.md",
    base: skill("description: old\nlicense: MIT\n"),
    mine: skill("description: new\nlicense: MIT\n"),
    theirs: skill("description: old\nlicense: ISC\n"),
    merged: skill("description: new\nlicense: ISC\n"),
  },
  {
    what: "a body of one and a frontmatter of the other, with its comment",
    path: "SKILL.md",
    base: skill("description: old\n"),
    mine: skill("description: old\n", "# Red\n\nMore.\n"),
    theirs: skill("# why\ndescription: 'new'\n"),
    merged: skill("# why\ndescription: 'new'\n", "# Red\n\nMore.\n"),
  },
  {
    what: "stamps of Yardlet, of which mine stays",
    path: "SKILL.md",
    base: skill('description: old\nmetadata:\n  version: "1"\n  source: library\n'),
    mine: skill('description: old\nmetadata:\n  version: "2"\n  source: library\n', "# Red\n\nMine.\n"),
    theirs: skill('description: new\nmetadata:\n  version: "3"\n  source: library\n  author: Ada\n'),
    merged: skill(
      'description: new\nmetadata:\n  version: "2"\n  source: library\n  author: Ada\n',
      "# Red\n\nMine.\n",
    ),
  },
  {
    what: "keys inside metadata, where one side has none",
    path: "SKILL.md",
    base: skill("description: old\n"),
    mine: skill("description: new\n"),
    theirs: skill('description: old\nmetadata:\n  version: "3"\n  author: Ada\n'),
    merged: skill("description: new\nmetadata:\n  author: Ada\n"),
  },
  {
    what: "another client's keys that are mappings",
    path: "SKILL.md",
    base: skill("hooks:\n  before: a\n  after: b\n"),
    mine: skill("hooks:\n  before: A\n  after: b\n"),
    theirs: skill("hooks:\n  before: a\n  after: b\n  last: c\n"),
    merged: skill("hooks:\n  before: A\n  after: b\n  last: c\n"),
  },
  {
    what: "a key that one removed",
    path: "SKILL.md",
    base: skill("description: old\nlicense: MIT\n"),
    mine: skill("description: old\n"),
    theirs: skill("description: new\nlicense: MIT\n"),
    merged: skill("description: new\n"),
  },
  {
    what: "a SKILL.md that cannot be read, as any text",
    path: "SKILL.md",
    base: "no\nfences\nhere\n",
    mine: "no\nfences\nhere at all\n",
    theirs: "No\nfences\nhere\n",
    merged: "No\nfences\nhere at all\n",
  },
];

test.each(CLEAN)("merges $what", ({ path = "notes.md", merged, ...sides }) => {
  const merge = mergeThree(sidesOf(path, sides));
  expect(merge.conflicts).toEqual([]);
  expect(shown(merge.files)).toEqual(merged === null ? [] : [[path, "100644", merged]]);
});

test("a stamp alone is no change: the other side's prose is taken", () => {
  const stamped = (version: number, body: string) => skill(`metadata:\n  version: "${version}"\n`, body);
  const sides = { base: stamped(1, "a\n"), mine: stamped(2, "a\n"), theirs: stamped(1, "b\n") };
  const merge = mergeThree(sidesOf("SKILL.md", sides));
  expect(shown(merge.files)).toEqual([["SKILL.md", "100644", stamped(1, "b\n")]]);
});

test("lines that both changed are a conflict with their numbers and what is around them", () => {
  const text = (middle: string) => skill("description: d\n", `1\n2\n3\n4\n${middle}\n6\n7\n`);
  const merge = mergeThree(sidesOf("SKILL.md", { base: text("5"), mine: text("V\nV"), theirs: text("fünf") }));
  expect(merge.files).toEqual([]);
  expect(merge.conflicts).toEqual([
    {
      kind: "lines",
      id: expect.stringMatching(/^[0-9a-f]{16}$/),
      path: "SKILL.md",
      takes: ["mine", "theirs", "base", "both", "text"],
      base: ["5"],
      mine: ["V", "V"],
      theirs: ["fünf"],
      line: { base: 9, mine: 9, theirs: 9 },
      context: { before: ["2", "3", "4"], after: ["6", "7", ""] },
    },
  ]);
});

test("changes that touch are a conflict, as in git", () => {
  const merge = mergeThree(sidesOf("a", { base: "1\n2\n", mine: "one\n2\n", theirs: "1\ntwo\n" }));
  expect(merge.conflicts).toMatchObject([{ base: ["1", "2"], mine: ["one", "2"], theirs: ["1", "two"] }]);
});

test("a key that both changed is a conflict of its own", () => {
  const text = (description: string, author: string) =>
    skill(`description: ${description}\nmetadata:\n  author: ${author}\n`);
  const sides = { base: text("a", "Ada"), mine: text("b", "Bob"), theirs: text("c", "Cem") };
  expect(mergeThree(sidesOf("SKILL.md", sides)).conflicts).toMatchObject([
    {
      kind: "value",
      key: ["description"],
      base: ["a"],
      mine: ["b"],
      theirs: ["c"],
      takes: ["mine", "theirs", "base", "text"],
    },
    { kind: "value", key: ["metadata", "author"], base: ["Ada"], mine: ["Bob"], theirs: ["Cem"] },
  ]);
});

test("a key that one changed and the other removed is a conflict", () => {
  const sides = { base: skill("license: MIT\n"), mine: skill(""), theirs: skill("license: ISC\n") };
  expect(mergeThree(sidesOf("SKILL.md", sides)).conflicts).toMatchObject([
    { kind: "value", key: ["license"], base: ["MIT"], mine: null, theirs: ["ISC"] },
  ]);
});

const WHOLE: {
  what: string;
  base: string | Uint8Array | null;
  mine: string | Uint8Array | null;
  theirs: string | Uint8Array | null;
  reason: string;
}[] = [
  { what: "removed by one, changed by the other", base: "1", mine: null, theirs: "2", reason: "removed" },
  { what: "binary", base: NUL, mine: "1", theirs: "2", reason: "binary" },
  { what: "too large", base: "1", mine: "2", theirs: "\n".repeat(10_000), reason: "too_large" },
  { what: "too different", base: "1", mine: "2\n".repeat(2_001), theirs: "3", reason: "too_large" },
];

test.each(WHOLE)("a file that is $what is taken whole", ({ reason, ...sides }) => {
  const { conflicts } = mergeThree(sidesOf("a", sides));
  expect(conflicts).toMatchObject([{ kind: "file", path: "a", reason, takes: ["mine", "theirs", "base"] }]);
});

test("a file here that is a folder there is one conflict, and says what each side has", () => {
  const merge = mergeThree({
    base: [],
    mine: [file("a", "1")],
    theirs: [file("a/c", "3"), file("a/b", "2", "100755")],
  });
  expect(merge.conflicts).toMatchObject([
    {
      kind: "file",
      path: "a",
      reason: "folder",
      base: [],
      mine: [{ path: "a", mode: "100644", bytes: 1 }],
      theirs: [
        { path: "a/b", mode: "100755", bytes: 1 },
        { path: "a/c", mode: "100644", bytes: 1 },
      ],
    },
  ]);
});

test("a mode of one side is taken; of two that added the file it is a conflict", () => {
  const script = (text: string, mode?: "100755") => [file("run.sh", text, mode)];
  const merged = mergeThree({
    base: script("1\n2\n3\n"),
    mine: script("1\n2\n3\n", "100755"),
    theirs: script("1\n2\n3\n4\n"),
  });
  expect(shown(merged.files)).toEqual([["run.sh", "100755", "1\n2\n3\n4\n"]]);
  const added = mergeThree({ base: [], mine: script("1\n", "100755"), theirs: script("1\n") });
  expect(added.conflicts).toMatchObject([
    { kind: "mode", base: null, mine: "100755", theirs: "100644", takes: ["mine", "theirs"] },
  ]);
});

test("what is settled is there beside what is open", () => {
  const sides = (a: string, b: string) => [file("b", b), file("a", a)];
  const merge = mergeThree({ base: sides("1", "1"), mine: sides("2", "1"), theirs: sides("3", "4") });
  expect(shown(merge.files)).toEqual([["b", "100644", "4"]]);
  expect(merge.conflicts).toMatchObject([{ path: "a" }]);
});

test("many files that both changed much share one effort, and the rest is taken whole", () => {
  const many = (word: string) =>
    Array.from({ length: 4 }, (_, index) =>
      file(`f${index}`, Array.from({ length: 700 }, (_, at) => `${word} ${at}`).join("\n")),
    );
  const { conflicts } = mergeThree({ base: many("a"), mine: many("b"), theirs: many("c") });
  expect(conflicts.map(({ kind }) => kind)).toEqual(["lines", "lines", "file", "file"]);
});
