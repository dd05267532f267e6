import { expect, test } from "vitest";
import { confidenceOf, fractionValue, fractionWords, shortId } from "./words.ts";

test("confidence is shown with the numbers that it is made of", () => {
  const seen = { recurrence: 4, counter: 1 };
  expect(confidenceOf(seen)).toEqual({ numerator: 4, denominator: 6 });
  expect(fractionValue(confidenceOf(seen))).toBe("0.67");
  expect(fractionWords(seen)).toBe("4 ÷ (4 failed + 1 passed + 1)");
});

test("an id is told by its kind and what stays with its group", () => {
  expect(shortId("lesson:3f2a91c400112233-89abcdef01234567")).toBe("lesson 3f2a91c4");
  expect(shortId("r-81")).toBe("r-81");
});
