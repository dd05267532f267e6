import { expect, test } from "vitest";
import { type SkillMoment, numberHistory } from "./history.ts";

const none: SkillMoment = { contentHash: undefined, fileVersion: undefined, entry: undefined };
const own = (contentHash: string, fileVersion?: number): SkillMoment => ({
  contentHash,
  fileVersion,
  entry: undefined,
});
const placed = (contentHash: string, version: number, origin: "library" | "repo" = "library", hash = contentHash) => ({
  contentHash,
  fileVersion: version,
  entry: { version, hash, origin },
});
const shown = (moments: SkillMoment[]) =>
  numberHistory(moments).map(({ moment, state, number }) => [moment.contentHash ?? "", state, number]);

test("the manifest numbers what was placed; a hand edit of a library copy has no number of the library's", () => {
  expect(shown([placed("a", 3), placed("edit", 3, "library", "a"), placed("b", 4)])).toEqual([
    ["a", "placed", 3],
    ["edit", "edited", null],
    ["b", "placed", 4],
  ]);
});

test("a skill at home in the repo is numbered on by hand edits, and an old text keeps its number", () => {
  expect(shown([placed("a", 1, "repo"), placed("b", 1, "repo", "a"), none, placed("a", 1, "repo")])).toEqual([
    ["a", "placed", 1],
    ["b", "edited", 2],
    ["", "removed", null],
    ["a", "placed", 1],
  ]);
});

test("a folder of the user's: its file's number where that is higher, else the next; a file never has to be bumped", () => {
  expect(shown([own("a"), own("b", 5), own("c", 5), own("a"), own("d", 2)])).toEqual([
    ["a", "own", 1],
    ["b", "own", 5],
    ["c", "own", 6],
    ["a", "own", 1],
    ["d", "own", 7],
  ]);
});

test("what changes neither text nor number is left out; a text taken over by the manifest is a row of its own", () => {
  expect(shown([none, own("a"), own("a"), placed("a", 1, "repo"), placed("a", 1, "repo")])).toEqual([
    ["", "removed", null],
    ["a", "own", 1],
    ["a", "placed", 1],
  ]);
  expect(shown([{ ...none, contentHash: "" }, own("a", 2)])).toEqual([
    ["", "unreadable", null],
    ["a", "own", 2],
  ]);
  expect(shown([])).toEqual([]);
});
