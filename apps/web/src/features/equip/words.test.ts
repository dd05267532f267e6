import { expect, test } from "vitest";
import { changeWords, doing, nameList, whyWords } from "./words.ts";

test("a plan is counted by verb, in the order equip, update, remove", () => {
  const changes = [
    { action: "remove", skill: "a" },
    { action: "add", skill: "b", version: 1 },
    { action: "add", skill: "c", version: 2 },
  ] as const;
  expect(changeWords(changes)).toBe("equip 2, remove 1");
  expect(changeWords([])).toBe("");
});

test("a long list of names is cut, and never to save a single name", () => {
  expect(nameList(["a", "b"])).toBe("a, b");
  expect(nameList(["a", "b", "c", "d"])).toBe("a, b, c, d");
  expect(nameList(["a", "b", "c", "d", "e"])).toBe("a, b, c and 2 more");
});

test("reasons read as words", () => {
  expect(whyWords(["pick", "preset:backend-api"])).toBe("picked, backend-api");
  expect(whyWords([])).toBe("no reason on record");
});

test("a sentence says where a change arrives", () => {
  expect(doing("Equipping 2 skills in docs-site", "commit")).toBe("Equipping 2 skills in docs-site");
  expect(doing("Equipping 2 skills in docs-site", "none")).toBe(
    "Equipping 2 skills in docs-site, as a patch: the repo is read-only",
  );
});
