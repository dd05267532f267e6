import { expect, test } from "vitest";
import type { Resolution } from "./conflict.ts";
import { mergeThree } from "./merge.ts";
import { applyResolutions } from "./resolve.ts";
import { file, shown, sidesOf } from "./testing.ts";

const text = (middle: string) => `1\n${middle}\n3\n`;
const NOTES = mergeThree(sidesOf("notes.md", { base: text("2"), mine: text("two"), theirs: text("zwei") }));

/** The same answer to all conflicts. */
function answer(
  merge: typeof NOTES,
  with_: { take: "mine" | "theirs" | "base" | "both" } | { take: "text"; text: string },
) {
  return applyResolutions(
    merge,
    merge.conflicts.map(({ id }): Resolution => ({ conflict: id, ...with_ })),
  );
}

const LINES: { answer: Parameters<typeof answer>[1]; text: string }[] = [
  { answer: { take: "mine" }, text: "1\ntwo\n3\n" },
  { answer: { take: "theirs" }, text: "1\nzwei\n3\n" },
  { answer: { take: "base" }, text: "1\n2\n3\n" },
  { answer: { take: "both" }, text: "1\ntwo\nzwei\n3\n" },
  { answer: { take: "text", text: "II\r\nii" }, text: "1\nII\nii\n3\n" },
  { answer: { take: "text", text: "" }, text: "1\n3\n" },
];

test.each(LINES)("$answer gives its lines", ({ answer: with_, text }) => {
  const resolved = answer(NOTES, with_);
  expect(resolved.done && shown(resolved.files)).toEqual([["notes.md", "100644", text]]);
});

test("a text is written with the line ends of its file", () => {
  const crlf = (middle: string) => text(middle).replaceAll("\n", "\r\n");
  const merge = mergeThree(sidesOf("a", { base: crlf("2"), mine: crlf("two"), theirs: crlf("zwei") }));
  const resolved = answer(merge, { take: "text", text: "II\nii" });
  expect(resolved.done && shown(resolved.files)).toEqual([["a", "100644", "1\r\nII\r\nii\r\n3\r\n"]]);
});

const skill = (description: string, body: string) =>
  `---\nname: red # short\ndescription: ${description}\n---\n${body}`;
const SKILL = mergeThree(
  sidesOf("SKILL.md", { base: skill("a", "1\n"), mine: skill("b", "2\n"), theirs: skill("c", "3\n") }),
);

test("the frontmatter of the side that is taken stays as it is written", () => {
  for (const take of ["mine", "theirs"] as const) {
    const resolved = answer(SKILL, { take });
    const taken = take === "mine" ? skill("b", "2\n") : skill("c", "3\n");
    expect(resolved.done && shown(resolved.files)).toEqual([["SKILL.md", "100644", taken]]);
  }
});

test("a text of one's own is a value too, written by the serializer", () => {
  const resolved = answer(SKILL, { take: "text", text: "d: e" });
  const expected = '---\nname: red\ndescription: "d: e"\n---\nd: e\n';
  expect(resolved.done && shown(resolved.files)).toEqual([["SKILL.md", "100644", expected]]);
});

test("what nobody has answered stays open", () => {
  const [first, second] = SKILL.conflicts;
  const resolved = applyResolutions(SKILL, [{ conflict: first?.id ?? "", take: "mine" }]);
  expect(resolved).toEqual({ done: false, open: [second] });
});

test("a whole side of a folder is taken with all its files, or with none", () => {
  const sides = { base: [], mine: [file("a", "1")], theirs: [file("a/c", "3"), file("a/b", "2")] };
  const taken = answer(mergeThree(sides), { take: "theirs" });
  expect(taken.done && shown(taken.files)).toEqual([
    ["a/b", "100644", "2"],
    ["a/c", "100644", "3"],
  ]);
  expect(answer(mergeThree(sides), { take: "base" })).toEqual({ done: true, files: [] });
});

test("an answer to another merge is told so, since a side has changed", () => {
  const choice: Resolution = { conflict: NOTES.conflicts[0]?.id ?? "", take: "mine" };
  const later = mergeThree(sidesOf("notes.md", { base: text("2"), mine: text("two"), theirs: text("deux") }));
  expect(() => applyResolutions(later, [choice])).toThrow(
    expect.objectContaining({
      code: "conflict",
      message: "a side of this merge has changed since; open the merge again",
    }),
  );
});

test("an answer that does not fit is refused, and says what does", () => {
  const merge = mergeThree(sidesOf("a", { base: "1", mine: null, theirs: "2" }));
  expect(() => answer(merge, { take: "both" })).toThrow(
    expect.objectContaining({
      code: "invalid",
      message: 'a cannot take "both" here; choose one of mine, theirs, base',
    }),
  );
});
