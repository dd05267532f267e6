import fc from "fast-check";
import { expect, test } from "vitest";
import { runDigest } from "./digest.ts";
import type { Problem } from "./flaws.ts";
import { parseRun } from "./parse.ts";
import { EvalState, RunRecord, RunRole } from "./record.ts";
import { settleTask } from "./settle.ts";
import type { ReviewFact, RunFact } from "./settle-facts.ts";
import { RECEIVED_AT, rawRun } from "./testing.ts";

const HOSTILE = fc.constantFrom(
  "",
  " ",
  "\0",
  "\ud800",
  "\udfff\ud800",
  "\u202e",
  "__proto__",
  "constructor",
  "a".repeat(200),
  "é".repeat(9000),
  "2026-11-21T10:00:00Z",
  "9999-99-99T99:99:99Z",
  "execution_error/host_timeout",
  "../../etc/passwd",
  "'; drop table run; --",
);

const text = fc.oneof(HOSTILE, fc.string({ unit: "binary", maxLength: 20 }), fc.string({ maxLength: 20 }));
const value = fc.oneof(
  text,
  fc.jsonValue(),
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }),
);
const field = fc.constantFrom(...Object.keys(RunRecord.shape), "__proto__", "toString", "extra");

test("no input makes the parser throw, and whatever is refused says why", { timeout: 60_000 }, () => {
  const document = fc.oneof(
    value,
    fc.dictionary(fc.oneof(field, text), value, { maxKeys: 8 }),
    fc
      .dictionary(field, fc.oneof(value, fc.array(fc.dictionary(text, value, { maxKeys: 3 }), { maxLength: 4 })), {
        maxKeys: 5,
      })
      .map(rawRun),
  );
  let accepted = 0;
  fc.assert(
    fc.property(document, (input) => {
      const parsed = parseRun(input, RECEIVED_AT);
      if (parsed.ok) accepted += 1;
      expect(parsed.ok ? findInstability(parsed.run) : findBadProblems(parsed.problems)).toEqual([]);
    }),
    { numRuns: 5000 },
  );
  expect(accepted).toBeGreaterThan(50);
});

/** What is wrong with the problems of a refused record. */
function findBadProblems(problems: readonly Problem[]): unknown[] {
  if (problems.length === 0 || problems.length > 50) return [problems.length];
  return problems.filter(({ path, message }) => message === "" || !path.isWellFormed() || path.includes("\0"));
}

/** A record that was read is read again to the same content. */
function findInstability(run: RunRecord): unknown[] {
  const again = parseRun(run, RECEIVED_AT);
  return again.ok && runDigest(again.run) === runDigest(run) ? [] : [again];
}

const actor = fc.constantFrom("a", "b", null);
const endedAt = fc.constantFrom("2026-11-21T09:00:00.000Z", "2026-11-21T10:00:00.000Z", null);
const codes = fc.constantFrom([], ["execution_error/host_timeout"], ["validation_failed/tests_failed"]);
const runs: fc.Arbitrary<RunFact[]> = fc.array(
  fc.record({
    run: fc.constantFrom("r1", "r2", "r3", "r4", "v1"),
    role: fc.constantFrom(...RunRole.options),
    actor,
    endedAt,
    state: fc.constantFrom(...EvalState.options),
    codes,
    simulated: fc.boolean(),
    kind: fc.constantFrom("feat", "fix", "x"),
    versions: fc.array(
      fc.constantFrom({ skill: "s", version: "s@1" }, { skill: "s", version: "s@2" }, { skill: "t", version: "t@1" }),
      { maxLength: 3 },
    ),
  }),
  { maxLength: 5 },
);
const reviews: fc.Arbitrary<ReviewFact[]> = fc.array(
  fc.record({
    run: fc.constantFrom("v1", "v2", "v3", "r1"),
    rev: fc.integer({ min: 1, max: 3 }),
    actor: fc.constantFrom("a", "c", "d", null),
    codes,
    verdict: fc.record({
      complete: fc.boolean(),
      reason: fc.constantFrom(null, "incomplete_verdict" as const, "empty_verdict" as const),
      entries: fc.array(fc.record({ criterion_id: fc.constantFrom("c1", "c2"), pass: fc.boolean() }), { maxLength: 3 }),
    }),
  }),
  { maxLength: 5 },
);

test("the order of runs and reviews does not matter", () => {
  const orders = fc.tuple(runs, reviews).chain(([runs, reviews]) =>
    fc.record({
      one: fc.constant({ runs, reviews }),
      other: fc.record({
        runs: fc.shuffledSubarray(runs, { minLength: runs.length }),
        reviews: fc.shuffledSubarray(reviews, { minLength: reviews.length }),
      }),
    }),
  );
  const key = { intent: "I", task: "t" };
  fc.assert(
    fc.property(orders, ({ one, other }) => {
      const settled = settleTask({ repo: "app", key, ...one });
      expect(settleTask({ repo: "app", key, ...other })).toEqual(settled);
      const { outcome, value } = settled;
      expect(outcome.attempts + outcome.infraAttempts).toBe(one.runs.filter(({ role }) => role === "builder").length);
      expect(outcome.acceptance === "unreviewed" || settled.unit.reviews.length > 0).toBe(true);
      expect(value.included && outcome.open).toBe(false);
      expect(settled.versions.filter((version) => settled.mixed.includes(version))).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});
