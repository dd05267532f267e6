import { expect, test } from "vitest";
import { decide } from "./decide.ts";
import { DEFAULT_POLICY } from "./defaults.ts";
import { ScorePolicy } from "./policy.ts";
import { scoreUnits } from "./score.ts";
import { attemptOf, reviewOf, unitOf } from "./testing/units.ts";
import { unitValue } from "./unit-value.ts";

const FLOOR = DEFAULT_POLICY.floor;
const failing = (intent: string) => unitOf({ intent, attempts: [attemptOf(`run-${intent}`, "Failed", 1)] });
const seven = ["1", "2", "3", "4", "5", "6", "7"];

test("done at first try but rejected by every review is below the floor", () => {
  const value = unitValue(unitOf({ reviews: [reviewOf("v", [false, false]), reviewOf("w", [false])] }));
  expect(value).toMatchObject({ u: 400_000, review: 0, firstTry: 1_000_000, reviewsUsed: 2 });
  expect(400_000).toBeLessThan(FLOOR);
});

test("accepted by every review after many attempts is above the floor", () => {
  const tries = Array.from({ length: 20 }, (_, index) =>
    attemptOf(`run-${index}`, index < 19 ? "Failed" : "Done", index),
  );
  const value = unitValue(unitOf({ attempts: tries, reviews: [reviewOf("v", [true])] }));
  expect(value).toMatchObject({ u: 607_500, review: 1_000_000, firstTry: 0, retry: 50_000, attempts: 20 });
});

test("of two revisions that claim the same number, one counts whatever their order", () => {
  const reviews = [reviewOf("v", [true]), reviewOf("v", [false])];
  const values = [reviews, reviews.toReversed()].map((some) => unitValue(unitOf({ reviews: some })).u);
  expect(values[0]).toBe(values[1]);
});

test("six intents that fail entirely keep a skill, seven prune it", () => {
  const six = scoreUnits(seven.slice(1).map(failing));
  expect(six).toMatchObject({ intents: 6, score: 0, failsToPrune: 1 });
  expect(decide(six, null, { source: "learned" })).toMatchObject({ action: "keep", reason: "not_below_floor" });
  const all = scoreUnits(seven.map(failing));
  expect(all).toMatchObject({ intents: 7, grade: "emerging", failsToPrune: 0 });
  expect(decide(all, null, { source: "learned" })).toMatchObject({ action: "prune", reason: "below_floor" });
});

test("seven tasks of one intent are one vote", () => {
  const tasks = seven.map((task) => unitOf({ task, attempts: [attemptOf(`run-${task}`, "Failed", 1)] }));
  expect(scoreUnits(tasks)).toMatchObject({ units: 7, intents: 1, grade: "insufficient", failsToPrune: 6 });
});

test("a score is the same from values that are already known", () => {
  const units = [...seven.map(failing), unitOf({ intent: "8", reviews: [reviewOf("v", [true, false])] })];
  const valued = units.map((unit) => ({
    repo: unit.repo,
    kind: "impl",
    intent: unit.intent,
    task: unit.task,
    value: unitValue(unit),
  }));
  expect(scoreUnits(valued)).toEqual(scoreUnits(units));
});

const WRONG_POLICIES: { what: string; change: Partial<ScorePolicy>; message: string }[] = [
  { what: "a real", change: { floor: 0.5 }, message: "expected int" },
  { what: "a floor nobody misses", change: { floor: 9_999 }, message: "expected number to be >=10000" },
  { what: "a bet of everything", change: { grid: [250, 1000] }, message: "expected number to be <=999" },
  { what: "the same bet twice", change: { grid: [250, 250] }, message: "the bets ascend" },
  { what: "no bets", change: { grid: [] }, message: "to have >=1 items" },
  { what: "weights beyond 1", change: { wReview: 700 }, message: "together make 1000" },
];

test.each(WRONG_POLICIES)("a policy with $what is refused", ({ change, message }) => {
  const parsed = ScorePolicy.safeParse({ ...DEFAULT_POLICY, ...change });
  expect(parsed.error?.issues.map((issue) => issue.message).join()).toContain(message);
});

test("the default policy is one", () => {
  expect(ScorePolicy.parse(DEFAULT_POLICY)).toEqual(DEFAULT_POLICY);
});
