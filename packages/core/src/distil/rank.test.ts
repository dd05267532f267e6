import { expect, test } from "vitest";
import { distilText } from "./canonical.ts";
import { distilDocument } from "./distil.ts";
import { DistilResult } from "./result.ts";
import { distilled, failuresAt, linesOf } from "./testing-result.ts";
import { rawExperience, rawFailure, rawInput } from "./testing.ts";

test("ranked by severity, recurrence, confidence, smaller change, key", () => {
  const { proposals } = distilled({
    failure_packets: [
      ...failuresAt("e-key", ["1", "2"]),
      ...failuresAt("d-key", ["1", "2"]),
      ...failuresAt("c-longer", ["1", "2"], {
        missing_actions: ["Make the failing tests pass, or say why they are not right."],
      }),
      ...failuresAt("b-doubted", ["1", "2"]),
      ...failuresAt("z-recurrent", ["1", "2", "3"]),
      ...failuresAt("y-severe", ["1"], { severity: "high" }),
      ...failuresAt("a-low", ["1", "2", "3", "4"], { severity: "low" }),
    ],
    experience_packets: [rawExperience("b", { task_signature: "b-doubted" })],
  });
  expect(proposals.map(({ task_signature }) => task_signature)).toEqual([
    "y-severe",
    "z-recurrent",
    "d-key",
    "e-key",
    "c-longer",
    "b-doubted",
    "a-low",
  ]);
});

test("what the budget has no room for is deferred with its rank; lessons in force come before those only kept", () => {
  const failure_packets = [
    ...failuresAt("a", ["1", "2"], { severity: "low" }),
    ...failuresAt("b", ["1", "2"]),
    ...failuresAt("c", ["1"]),
  ];
  const all = distilled({ failure_packets });
  expect(linesOf(all).map((line) => line.split(" ")[1])).toEqual(["b", "a", "c"]);
  const { proposals, failure_lessons, deferred, stored_ids, archived_ids, state_after } = distilled({
    failure_packets,
    budget: { max_candidates: 1, max_lessons: 2, max_output_bytes: 1_000_000 },
  });
  expect(proposals).toEqual(all.proposals.slice(0, 1));
  expect(failure_lessons).toEqual(all.failure_lessons.slice(0, 2));
  expect(deferred).toEqual([
    { id: all.proposals[1]?.proposal_id, kind: "proposal", reason: "rank 2 of 2; max_candidates is 1" },
    { id: all.failure_lessons[2]?.lesson_id, kind: "lesson", reason: "rank 3 of 3; max_lessons is 2" },
  ]);
  expect([stored_ids.length, archived_ids.length, state_after.units.length]).toEqual([2, 0, 2]);
  expect([all.stored_ids.length, all.archived_ids.length, all.state_after.units.length]).toEqual([3, 1, 2]);
});

test("a result that is too large is refused; when nothing would fit, by both codes", () => {
  const failure_packets = [rawFailure("1"), rawFailure("2")];
  const whole = distilText(distilDocument(rawInput({ failure_packets })).result);
  const within = (max_output_bytes: number) =>
    distilDocument(rawInput({ failure_packets, budget: { max_candidates: 10, max_lessons: 10, max_output_bytes } }));
  expect(within(whole.length).ok).toBe(true);
  expect(within(whole.length - 1).result).toMatchObject({
    run_id: "d-1",
    proposals: [],
    failure_lessons: [],
    state_after: null,
    failure_codes: ["schema_violation/output_payload_too_large"],
    problems: [
      {
        path: "budget.max_output_bytes",
        code: "schema_violation/output_payload_too_large",
        message: `is ${whole.length - 1}, and the result has ${whole.length} bytes; raise it, or lower max_candidates and max_lessons`,
      },
    ],
    skill_result: { ok: false, failure_codes: ["schema_violation/output_payload_too_large"] },
  });
  const { ok, result } = within(10);
  expect(ok).toBe(false);
  expect(DistilResult.parse(result)).toEqual(result);
  expect(result.failure_codes).toEqual([
    "schema_violation/output_payload_too_large",
    "validation_failed/distil_budget_exceeded",
  ]);
});
