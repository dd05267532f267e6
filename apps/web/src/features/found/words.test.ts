import { expect, test } from "vitest";
import { adoptionsOf, leadOf, likeWords } from "./words.ts";

test("what a found skill is like is said with its versions, or with how much", () => {
  const like = { name: "alpha", number: 1, latest: 3, likeness: 1 };
  expect(likeWords({ standing: "same", like: { ...like, number: 3 } })).toBe("v3");
  expect(likeWords({ standing: "older", like })).toBe("v1 of 3");
  expect(likeWords({ standing: "near", like: { ...like, number: 3, likeness: 0.849 } })).toBe("84 % like v3");
  expect(likeWords({ standing: "other", like: null })).toBe("");
});

test("the library's own text is equipped instead, what is the repo's own goes to the library alone, a namesake only there", () => {
  const treeHash = "a";
  expect(adoptionsOf({ standing: "other", isOwn: false, treeHash })).toEqual(["repo", "library"]);
  expect(adoptionsOf({ standing: "near", isOwn: true, treeHash })).toEqual(["library"]);
  expect(adoptionsOf({ standing: "namesake", isOwn: false, treeHash })).toEqual(["repo"]);
  expect(adoptionsOf({ standing: "same", isOwn: false, treeHash })).toEqual([]);
  expect(adoptionsOf({ standing: "unread", isOwn: false, treeHash: null })).toEqual([]);
});

test("the lead counts what there is", () => {
  const none = { same: 0, older: 0, newer: 0, near: 0, namesake: 0, other: 0, unread: 0 };
  expect(leadOf(none)).toBe("Skills that lie in the repos and that Yardlet did not place.");
  expect(leadOf({ ...none, same: 1, other: 2 })).toBe(
    "3 skills that Yardlet did not place: 1 the library’s, 2 not in the library.",
  );
});
