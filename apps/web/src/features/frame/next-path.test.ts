import { expect, test } from "vitest";
import { nextPath } from "./next-path.ts";

test.each([
  ["/repos/api?tab=gaps#top", "/repos/api?tab=gaps#top"],
  ["/", "/"],
  [undefined, "/"],
  ["", "/"],
  ["repos", "/"],
  ["//evil.example", "/"],
  ["/\\evil.example", "/"],
  ["/\t/evil.example", "/"],
  ["https://evil.example/", "/"],
  ["javascript:alert(1)", "/"],
])("after signing in, %j leads to %s", (given, path) => {
  expect(nextPath(given)).toBe(path);
});
