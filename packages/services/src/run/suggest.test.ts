import { expect, test } from "vitest";
import { suggesting } from "./suggest.ts";

const known = [
  ["library", "code-review", 2],
  ["library", "code-review", 1],
  ["parcel", "code-review", 1],
  ["library", "review-own-diff", 1],
  ["library", "sql-migration-safety", 3],
].map(([home, name, number]) => ({
  versionId: `${home} ${name} ${number}`,
  home: String(home),
  name: String(name),
  number: Number(number),
  newest: true,
}));

test.each([
  ["code-review", ["parcel code-review 1", "library code-review 2", "library code-review 1"]],
  ["superpowers:Code_Review", ["parcel code-review 1", "library code-review 2", "library code-review 1"]],
  ["library/codeReview@7", ["parcel code-review 1", "library code-review 2", "library code-review 1"]],
  ["sql-migrations", []],
  ["sql-safety", ["library sql-migration-safety 3"]],
  ["", []],
  ["<img src=x onerror=alert(1)>", []],
])("%s may mean %j", (name, expected) => {
  expect(suggesting(known)({ repo: "parcel", name }).map((one) => one.versionId)).toEqual(expected);
});

test("another repo's own skill is not suggested", () => {
  const found = suggesting(known)({ repo: "harbor", name: "code-review" });
  expect(found.map((one) => one.home)).toEqual(["library", "library"]);
});
