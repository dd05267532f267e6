/** A failure of `write-tests@3` at `feature/web-ui`, as it comes from outside; its run is `r-<id>`. */
export function rawFailure(id: string, more: object = {}): Record<string, unknown> {
  return {
    run_id: `r-${id}`,
    task_id: `t-${id}`,
    task_signature: "feature/web-ui",
    reason_codes: ["validation_failed/tests_failed"],
    missing_actions: ["Make the failing tests pass, or say why they are wrong."],
    symptom: "tests failed",
    minimal_repro_refs: [`run:r-${id}`],
    severity: "medium",
    skills: [{ name: "write-tests", version: 3 }],
    ...more,
  };
}

/** A success of the same skill at the same kind of task, whose gate passed. */
export function rawExperience(id: string, more: object = {}): Record<string, unknown> {
  return {
    run_id: `r-${id}`,
    task_signature: "feature/web-ui",
    skills: [{ name: "write-tests", version: 3 }],
    outcome: "success",
    gate_status: { passed: true },
    evidence_refs: [`run:r-${id}`],
    reason_codes: [],
    cost_proxy: { tokens: 1200, latency_ms: 90_000.5 },
    ...more,
  };
}

/** Somebody asks for a change of the same skill for the same reason. */
export function rawEntry(id: string, more: object = {}): Record<string, unknown> {
  return {
    queue_id: `q-${id}`,
    task_signature: "feature/web-ui",
    target_skills: ["write-tests"],
    reason_codes: ["validation_failed/tests_failed"],
    missing_actions: ["Run the whole suite."],
    evidence_refs: ["task:t-9"],
    candidate_change: "Say how to run the whole suite.",
    ...more,
  };
}

/** An input with room for everything. */
export function rawInput(more: object = {}): Record<string, unknown> {
  return {
    schema: "yardlet.distil/1",
    run_id: "d-1",
    skill_evolution_queue: [],
    experience_packets: [],
    failure_packets: [],
    budget: { max_candidates: 10, max_lessons: 10, max_output_bytes: 1_000_000 },
    ...more,
  };
}
