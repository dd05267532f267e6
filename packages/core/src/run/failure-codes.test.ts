import { expect, test } from "vitest";
import { FailureCodeName } from "./fields.ts";
import { FAILURE_CODES, describeFailureCode, infraOf } from "./failure-codes.ts";

test("every code has a well-formed name, a meaning and a remedy", () => {
  expect(FAILURE_CODES.size).toBeGreaterThanOrEqual(35);
  for (const [code, { meaning, missingActions }] of FAILURE_CODES) {
    expect(FailureCodeName.safeParse(code).success).toBe(true);
    expect(meaning).toMatch(/\S/);
    expect(missingActions.length).toBeGreaterThan(0);
  }
});

test("exactly five codes are infrastructure", () => {
  expect([...FAILURE_CODES.values()].filter((code) => code.infrastructure).map(({ code }) => code)).toEqual([
    "execution_error/provider_refusal",
    "execution_error/operator_stop",
    "execution_error/host_timeout",
    "integration_degraded/merge_conflict",
    "integration_degraded/push_unverified",
  ]);
});

test.each([
  "schema_violation/verdict_incomplete",
  "schema_violation/skill_result_missing",
  "schema_violation/skill_result_missing_field",
  "schema_violation/skill_result_wrong_type",
  "schema_violation/skill_result_unknown_field",
  "schema_violation/skill_result_too_large",
  "schema_violation/missing_skill_evolution_queue",
  "schema_violation/missing_task_signature",
  "schema_violation/missing_reason_codes",
  "schema_violation/missing_missing_actions",
  "schema_violation/missing_evidence_refs",
  "schema_violation/missing_budget",
  "schema_violation/output_payload_too_large",
  "schema_violation/memory_design_missing_interface",
  "validation_failed/criterion_failed",
  "validation_failed/distil_budget_exceeded",
  "policy_violation/memory_design_forbidden_io",
  "policy_violation/worker_wrote_outside",
])("the contracts' own code is known: %s", (code) => {
  expect(describeFailureCode(code).known).toBe(true);
});

test("a code is described, an unknown one is shown as unknown", () => {
  expect(describeFailureCode("execution_error/host_timeout")).toEqual({
    code: "execution_error/host_timeout",
    known: true,
    meaning: "the host's time was up",
    missingActions: ["Give the job more time, or make the task smaller."],
    infrastructure: true,
    severity: "medium",
  });
  const unknown = { known: false, meaning: "unknown code", missingActions: [], infrastructure: false };
  expect(describeFailureCode("safety_block/new_one")).toEqual({
    code: "safety_block/new_one",
    severity: "high",
    ...unknown,
  });
  expect(describeFailureCode("constructor/x")).toEqual({ code: "constructor/x", severity: "medium", ...unknown });
});

test.each<[string[], string | null]>([
  [[], null],
  [["execution_error/host_timeout"], "host_timeout"],
  [["integration_degraded/merge_conflict", "execution_error/operator_stop"], "operator_stop"],
  [["execution_error/operator_stop", "integration_degraded/merge_conflict"], "operator_stop"],
  [["execution_error/host_timeout", "validation_failed/tests_failed"], null],
  [["execution_error/host_timeout", "custom/thing"], null],
  [["execution_error/tool_failed"], null],
])("infrastructure only when every code is: %j", (codes, infra) => {
  expect(infraOf(codes)).toBe(infra);
});
