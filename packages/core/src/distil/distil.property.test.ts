import fc from "fast-check";
import { expect, test } from "vitest";
import { distilText } from "./canonical.ts";
import { distilDocument } from "./distil.ts";
import { DistilInput, QueueEntry } from "./input.ts";
import { ExperiencePacket, FailurePacket } from "./packet-types.ts";
import { DistilResult } from "./result.ts";
import { verifyLedger } from "./state.ts";
import { rawEntry, rawExperience, rawFailure, rawInput } from "./testing.ts";

const HOSTILE = fc.constantFrom(
  "",
  " ",
  "\0",
  "\ud800",
  "__proto__",
  "constructor",
  "false",
  "x".repeat(5000),
  "run:",
  "run:r-1",
  "yardlet.distil/1",
  "validation_failed/tests_failed",
);
const value = fc.oneof(
  HOSTILE,
  fc.jsonValue({ maxDepth: 2 }),
  fc.anything({ maxDepth: 1, withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }),
);
const fields = (schema: { shape: object }) => fc.constantFrom(...Object.keys(schema.shape), "__proto__", "extra");
const broken = (schema: { shape: object }, make: (id: string, more: object) => object) =>
  fc
    .tuple(
      fc.constantFrom("1", "2", "3"),
      fc.oneof({ weight: 2, arbitrary: fc.constant({}) }, fc.dictionary(fields(schema), value, { maxKeys: 2 })),
    )
    .map(([id, more]) => make(id, more));
const list = (entry: fc.Arbitrary<object>) =>
  fc.oneof(
    { weight: 9, arbitrary: fc.array(fc.oneof({ weight: 19, arbitrary: entry }, value), { maxLength: 3 }) },
    value,
  );
const document = fc.oneof(
  { weight: 1, arbitrary: value },
  { weight: 2, arbitrary: fc.dictionary(fields(DistilInput), value, { maxKeys: 6 }).map(rawInput) },
  {
    weight: 7,
    arbitrary: fc
      .record({
        skill_evolution_queue: list(broken(QueueEntry, rawEntry)),
        experience_packets: list(broken(ExperiencePacket, rawExperience)),
        failure_packets: list(broken(FailurePacket, rawFailure)),
      })
      .map(rawInput),
  },
);

test(
  "10,000 inputs: no exception, every answer is a result, and whatever is refused says why",
  { timeout: 60_000 },
  () => {
    let accepted = 0;
    fc.assert(
      fc.property(document, (input) => {
        const { ok, result } = distilDocument(input);
        if (ok) accepted += 1;
        expect(findFaults(ok, result)).toEqual([]);
      }),
      { numRuns: 10_000 },
    );
    expect(accepted).toBeGreaterThan(300);
  },
);

/** What is wrong with an answer itself. */
function findFaults(ok: boolean, result: DistilResult): unknown[] {
  const parsed = DistilResult.safeParse(result);
  if (!parsed.success) return parsed.error.issues;
  if (distilText(JSON.parse(distilText(result))) !== distilText(result)) return ["it is not read back as it is"];
  const { problems, proposals, failure_lessons: lessons, state_before, state_after, stored_ids, archived_ids } = result;
  if (!ok) {
    const named = problems.every(({ path, message }) => message !== "" && path.isWellFormed());
    return named && problems.length > 0 && proposals.length + lessons.length === 0 ? [] : [problems];
  }
  if (state_before === null || state_after === null) return ["it has no state"];
  return verifyLedger({ state_before, state_after, stored_ids, archived_ids }).problems;
}

const id = fc.constantFrom("1", "2", "3", "4", "5");
const shared = {
  task_signature: fc.constantFrom("feature/web-ui", "bugfix/core"),
  skills: fc.subarray([
    { name: "write-tests", version: 3 },
    { name: "write-tests", version: 4 },
    { name: "review", version: 1 },
  ]),
  simulated: fc.boolean(),
};
const reason_codes = fc.shuffledSubarray(["validation_failed/tests_failed", "our_own/code"], { minLength: 1 });
const failures = fc.array(
  fc
    .tuple(
      id,
      fc.record({
        ...shared,
        reason_codes,
        severity: fc.constantFrom("low", "medium", "high"),
        symptom: fc.constantFrom("red", "tests failed", "e\u0301", "\u00e9"),
        missing_actions: fc.shuffledSubarray(["a", "b", "c"], { minLength: 1 }),
        tool_errors: fc.constantFrom(undefined, ["z", { b: 1.5, a: { "10": 1, "9": 2 } }]),
      }),
    )
    .map(([id, more]) => rawFailure(id, more)),
  { maxLength: 6 },
);
const experiences = fc.array(
  fc
    .tuple(id, fc.record({ ...shared, reason_codes, outcome: fc.constantFrom("success", "failure", "partial") }))
    .map(([id, more]) => rawExperience(id, more)),
  { maxLength: 6 },
);
const entries = fc.array(
  fc
    .tuple(id, fc.record({ ...shared, reason_codes, target_skills: fc.shuffledSubarray(["write-tests", "review"]) }))
    .map(([id, { task_signature, reason_codes, target_skills }]) =>
      rawEntry(id, { task_signature, reason_codes, target_skills }),
    ),
  { maxLength: 4 },
);
const twoOrders = fc.tuple(entries, experiences, failures).chain((lists) => {
  const shuffled = (list: Record<string, unknown>[]) =>
    fc
      .shuffledSubarray([...list, ...list.slice(0, 1)], { minLength: Math.min(list.length + 1, list.length * 2) })
      .map((items) => items.map(reversed));
  const make = ([skill_evolution_queue, experience_packets, failure_packets]: unknown[]) =>
    rawInput({
      skill_evolution_queue,
      experience_packets,
      failure_packets,
      budget: { max_candidates: 3, max_lessons: 3, max_output_bytes: 100_000 },
    });
  return fc.tuple(
    fc.constant(make(lists)),
    fc.tuple(...lists.map(shuffled)).map((other) => reversed(make(other))),
  );
});

/** The same object with its keys the other way round, and so its lists of names and codes. */
function reversed(object: Record<string, unknown>): Record<string, unknown> {
  const turned = new Set(["skills", "reason_codes", "missing_actions", "target_skills"]);
  return Object.fromEntries(
    Object.entries(object)
      .toReversed()
      .map(([key, item]) => [key, turned.has(key) && Array.isArray(item) ? item.toReversed() : item]),
  );
}

test("the same input in any order, some of it twice, gives the same bytes, and so does a repeat", () => {
  fc.assert(
    fc.property(twoOrders, ([one, other]) => {
      const text = distilText(distilDocument(one).result);
      expect(distilText(distilDocument(other).result)).toBe(text);
      expect(distilText(distilDocument(one).result)).toBe(text);
    }),
    { numRuns: 500 },
  );
});
