import { expect, test } from "vitest";
import { knobsOfUrl, POLICY, urlOfKnobs } from "./search-params.ts";

const IN_FORCE = { floor: 500_000, alpha: 50, minIntents: 5, vetoMargin: 50_000 };

test("a link says where knobs stand, and the others stand as in force", () => {
  const read = (query: string) => knobsOfUrl(POLICY.read(new URLSearchParams(query)), IN_FORCE);
  expect(read("")).toEqual(IN_FORCE);
  expect(read("floor=0.45&alpha=2.5&min=12&veto=0")).toEqual({
    floor: 450_000,
    alpha: 25,
    minIntents: 12,
    vetoMargin: 0,
  });
  expect(read("floor=7&alpha=x&min=&veto=0.013")).toEqual(IN_FORCE);
});

test("what is turned is written as people read it, and what is as in force is not", () => {
  expect(urlOfKnobs(IN_FORCE, IN_FORCE)).toEqual({ floor: null, alpha: null, min: null, veto: null });
  const tried = { ...IN_FORCE, floor: 400_000, alpha: 100 };
  expect(urlOfKnobs(tried, IN_FORCE)).toEqual({ floor: "0.40", alpha: "10.0", min: null, veto: null });
});
