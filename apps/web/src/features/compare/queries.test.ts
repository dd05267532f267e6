import { expect, test } from "vitest";
import { readCompareKey } from "./queries.ts";

test("a row's key is read back, and what is none is nothing", () => {
  expect(readCompareKey("library/code-review@7")).toEqual({ home: "library", name: "code-review", version: 7 });
  for (const text of ["", "code-review", "library/code-review", "library/code-review@0", "a/b/c@1", "a/b@1x"]) {
    expect(readCompareKey(text)).toBeUndefined();
  }
});
