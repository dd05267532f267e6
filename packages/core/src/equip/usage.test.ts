import { expect, test } from "vitest";
import { type UseFacts, usageOf } from "./usage.ts";

const NOTHING: UseFacts = { cutOff: false, runs: 0, observed: 0, activated: 0, failed: 0, idleFailed: 0 };

test.each<[string, Partial<UseFacts>, string]>([
  ["no run", {}, "unknown"],
  ["forty runs of agents that never say", { runs: 40 }, "unknown"],
  ["four runs in which it could be seen", { runs: 40, observed: 4 }, "unknown"],
  ["five of them, and nobody used it", { runs: 5, observed: 5 }, "silent"],
  ["one use among a hundred", { runs: 100, observed: 100, activated: 1, failed: 1 }, "used"],
  ["three uses that failed", { runs: 9, observed: 9, activated: 3, failed: 3 }, "used"],
  ["four uses that failed", { runs: 9, observed: 9, activated: 4, failed: 4 }, "misfiring"],
  ["six of ten that failed", { runs: 10, observed: 10, activated: 10, failed: 6 }, "used"],
  ["nine of ten that failed", { runs: 10, observed: 10, activated: 10, failed: 9 }, "misfiring"],
  ["nine of ten, as often as without it", { runs: 20, observed: 20, activated: 10, failed: 9, idleFailed: 9 }, "used"],
  [
    "nine of ten, half as often without it",
    { runs: 20, observed: 20, activated: 10, failed: 9, idleFailed: 5 },
    "misfiring",
  ],
  ["a listing that ends before it", { cutOff: true }, "cut_off"],
  ["that, whatever else is said of it", { cutOff: true, runs: 9, observed: 9, activated: 5, failed: 5 }, "cut_off"],
])("%s: it is what it is", (_what, facts, usage) => {
  expect(usageOf({ ...NOTHING, ...facts })).toBe(usage);
});
