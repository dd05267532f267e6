import { expect, test } from "vitest";
import { ViewName, ViewQuery } from "./types.ts";

test.each([
  ["  Behind ", "Behind"],
  ["x".repeat(60), "x".repeat(60)],
])("the name %j is kept as %j", (given, kept) => {
  expect(ViewName.parse(given)).toBe(kept);
});

test.each(["", "   ", "x".repeat(61)])("the name %j is refused", (given) => {
  expect(ViewName.safeParse(given).success).toBe(false);
});

test("a query is what URLSearchParams writes", () => {
  const query = new URLSearchParams({ q: "näher & weiter", preset: "web-ui", columns: "presets.gaps" }).toString();
  expect(ViewQuery.parse(query)).toBe("q=n%C3%A4her+%26+weiter&preset=web-ui&columns=presets.gaps");
  expect(ViewQuery.parse("")).toBe("");
});

test.each(["?q=api", "q=a b", "q=<b>", "//elsewhere", `q=${"x".repeat(2000)}`])("the query %j is refused", (given) => {
  expect(ViewQuery.safeParse(given).success).toBe(false);
});
