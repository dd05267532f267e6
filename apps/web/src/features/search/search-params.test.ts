import { expect, test } from "vitest";
import { SEARCH } from "./search-params.ts";

test("what is searched for stands in the URL, and nothing else gets through", () => {
  expect(SEARCH.read({})).toEqual({ q: "", kind: null, repo: null, page: "1" });
  expect(SEARCH.read({ q: " plan diff ", kind: "run", repo: "parcel", page: "3" })).toEqual({
    q: "plan diff",
    kind: "run",
    repo: "parcel",
    page: "3",
  });
  expect(SEARCH.read({ kind: "person", page: "0", repo: "a\0" })).toEqual({ q: "", kind: null, repo: null, page: "1" });
  expect([
    SEARCH.read({ page: "51" }).page,
    SEARCH.read({ page: "-1" }).page,
    SEARCH.read({ page: "1e1" }).page,
  ]).toEqual(["1", "1", "1"]);
  expect(SEARCH.href("/search", { q: "&|!:*", kind: "skill" })).toBe("/search?q=%26%7C%21%3A*&kind=skill");
});
