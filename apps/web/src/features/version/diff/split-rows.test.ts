import type { DiffLine } from "@yardlet/core/version";
import { expect, test } from "vitest";
import { splitRows } from "./split-rows.ts";

function line(kind: DiffLine["kind"], text: string): DiffLine {
  return { kind, text, before: null, after: null, ended: true };
}

function words(lines: readonly DiffLine[]): (string | null)[][] {
  return splitRows(lines).map(({ before, after }) => [before?.text ?? null, after?.text ?? null]);
}

test("what was removed stands beside what was added in its place", () => {
  const lines = [
    line("same", "a"),
    line("removed", "b"),
    line("removed", "c"),
    line("added", "B"),
    line("same", "d"),
    line("added", "e"),
  ];
  expect(words(lines)).toEqual([
    ["a", "a"],
    ["b", "B"],
    ["c", null],
    ["d", "d"],
    [null, "e"],
  ]);
});

test("two changes that touch each other stay two", () => {
  expect(words([line("removed", "a"), line("added", "A"), line("removed", "b"), line("added", "B")])).toEqual([
    ["a", "A"],
    ["b", "B"],
  ]);
});
