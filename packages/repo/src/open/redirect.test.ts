import { expect, test } from "vitest";
import { followedTo } from "./redirect.ts";

const FROM = "https://git.example.com/team/parcel";

test.each([
  ["https://git.example.com/team/parcel-router.git/", "https://git.example.com/team/parcel-router.git"],
  ["https://other.example.com/x/", "https://other.example.com/x"],
  ["https://git.example.com/team/parcel.git/", undefined],
  ["http://git.example.com/team/moved/", undefined],
  ["https://user:secret@git.example.com/team/moved/", undefined],
  ["file:///etc", undefined],
  ["https://git.example.com/", undefined],
])("git says that it follows to %s: %s", (target, expected) => {
  expect(followedTo(`warning: redirecting to ${target}\nabc\tHEAD\n`, FROM)).toBe(expected);
});

test("git says nothing", () => {
  expect(followedTo("", FROM)).toBeUndefined();
});
