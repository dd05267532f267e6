import { expect, test } from "vitest";
import { contentHash, sketchSkill } from "../skill/index.ts";
import type { Tombstone } from "../version/tombstone.ts";
import { judgeSuggestion } from "./judge.ts";
import { skillOfSuggestion } from "./suggestion.ts";

const AT = new Date("2026-11-20T10:00:00.000Z");
const TEXT = `Use a benchmark before any change that is meant to make something faster, and keep its numbers.

Run it three times and write down the median, change one thing alone, then run it three times again and write both down.`;
const skillOf = (title: string, content = TEXT) => skillOfSuggestion({ title, content });
const SAME = skillOf("Measure first");
const LIKE = skillOf("Measure twice", `${TEXT} Always.`);
const OTHER = skillOf("Measure first", "Read the log to its end, and say in a sentence what failed.");

const known = (home: string, { name, files }: typeof SAME) => ({
  home,
  name,
  contentHash: contentHash(files),
  sketch: sketchSkill(files),
});

function buried({ name, files }: typeof SAME, kind: Tombstone["kind"]) {
  const facts = { home: "r1", name, version: null, reason: "no use", by: "tarn", at: AT, liftedAt: null };
  return { tombstone: { ...facts, kind, contentHash: contentHash(files) }, sketch: sketchSkill(files) };
}

function judge(skill: typeof SAME, around: Partial<Parameters<typeof judgeSuggestion>[1]["around"]>, evidenceAt = AT) {
  const where = { known: [], tombstones: [], presets: [], ...around };
  const alive = where.known.map(({ name }) => name);
  return judgeSuggestion(skill, { home: "r1", around: where, alive, evidenceAt });
}

test("a text that nothing speaks against is clear", () => {
  expect(judge(SAME, {})).toEqual({ outcome: "clear" });
});

test("the same text is known, wherever it lies", () => {
  expect(judge(SAME, { known: [known("library", SAME)] })).toEqual({ outcome: "known", name: "measure-first" });
});

test("another text of the name, or one as good as the same, amends the repo's own skill", () => {
  expect(judge(OTHER, { known: [known("r1", SAME)] })).toEqual({
    outcome: "amend",
    name: "measure-first",
    likeness: 0,
  });
  expect(judge(LIKE, { known: [known("r1", SAME)] })).toEqual({
    outcome: "amend",
    name: "measure-first",
    likeness: 40 / 41,
  });
});

test("one like the library's waits for a person", () => {
  expect(judge(LIKE, { known: [known("library", SAME)] })).toEqual({
    outcome: "ask",
    why: "97 % like measure-first; amend that one, or say why both are needed",
  });
});

test("a buried text is blocked, one like it asks; a rejection is spent by newer evidence, a prune is not", () => {
  const later = new Date(AT.getTime() + 1);
  expect(judge(SAME, { tombstones: [buried(SAME, "rejection")] })).toEqual({
    outcome: "blocked",
    why: "measure-first with this text was rejected: no use",
  });
  expect(judge(SAME, { tombstones: [buried(SAME, "rejection")] }, later)).toEqual({ outcome: "clear" });
  expect(judge(SAME, { tombstones: [buried(SAME, "prune")] }, later)).toMatchObject({ outcome: "blocked" });
  expect(judge(LIKE, { tombstones: [buried(SAME, "prune")] })).toMatchObject({ outcome: "ask" });
});

test("a text that says nothing of itself has to be described first", () => {
  expect(judge(skillOf("Commands", "```\nmake\n```\n"), {})).toEqual({
    outcome: "ask",
    why: "it does not say when it is to be used; describe it first",
  });
});
