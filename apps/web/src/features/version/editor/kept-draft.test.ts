import { expect, test } from "vitest";
import { draftKey, keepDraft, readDraft, type DraftStore } from "./kept-draft.ts";

function memory(room = Number.POSITIVE_INFINITY): DraftStore {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem(key, value) {
      if (value.length > room) throw new Error("QuotaExceededError");
      kept.set(key, value);
    },
    removeItem: (key) => void kept.delete(key),
  };
}

const KEY = draftKey("ada", "library", "red");
const DRAFT = {
  base: 3,
  reason: "why",
  files: [{ path: "SKILL.md", mode: "100644", was: "SKILL.md", text: "x" }],
} as const;

test("a draft that was left is found again, and gone once it is taken away", () => {
  const store = memory();
  const draft = { ...DRAFT, files: [...DRAFT.files] };
  expect(keepDraft(store, KEY, draft)).toBe(true);
  expect(readDraft(store, KEY)).toEqual(draft);
  expect(readDraft(store, draftKey("ada", "library", "blue"))).toBe(undefined);
  expect(readDraft(store, draftKey("ben", "library", "red"))).toBe(undefined);
  expect(keepDraft(store, KEY, undefined)).toBe(true);
  expect(readDraft(store, KEY)).toBe(undefined);
});

test("what is no draft is none", () => {
  const store = memory();
  store.setItem(KEY, "{");
  expect(readDraft(store, KEY)).toBe(undefined);
  store.setItem(KEY, JSON.stringify({ ...DRAFT, base: "3" }));
  expect(readDraft(store, KEY)).toBe(undefined);
});

test("a browser without room says so", () => {
  expect(keepDraft(memory(10), KEY, { ...DRAFT, files: [...DRAFT.files] })).toBe(false);
});
