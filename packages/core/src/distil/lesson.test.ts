import { expect, test } from "vitest";
import { distilled } from "./testing-result.ts";
import { rawEntry, rawFailure } from "./testing.ts";

test("entries of one group collapse into one proposal: texts, tests and refs are united, plans keep their steps", () => {
  const { proposals, failure_lessons: lessons } = distilled({
    failure_packets: [rawFailure("1")],
    skill_evolution_queue: [
      rawEntry("b", {
        candidate_change: "Name the command.",
        risk_class: "low",
        rollback_plan: ["Take it back.", "Report it."],
        evidence_refs: ["run:r-7", "https://ci.example.com/7"],
      }),
      rawEntry("a", { acceptance_tests: ["The suite is green."], risk_class: "medium", confidence: 0.25 }),
      rawEntry("a2", { missing_actions: ["Ask first."], acceptance_tests: ["The suite is green.", "It is short."] }),
    ],
  });
  expect(proposals).toEqual([
    {
      proposal_id: expect.stringMatching(/^proposal:a8f84d01097ba0a2-/),
      lesson_id: lessons[0]?.lesson_id,
      task_signature: "feature/web-ui",
      target_skills: ["write-tests"],
      base_version: null,
      change_kind: "add",
      candidate_change: "Name the command.\n\nSay how to run the whole suite.",
      reason_codes: ["validation_failed/tests_failed"],
      missing_actions: [
        "Ask first.",
        "Make the failing tests pass, or say why they are wrong.",
        "Run the whole suite.",
      ],
      evidence_refs: ["https://ci.example.com/7", "run:r-1", "run:r-7", "task:t-9"],
      source_run_ids: ["r-1", "r-7"],
      acceptance_tests: ["It is short.", "The suite is green."],
      rollback_plan: ["Take it back.", "Report it."],
      risk_class: "medium",
      severity: "medium",
      recurrence_count: 1,
      counter_count: 0,
      confidence: 0.5,
      confidence_numerator: 1,
      confidence_denominator: 2,
      collapsed_queue_ids: ["q-a", "q-a2", "q-b"],
    },
  ]);
  expect(lessons[0]?.evidence_refs).toEqual(["run:r-1"]);
});

test("a group without target proposes a new skill, at no version", () => {
  const { proposals } = distilled({
    skill_evolution_queue: [rawEntry("1", { target_skills: [] })],
    base_versions: { "write-tests": 4 },
  });
  expect(proposals.map((one) => [one.change_kind, one.target_skills, one.base_version, one.lesson_id])).toEqual([
    ["new_skill", [], null, null],
  ]);
});

test("the symptom is what most runs show, then the first by its letters; unknown codes stand for themselves", () => {
  const { failure_lessons } = distilled({
    failure_packets: [
      rawFailure("1", { symptom: "c", reason_codes: ["our_own/code", "execution_error/tool_failed"] }),
      rawFailure("2", { symptom: "b", reason_codes: ["execution_error/tool_failed", "our_own/code"] }),
      rawFailure("3", { symptom: "b", reason_codes: ["execution_error/tool_failed", "our_own/code"] }),
      rawFailure("4", { symptom: "c", reason_codes: ["execution_error/tool_failed", "our_own/code"] }),
    ],
  });
  expect(failure_lessons.map(({ symptom, failure_mode }) => [symptom, failure_mode])).toEqual([
    ["b", "a tool call failed; our_own/code"],
  ]);
});
