import { expect, test } from "vitest";
import { goneRows, mergeRows } from "./stable-rows.ts";

const rows = (text: string) => text.split("").map((id) => ({ id }));
const merge = (shown: string, fresh: string) =>
  mergeRows(rows(shown), rows(fresh), (row) => row.id)
    .map((row) => row.id)
    .join("");

test("rows that came in above wait", () => {
  expect(merge("cba", "edcba")).toBe("cba");
});

test("rows further down are added", () => {
  expect(merge("dc", "edcba")).toBe("dcba");
});

test("rows that are gone stay where they are", () => {
  expect(merge("cba", "ca")).toBe("cba");
});

test("nothing in common: nothing moves", () => {
  expect(merge("cba", "fed")).toBe("cba");
});

test("an empty list takes everything", () => {
  expect(merge("", "cba")).toBe("cba");
});

test("known rows change in place", () => {
  const shown = [{ id: "a", state: "running" }];
  const fresh = [{ id: "a", state: "done" }];
  expect(mergeRows(shown, fresh, (row) => row.id)).toEqual([{ id: "a", state: "done" }]);
});

test("a row is gone when the list goes on below it, or is whole", () => {
  const gone = (shown: string, fresh: string, whole = false) => [
    ...goneRows(rows(shown), rows(fresh), (row) => row.id, whole),
  ];
  expect(gone("dcba", "dba")).toEqual(["c"]);
  expect(gone("dcba", "fedc")).toEqual([]);
  expect(gone("dcba", "dc", true)).toEqual(["b", "a"]);
  expect(gone("cba", "")).toEqual([]);
});
