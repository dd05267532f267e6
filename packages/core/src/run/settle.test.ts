import { expect, test } from "vitest";
import { settleTask } from "./settle.ts";
import type { ReviewFact, RunFact } from "./settle-facts.ts";
import { reviewFact, runFact } from "./testing.ts";

const KEY = { intent: "I", task: "t1" };

function settle(runs: readonly RunFact[], reviews: readonly ReviewFact[] = []) {
  return settleTask({ repo: "app", key: KEY, runs, reviews });
}

/** A moment of the same day. */
function at(hour: number): string {
  return `2026-11-21T${String(hour).padStart(2, "0")}:00:00.000Z`;
}

const TIMEOUT = ["execution_error/host_timeout"];

test("a task done at first try, which nobody reviewed", () => {
  const { outcome, value, excludedReason, ignored, versions, mixed } = settle([
    runFact("r1", { endedAt: at(9), versions: [{ skill: "red", version: "red@1" }] }),
  ]);
  expect(outcome).toEqual({
    state: "Done",
    attempts: 1,
    infraAttempts: 0,
    firstTry: true,
    open: false,
    acceptance: "unreviewed",
    kind: "feature",
    endedAt: at(9),
    role: "builder",
  });
  expect(value).toMatchObject({ included: true, u: 1_000_000 });
  expect({ excludedReason, ignored, versions, mixed }).toEqual({
    excludedReason: null,
    ignored: [],
    versions: ["red@1"],
    mixed: [],
  });
});

test("infrastructure attempts are beside the count, whatever they say", () => {
  const { outcome, unit, value } = settle([
    runFact("r1", { endedAt: at(8), state: "Failed", codes: TIMEOUT, kind: "docs" }),
    runFact("r2", { endedAt: at(9), kind: "fix" }),
    runFact("r3", { endedAt: at(10), state: "Failed", codes: ["integration_degraded/merge_conflict"] }),
  ]);
  expect(outcome).toMatchObject({
    state: "Done",
    attempts: 1,
    infraAttempts: 2,
    firstTry: true,
    kind: "bugfix",
    endedAt: at(9),
  });
  expect(unit.attempts.map(({ infra }) => infra)).toEqual(["host_timeout", null, "merge_conflict"]);
  expect(value).toMatchObject({ included: true, u: 1_000_000 });
});

test("where every attempt is infrastructure, they make the outcome and the versions, and no value", () => {
  const settled = settle([
    runFact("r1", { state: "Failed", codes: TIMEOUT, versions: [{ skill: "red", version: "red@1" }] }),
  ]);
  expect(settled.outcome).toMatchObject({ state: "Failed", attempts: 0, infraAttempts: 1, firstTry: false });
  expect(settled.value).toMatchObject({ included: false, reason: "infrastructure_only" });
  expect(settled.versions).toEqual(["red@1"]);
});

test("versions are those of counted attempts; a skill with two of them is mixed", () => {
  const settled = settle([
    runFact("r1", { endedAt: at(8), codes: TIMEOUT, versions: [{ skill: "red", version: "red@9" }] }),
    runFact("r2", {
      endedAt: at(9),
      versions: [
        { skill: "red", version: "red@1" },
        { skill: "blue", version: "blue@1" },
      ],
    }),
    runFact("r3", {
      endedAt: at(10),
      versions: [
        { skill: "blue", version: "blue@2" },
        { skill: "ash", version: "ash@1" },
      ],
    }),
  ]);
  expect(settled.versions).toEqual(["ash@1", "red@1"]);
  expect(settled.mixed).toEqual(["blue@1", "blue@2"]);
  expect(settled.unit.skills).toEqual(["ash@1", "red@1"]);
});

test("a record that has not ended opens the task and comes last, until its completion arrives", () => {
  const failed = runFact("r2", { endedAt: at(9), state: "Failed" });
  const queued = runFact("r1", { endedAt: null, state: "Queued" });
  const open = settle([queued, failed], [reviewFact("v1", [false])]);
  expect(open.outcome).toMatchObject({
    state: "Queued",
    attempts: 2,
    open: true,
    endedAt: at(9),
    acceptance: "rejected",
  });
  expect(open.value).toMatchObject({ included: false, reason: "open" });
  const done = settle([{ ...queued, endedAt: at(10), state: "Done" }, failed]);
  expect(done.outcome).toMatchObject({ state: "Done", attempts: 2, open: false, firstTry: false });
  expect(done.value).toMatchObject({ included: true, retry: 500_000 });
});

test("verdicts about an open task are weighed like any others", () => {
  const settled = settle(
    [runFact("r1", { state: "Failed" }), runFact("r2", { endedAt: null, state: "Queued" })],
    [reviewFact("v1", [false], { actor: "builder" }), reviewFact("v2", [true])],
  );
  expect(settled.ignored).toEqual([{ run: "v1", why: "self_verdict" }]);
  expect(settled.outcome.acceptance).toBe("accepted");
});

test("a deferred record before the last attempt does not open the task", () => {
  const settled = settle([
    runFact("r1", { endedAt: at(8), state: "Deferred" }),
    runFact("r2", { endedAt: at(9), state: "Done" }),
  ]);
  expect(settled.outcome).toMatchObject({ open: false, state: "Done", firstTry: false });
  expect(settled.value.included).toBe(true);
});

test("an infrastructure attempt that is deferred opens the task too", () => {
  const settled = settle([
    runFact("r1", { endedAt: at(8), state: "Failed" }),
    runFact("r2", { endedAt: null, state: "Deferred", codes: TIMEOUT }),
  ]);
  expect(settled.outcome).toMatchObject({ open: true, state: "Failed" });
  expect(settled.value).toMatchObject({ included: false, reason: "open" });
});

test.each<[string, ReviewFact[], string]>([
  ["all passed", [reviewFact("v1", [true, true])], "accepted"],
  ["one failed", [reviewFact("v1", [true, false])], "rejected"],
  [
    "passed after a fail by another",
    [reviewFact("v1", [false]), reviewFact("v2", [true], { actor: "second" })],
    "rejected",
  ],
  ["by the builder itself", [reviewFact("v1", [false], { actor: "builder" })], "unreviewed"],
  ["by nobody known", [reviewFact("v1", [false], { actor: null })], "unreviewed"],
  ["stopped by its host", [reviewFact("v1", [false], { codes: TIMEOUT })], "unreviewed"],
  ["by an attempt of the task", [reviewFact("r1", [false])], "unreviewed"],
])("acceptance by independent reviews: %s", (_name, reviews, acceptance) => {
  expect(settle([runFact("r1")], reviews).outcome.acceptance).toBe(acceptance);
});

test("reviews without weight are listed with the reason", () => {
  const partial = {
    complete: false,
    reason: "incomplete_verdict" as const,
    entries: [{ criterion_id: "c1", pass: false }],
  };
  const empty = { complete: false, reason: "empty_verdict" as const, entries: [] };
  const settled = settle(
    [runFact("r1")],
    [
      reviewFact("v6", [true]),
      reviewFact("v5", [], { verdict: partial }),
      reviewFact("v4", [], { verdict: empty }),
      reviewFact("v3", [false], { actor: null }),
      reviewFact("v2", [false], { actor: "builder" }),
      reviewFact("v1", [false], { codes: TIMEOUT }),
    ],
  );
  expect(settled.ignored).toEqual([
    { run: "v1", why: "infrastructure" },
    { run: "v2", why: "self_verdict" },
    { run: "v3", why: "unknown_actor" },
    { run: "v4", why: "empty_verdict" },
    { run: "v5", why: "incomplete_verdict" },
  ]);
  expect(settled.unit.reviews.map(({ run }) => run)).toEqual(["v1", "v2", "v3", "v4", "v6"]);
  expect(settled.value).toMatchObject({ review: 1_000_000, reviewsUsed: 1 });
  expect(settled.outcome.acceptance).toBe("accepted");
});

test("the newest revision of a review counts, even where an older one was complete", () => {
  const partial = {
    complete: false,
    reason: "incomplete_verdict" as const,
    entries: [{ criterion_id: "c1", pass: true }],
  };
  const settled = settle(
    [runFact("r1")],
    [reviewFact("v1", [false], { rev: 1 }), reviewFact("v1", [], { rev: 2, verdict: partial })],
  );
  expect(settled.ignored).toEqual([{ run: "v1", why: "incomplete_verdict" }]);
  expect(settled.outcome.acceptance).toBe("unreviewed");
});

test.each<[string, RunFact[], string | null]>([
  ["a builder's task", [runFact("r1"), runFact("r2", { role: "reviewer" })], null],
  ["a reviewer's", [runFact("r1", { role: "reviewer" })], "review_role"],
  ["security's", [runFact("r1", { role: "security" }), runFact("r2", { role: "researcher" })], "review_role"],
  ["a researcher's", [runFact("r1", { role: "researcher" })], "researcher_role"],
  ["with a simulated attempt", [runFact("r1"), runFact("r2", { simulated: true })], "simulated"],
  ["simulated only where it does not count", [runFact("r1"), runFact("r2", { simulated: true, codes: TIMEOUT })], null],
  ["without runs", [], null],
])("tasks that are no evidence say why: %s", (_name, runs, reason) => {
  expect(settle(runs).excludedReason).toBe(reason);
});

test("a reviewer's own task has an outcome and no value", () => {
  const { outcome, value, versions } = settle([
    runFact("r1", {
      role: "reviewer",
      state: "NeedsUser",
      kind: "review",
      versions: [{ skill: "red", version: "red@1" }],
    }),
  ]);
  expect(outcome).toMatchObject({
    state: "NeedsUser",
    attempts: 0,
    role: "reviewer",
    kind: "review",
    acceptance: "unreviewed",
  });
  expect(value).toMatchObject({ included: false, reason: "no_attempts" });
  expect(versions).toEqual(["red@1"]);
});

test("a task without runs has no state", () => {
  expect(settle([]).outcome).toMatchObject({ state: null, endedAt: null, role: null, open: false, kind: "other" });
});
