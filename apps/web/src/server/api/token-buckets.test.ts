import { expect, test } from "vitest";
import { tokenBuckets } from "./token-buckets.ts";

test("a burst is let through at once, then so many a second", () => {
  const buckets = tokenBuckets({ perSecond: 2, burst: 3 }, 10);
  expect([0, 0, 0, 0, 0].map(() => buckets.take("ci", 1000))).toEqual([0, 0, 0, 500, 500]);
  expect(buckets.take("ci", 1499)).toBe(1);
  expect(buckets.take("ci", 1500)).toBe(0);
  expect(buckets.take("other", 1500)).toBe(0);
});

test("a bucket never holds more than its burst, and a clock that goes back gives nothing", () => {
  const buckets = tokenBuckets({ perSecond: 60, burst: 2 }, 10);
  buckets.take("ci", 0);
  expect([0, 0, 0].map(() => buckets.take("ci", 60_000))).toEqual([0, 0, 17]);
  expect(buckets.take("ci", 0)).toBe(17);
});

test("looking takes nothing", () => {
  const buckets = tokenBuckets({ perSecond: 1, burst: 1 }, 10);
  expect([buckets.wait("ci", 0), buckets.wait("ci", 0), buckets.has("ci")]).toEqual([0, 0, false]);
  expect([buckets.take("ci", 0), buckets.wait("ci", 0), buckets.has("ci")]).toEqual([0, 1000, true]);
});

test("only the keys used last are kept", () => {
  const buckets = tokenBuckets({ perSecond: 1, burst: 1 }, 2);
  for (const key of ["a", "b", "a", "c"]) buckets.take(key, 0);
  expect(["a", "b", "c"].map((key) => buckets.has(key))).toEqual([true, false, true]);
});
