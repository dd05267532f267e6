import { expect, test } from "vitest";
import { diffFiles, hunksAbove } from "./diff.ts";
import { COMPARE_LIMITS } from "./limits.ts";
import { file } from "./testing.ts";

const lines = (count: number, word: string) =>
  Array.from({ length: count }, (_, index) => `${word} ${index}\n`).join("");

test("tells what happened to each file, in order of path", () => {
  const before = [file("SKILL.md", "a\n"), file("old.txt", "x"), file("run.sh", "#!/bin/sh\n"), file("same", "s")];
  const after = [
    file("same", "s"),
    file("run.sh", "#!/bin/sh\n", "100755"),
    file("new.txt", "y\n"),
    file("SKILL.md", "b\n"),
  ];
  const found = diffFiles(before, after);
  expect(found.map(({ path, state, content }) => [path, state, content.kind])).toEqual([
    ["SKILL.md", "changed", "text"],
    ["new.txt", "added", "text"],
    ["old.txt", "removed", "text"],
    ["run.sh", "changed", "same"],
    ["same", "same", "same"],
  ]);
  expect(found[1]).toEqual({
    path: "new.txt",
    state: "added",
    mode: { before: null, after: "100644" },
    bytes: { before: null, after: 2 },
    content: {
      kind: "text",
      added: 1,
      removed: 0,
      hunks: [
        {
          before: { from: 0, lines: 0 },
          after: { from: 1, lines: 1 },
          lines: [{ kind: "added", text: "y", before: null, after: 1, ended: true }],
        },
      ],
    },
  });
  expect(found[3]?.mode).toEqual({ before: "100644", after: "100755" });
});

test("numbers the lines of a hunk on both sides, three lines around each change", () => {
  const [found] = diffFiles(
    [file("a", "1\n2\n3\n4\n5\n6\n7\n8\n9\n")],
    [file("a", "1\n2\n3\n4\nfive\n6\n7\n8\n9\nten")],
  );
  expect(found?.content).toEqual({
    kind: "text",
    added: 2,
    removed: 1,
    hunks: [
      {
        before: { from: 2, lines: 8 },
        after: { from: 2, lines: 9 },
        lines: [
          { kind: "same", text: "2", before: 2, after: 2, ended: true },
          { kind: "same", text: "3", before: 3, after: 3, ended: true },
          { kind: "same", text: "4", before: 4, after: 4, ended: true },
          { kind: "removed", text: "5", before: 5, after: null, ended: true },
          { kind: "added", text: "five", before: null, after: 5, ended: true },
          { kind: "same", text: "6", before: 6, after: 6, ended: true },
          { kind: "same", text: "7", before: 7, after: 7, ended: true },
          { kind: "same", text: "8", before: 8, after: 8, ended: true },
          { kind: "same", text: "9", before: 9, after: 9, ended: true },
          { kind: "added", text: "ten", before: null, after: 10, ended: false },
        ],
      },
    ],
  });
});

const SMALL: { what: string; before: string; after: string; shown: string[] }[] = [
  { what: "a line end", before: "a\r\n", after: "a\n", shown: ["-a\r", "+a"] },
  { what: "the last line feed", before: "a", after: "a\n", shown: ["-a", "+a"] },
  { what: "a byte order mark", before: "a\n", after: "\uFEFFa\n", shown: ["-a", "+\uFEFFa"] },
  { what: "lines that look like a diff", before: "\\ No\n", after: "+++ b\n", shown: ["-\\ No", "++++ b"] },
  { what: "an empty file that got a text", before: "", after: "a\n", shown: ["+a"] },
];

test.each(SMALL)("shows a change of $what", ({ before, after, shown }) => {
  const [found] = diffFiles([file("a", before)], [file("a", after)]);
  const content = found?.content;
  const marks = { same: " ", added: "+", removed: "-" };
  const seen = content?.kind === "text" ? content.hunks.flatMap((hunk) => hunk.lines) : [];
  expect(seen.map(({ kind, text }) => `${marks[kind]}${text}`)).toEqual(shown);
});

const NOT_SHOWN: { what: string; before: string | Uint8Array; after: string | Uint8Array; kind: string }[] = [
  { what: "NUL", before: "a", after: "a\0", kind: "binary" },
  { what: "bytes that are no UTF-8", before: new Uint8Array([0xff, 0xfe]), after: "a", kind: "binary" },
  { what: "a large file with NUL", before: "a", after: new Uint8Array(COMPARE_LIMITS.fileBytes + 1), kind: "binary" },
  { what: "more than a MiB", before: "a", after: "x".repeat(COMPARE_LIMITS.fileBytes + 1), kind: "too_large" },
  { what: "too many lines", before: "a", after: "\n".repeat(10_000), kind: "too_large" },
  { what: "too many changes", before: lines(1_001, "a"), after: lines(1_001, "b"), kind: "too_large" },
];

test.each(NOT_SHOWN)("does not compare $what by lines", ({ before, after, kind }) => {
  const [found] = diffFiles([file("a", before)], [file("a", after)]);
  expect(found).toMatchObject({ state: "changed", content: { kind } });
});

test("a long new file is shown whole", () => {
  const [found] = diffFiles([], [file("a", lines(9_999, "a"))]);
  expect(found?.content).toMatchObject({ kind: "text", added: 9_999, removed: 0 });
});

test("many files that differ much share one effort", () => {
  const many = (word: string) => Array.from({ length: 4 }, (_, index) => file(`f${index}`, lines(900, word)));
  const kinds = diffFiles(many("a"), many("b")).map(({ content }) => content.kind);
  expect(kinds).toEqual(["text", "text", "too_large", "too_large"]);
});

test("hunks of the first lines of a file end where those do", () => {
  const [found] = diffFiles([file("a", "---\nold\n---\nx\n")], [file("a", "---\nnew\nmore\n---\ny\n")]);
  const hunks = found?.content.kind === "text" ? found.content.hunks : [];
  const above = hunksAbove(hunks, { before: 3, after: 4 });
  expect(
    above.map(({ before, after, lines }) => [before, after, lines.map(({ kind, text }) => `${kind} ${text}`)]),
  ).toEqual([
    [{ from: 1, lines: 3 }, { from: 1, lines: 4 }, ["same ---", "removed old", "added new", "added more", "same ---"]],
  ]);
  expect(hunksAbove(hunks, { before: 1, after: 1 })).toEqual([]);
});
