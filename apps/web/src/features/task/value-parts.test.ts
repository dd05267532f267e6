import { expect, test } from "vitest";
import { formulaOf, micros, shareOf } from "./value-parts.ts";

test("a value opens to the sum it was made of", () => {
  const parts = [
    { part: "quality", weight: 600, value: 500_000 },
    { part: "first_try", weight: 250, value: 0 },
    { part: "retries", weight: 150, value: 333_333 },
  ] as const;
  expect(formulaOf({ parts: [...parts], u: 350_000 })).toBe("0.60 × 0.50 + 0.25 × 0.00 + 0.15 × 0.33 = 0.35");
  expect(parts.map(shareOf)).toEqual([300_000, 0, 49_999.95]);
  expect(micros(1_000_000)).toBe("1.00");
});
