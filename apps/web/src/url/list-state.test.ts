import { expect, test } from "vitest";
import { listSetter, listState, listUrl } from "./list-state.ts";
import { oneOf } from "./state.ts";

const LIST = listState((get) => ({
  q: get("q") ?? "",
  preset: get("preset"),
  sort: oneOf(["name", "gaps"], get("sort")) ?? "name",
}));

function open(query: string) {
  const written: string[] = [];
  const address = { query: () => new URLSearchParams(query), replace: (href: string) => written.push(href) };
  const set = listSetter(LIST, "/repos", address);
  return { url: listUrl(LIST, { path: "/repos", query: new URLSearchParams(query) }, set), written };
}

test("a list reads its filters, its order, its columns and its panel", () => {
  expect(open("").url.values).toEqual({
    q: "",
    preset: null,
    sort: "name",
    reverse: false,
    columns: null,
    peek: null,
  });
  expect(open("q=api&sort=gaps&reverse=true&columns=gaps&peek=x").url.values).toMatchObject({
    q: "api",
    sort: "gaps",
    reverse: true,
    columns: "gaps",
    peek: "x",
  });
});

test("order, columns and panel are no filters", () => {
  expect(open("sort=gaps&reverse=true&columns=gaps&peek=x").url.filtered).toBe(false);
  expect(open("preset=game").url.filtered).toBe(true);
  expect(open("q=api").url.filtered).toBe(true);
});

test("clearing takes the filters away and leaves the rest", () => {
  const { url, written } = open("tab=audit&q=api&preset=game&sort=gaps&columns=gaps");
  url.clear();
  expect(written).toEqual(["/repos?tab=audit&sort=gaps&columns=gaps"]);
});

test("no column behind the first is a choice too", () => {
  const { url, written } = open("");
  url.set({ columns: "" });
  expect(written).toEqual(["/repos?columns="]);
  expect(open("columns=").url.values.columns).toBe("");
});

test("what a view keeps is the list's own part, in one order, without the panel", () => {
  expect(open("peek=x&sort=gaps&tab=audit&q=api").url.query).toBe("q=api&sort=gaps");
  expect(open("tab=audit&peek=x").url.query).toBe("");
});

test("opening a view replaces the list's part and nothing else", () => {
  const { url } = open("tab=audit&q=api&peek=x&reverse=true");
  expect(url.hrefOfView("preset=game&tab=team&sort=size")).toBe("/repos?tab=audit&preset=game");
  expect(url.hrefTo({ sort: "gaps", reverse: false })).toBe("/repos?tab=audit&q=api&peek=x&sort=gaps");
});
