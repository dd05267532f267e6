import { expect, test } from "vitest";
import { sourceUrl } from "./source-url.ts";

test.each([
  [
    "https://github.com/harbour/checkout-api.git",
    "https://github.com/harbour/checkout-api/blob/4f19c02/src/a%20b.ts#L3",
  ],
  ["git@github.com:harbour/checkout-api.git", "https://github.com/harbour/checkout-api/blob/4f19c02/src/a%20b.ts#L3"],
  ["ssh://git@gitlab.com/harbour/team/docs", "https://gitlab.com/harbour/team/docs/-/blob/4f19c02/src/a%20b.ts#L3"],
  ["https://codeberg.org/harbour/docs/", "https://codeberg.org/harbour/docs/src/commit/4f19c02/src/a%20b.ts#L3"],
  ["https://bitbucket.org/harbour/docs", "https://bitbucket.org/harbour/docs/src/4f19c02/src/a%20b.ts#lines-3"],
])("a line of %s", (location, url) => {
  expect(sourceUrl(location, "4f19c02", { path: "src/a b.ts", line: 3 })).toBe(url);
});

test("no page where there is none", () => {
  expect(sourceUrl("/home/wren/code/docs", "4f19c02", { path: "a" })).toBeUndefined();
  expect(sourceUrl("https://git.example.com/a/b.git", "4f19c02", { path: "a" })).toBeUndefined();
  expect(sourceUrl("https://github.com/a/b", null, { path: "a" })).toBeUndefined();
});

test("a file without a line", () => {
  expect(sourceUrl("https://github.com/a/b", "4f19c02", { path: "go.mod" })).toBe(
    "https://github.com/a/b/blob/4f19c02/go.mod",
  );
});
