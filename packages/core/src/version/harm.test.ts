import { expect, test } from "vitest";
import { duelsOf } from "../score/comparison.ts";
import { DEFAULT_POLICY } from "../score/defaults.ts";
import type { Uplift } from "../score/results.ts";
import { decideHarm } from "./harm.ts";

const WORSE: Uplift = {
  comparable: true,
  reason: null,
  rd: -0.104,
  vetoLo: -0.2,
  lo: -0.22,
  hi: -0.01,
  strata: 2,
  withIntents: 40,
  withoutIntents: 44,
  overlap: 1,
};
/** Pairs in which work with the skill is worth that much less, in millionths. */
const pairs = (count: number, less: number) =>
  Array.from({ length: count }, () => ({ repo: "parcel", a: 900_000 - less, b: 900_000 }));
const FACTS = {
  skill: "eager-lint",
  version: 2,
  decision: { below: false },
  uplift: WORSE,
  duels: duelsOf(pairs(40, 250_000)),
};

test("work that is worse with a skill than without it is a finding, though it is above the floor", () => {
  expect(decideHarm(FACTS)).toEqual({
    action: "candidate",
    reason: "harmful",
    proposal: {
      kind: "finding",
      title: "eager-lint v2 makes work worse",
      why: "work with it is worth 0.10 less than without it, in 40 pairs of intents of the same repo and kind",
    },
    evidence: { pairs: 40, logE: 5.894696, threshold: 2.995732, effect: WORSE },
  });
});

test.each([
  ["what is below the floor is told of as that", { decision: { below: true } }, "below_floor"],
  ["without pairs nothing is told", { duels: null }, "not_comparable"],
  ["four pairs are too few", { duels: duelsOf(pairs(4, 900_000)) }, "not_comparable"],
  ["so are arms that are not comparable", { uplift: { ...WORSE, comparable: false } }, "not_comparable"],
  ["a bet that is not won is no warning", { duels: duelsOf(pairs(15, 250_000)) }, "no_warning"],
  ["nor is work that is better", { duels: duelsOf(pairs(40, -100_000)) }, "no_warning"],
] as const)("%s", (_name, change, reason) => {
  expect(decideHarm({ ...FACTS, ...change })).toEqual({ action: "keep", reason });
});

test("a stricter policy asks for a surer bet", () => {
  expect(decideHarm({ ...FACTS, policy: { ...DEFAULT_POLICY, alpha: 1 } })).toMatchObject({ reason: "no_warning" });
});

test("each duel is the other one turned round", () => {
  const [one, other] = [pairs(9, 300_000), pairs(9, 300_000).map(({ repo, a, b }) => ({ repo, a: b, b: a }))];
  expect(duelsOf(one)).toEqual({ pairs: 9, better: duelsOf(other).worse, worse: duelsOf(other).better });
  expect(duelsOf([])).toEqual({ pairs: 0, better: 0, worse: 0 });
});
