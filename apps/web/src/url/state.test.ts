import { expect, test } from "vitest";
import { oneOf, urlState } from "./state.ts";

const LIST = urlState((get) => ({
  q: get("q") ?? "",
  sort: oneOf(["name", "age"], get("sort")) ?? "name",
  reverse: get("reverse") === "true",
  peek: get("peek"),
}));

test("an empty URL is the defaults", () => {
  expect(LIST.read({})).toEqual({ q: "", sort: "name", reverse: false, peek: null });
});

test("it reads what a page and what the browser has", () => {
  const state = { q: "api", sort: "age", reverse: true, peek: "a/b" };
  expect(LIST.read({ q: ["api", "other"], sort: "age", reverse: "true", peek: "a/b" })).toEqual(state);
  expect(LIST.read(new URLSearchParams("q=api&sort=age&reverse=true&peek=a%2Fb"))).toEqual(state);
});

test("a word it does not know is the default", () => {
  expect(LIST.read({ sort: "size", reverse: "1" })).toMatchObject({ sort: "name", reverse: false });
});

test("a change leaves other keys alone and leaves defaults out", () => {
  const before = new URLSearchParams("tab=all&q=api&sort=age");
  expect(String(LIST.change(before, { sort: "name", peek: "x" }))).toBe("tab=all&q=api&peek=x");
  expect(String(LIST.change(before, { q: null }))).toBe("tab=all&sort=age");
  expect(String(LIST.change(before, null))).toBe("tab=all");
  expect(String(before)).toBe("tab=all&q=api&sort=age");
});

test("links", () => {
  expect(LIST.href("/repos", { sort: "age", reverse: false })).toBe("/repos?sort=age");
  expect(LIST.href("/repos", {})).toBe("/repos");
});
