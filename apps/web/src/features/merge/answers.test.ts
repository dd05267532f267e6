import type { LinesConflict, ModeConflict } from "@yardlet/core/version";
import { expect, test } from "vitest";
import { answer, linesOf, nextOpen, standing, textOf } from "./answers.ts";

const LINES: LinesConflict = {
  kind: "lines",
  id: "00000000000000aa",
  path: "SKILL.md",
  takes: ["mine", "theirs", "base", "both", "text"],
  base: ["old"],
  mine: ["ours", "more"],
  theirs: ["theirs"],
  line: { base: 4, mine: 4, theirs: 5 },
  context: { before: ["# Plan"], after: ["end"] },
};
const MODE: ModeConflict = {
  kind: "mode",
  id: "00000000000000bb",
  path: "run.sh",
  takes: ["mine", "theirs"],
  base: null,
  mine: "100755",
  theirs: "100644",
};

test("an answer is the lines it leaves", () => {
  const { id } = LINES;
  expect(linesOf(LINES, { conflict: id, take: "mine" })).toEqual(["ours", "more"]);
  expect(linesOf(LINES, { conflict: id, take: "base" })).toEqual(["old"]);
  expect(linesOf(LINES, { conflict: id, take: "both" })).toEqual(["ours", "more", "theirs"]);
  expect(linesOf(LINES, { conflict: id, take: "text", text: "a\nb" })).toEqual(["a", "b"]);
  expect(linesOf(LINES, { conflict: id, take: "text", text: "" })).toEqual([]);
  expect(linesOf(LINES, undefined)).toBe(undefined);
  expect(linesOf(MODE, { conflict: MODE.id, take: "mine" })).toBe(undefined);
});

test("a text of one's own starts as the answer, or as both sides", () => {
  expect(textOf(LINES, undefined)).toBe("ours\nmore\ntheirs");
  expect(textOf(LINES, { conflict: LINES.id, take: "theirs" })).toBe("theirs");
});

test("the next open conflict is below, then above; an answer to what is no more does not stand", () => {
  const conflicts = [LINES, MODE];
  const one = answer(new Map(), { conflict: MODE.id, take: "theirs" });
  expect(nextOpen(conflicts, new Map(), 0)?.id).toBe(MODE.id);
  expect(nextOpen(conflicts, one, 1)?.id).toBe(LINES.id);
  const all = answer(answer(one, { conflict: LINES.id, take: "mine" }), { conflict: "00000000000000cc", take: "mine" });
  expect(nextOpen(conflicts, all, 0)).toBe(undefined);
  expect(standing(all, conflicts)).toEqual([
    { conflict: LINES.id, take: "mine" },
    { conflict: MODE.id, take: "theirs" },
  ]);
});
