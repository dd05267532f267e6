import fc from "fast-check";
import type { Unit, UnitAttempt, UnitReview } from "../unit.ts";

const STATES = ["Done", "Partial", "Failed", "Blocked", "NeedsUser", "Queued"];
const ACTORS = ["codex/1", "claude/9", "gemini/2", null];

/** A unit of one repo, kind and intent; `over` says what is special about it. */
export function unitOf(over: Partial<Unit> = {}): Unit {
  const attempts = [attemptOf("run-1", "Done", 1)];
  return { repo: "acme/api", intent: "I", task: "T", kind: "impl", skills: ["s@1"], attempts, reviews: [], ...over };
}

export function attemptOf(run: string, state: string, hour: number): UnitAttempt {
  return { run, actor: "codex/1", endedAt: `2026-01-01T${String(hour).padStart(2, "0")}:00:00.000Z`, state };
}

/** A review by somebody else; one pass or fail a criterion. */
export function reviewOf(run: string, passes: readonly boolean[]): UnitReview {
  return { run, actor: "claude/9", verdict: passes.map((pass, index) => ({ criterion_id: `AC-${index}`, pass })) };
}

const attempts: fc.Arbitrary<UnitAttempt[]> = fc.uniqueArray(
  fc.record({
    run: fc.constantFrom("a", "b", "c", "d"),
    actor: fc.constantFrom(...ACTORS.slice(0, 2)),
    endedAt: fc.integer({ min: 10, max: 13 }).map((hour) => `2026-01-01T${hour}:00:00.000Z`),
    state: fc.constantFrom(...STATES),
    infra: fc.constantFrom(null, null, null, "host_timeout"),
  }),
  { selector: ({ run }) => run, maxLength: 4 },
);

const reviews: fc.Arbitrary<UnitReview[]> = fc.array(
  fc.record({
    run: fc.constantFrom("a", "v", "w", "x"),
    rev: fc.integer({ min: 0, max: 2 }),
    actor: fc.constantFrom(...ACTORS),
    infra: fc.constantFrom(null, null, null, "operator_stop"),
    verdict: fc.array(
      fc.record({
        criterion_id: fc.constantFrom("AC-1", "AC-2", "AC-3", ""),
        pass: fc.constantFrom(true, false, null),
      }),
      { maxLength: 4 },
    ),
  }),
  { maxLength: 4 },
);

/** Any unit of a small team: two repos, two kinds, a few intents and tasks, three versions of two skills. */
export const anyUnit: fc.Arbitrary<Unit> = fc.record({
  repo: fc.constantFrom("acme/api", "acme/web"),
  kind: fc.constantFrom("impl", "docs"),
  intent: fc.constantFrom("I1", "I2", "I3", "I4", "I5"),
  task: fc.constantFrom("T1", "T2", "T3"),
  skills: fc.subarray(["s@1", "s@2", "other@1"]),
  open: fc.constantFrom(false, false, false, true),
  attempts,
  reviews,
});

/** A unit and the same one with its lists in another order. */
export function shuffled(unit: Unit): fc.Arbitrary<Unit> {
  const shuffle = <T>(list: readonly T[]) =>
    fc.shuffledSubarray([...list], { minLength: list.length, maxLength: list.length });
  return fc
    .tuple(
      shuffle(unit.attempts),
      fc
        .tuple(...unit.reviews.map((review) => shuffle(review.verdict)))
        .chain((verdicts) =>
          shuffle(unit.reviews.map((review, index) => ({ ...review, verdict: verdicts[index] ?? [] }))),
        ),
    )
    .map(([attempts, reviews]) => ({ ...unit, attempts, reviews }));
}
