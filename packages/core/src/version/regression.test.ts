import { expect, test } from "vitest";
import { regressionOf } from "../score/regression.ts";
import { attemptOf, unitOf } from "../score/testing/units.ts";
import { decideRegression } from "./regression.ts";

const units = (count: number, state: string) =>
  Array.from({ length: count }, (_, index) =>
    unitOf({ intent: `${state}-${index}`, attempts: [attemptOf(`${state}-${index}`, state, index)] }),
  );
const FACTS = { skill: "red", newer: 2, older: 1, current: 2 };

test("a version that does worse than the one before it is a candidate with its evidence", () => {
  const regression = regressionOf(units(7, "Failed"), units(7, "Done"));
  expect(decideRegression({ ...FACTS, regression })).toMatchObject({
    action: "candidate",
    reason: "regressed",
    from: 2,
    to: 1,
    proposal: { kind: "rollback", title: "roll red back to v1", why: "v2 does worse than v1 in 7 pairs of intents" },
    evidence: { pairs: 7, logE: 3.179711, threshold: 2.995732, effect: { withIntents: 7, withoutIntents: 7 } },
  });
});

const KEPT = [
  { what: "too few pairs", newer: 4, older: 4, current: 2, reason: "not_comparable" },
  { what: "too weak a difference", newer: 6, older: 6, current: 2, reason: "no_warning" },
  { what: "a version that was rolled back already", newer: 7, older: 7, current: 1, reason: "not_current" },
  { what: "a skill without a current version", newer: 7, older: 7, current: null, reason: "not_current" },
];

test.each(KEPT)("$what: nothing is proposed", ({ newer, older, current, reason }) => {
  const regression = regressionOf(units(newer, "Failed"), units(older, "Done"));
  expect(decideRegression({ ...FACTS, current, regression })).toEqual({ action: "keep", reason });
});
