import { expect, test } from "vitest";
import { isSameList, locationName, parseLocations } from "./locations.ts";

test("one location a line, without blanks, comments and repeats", () => {
  const text = " https://git.example.com/a.git \r\n\n# later\n/srv/b\n/srv/b\n";
  expect(parseLocations(text)).toEqual(["https://git.example.com/a.git", "/srv/b"]);
});

test.each([
  ["https://git.example.com/team/checkout-api.git", "checkout-api"],
  ["git@git.example.com:team/ledger.git", "ledger"],
  ["/home/wren/code/price-models/", "price-models"],
  ["api", "api"],
])("%s is called %s", (location, name) => {
  expect(locationName(location)).toBe(name);
});

test("a dry run holds for the very list it was made of", () => {
  expect(isSameList(["a", "b"], ["a", "b"])).toBe(true);
  expect(isSameList(["a", "b"], ["a"])).toBe(false);
  expect(isSameList(["a"], ["b"])).toBe(false);
});
