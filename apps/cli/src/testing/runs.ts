/** A builder's record: the task `t-<id>` of an intent of its own, done with code-review v3. */
export function runRecord(id: string, more: object = {}): Record<string, unknown> {
  return {
    schema: "yardlet.run/1",
    run_id: id,
    task_id: `t-${id}`,
    kind: "feature",
    agent: { name: "builder", session: `s-${id}` },
    skills: [{ name: "code-review", version: 3, use: "declared" }],
    eval_state: "Done",
    ended_at: "2026-11-21T10:00:00Z",
    ...more,
  };
}

/** A reviewer's verdict on the task `t-<id>`, one criterion a flag. */
export function reviewRecord(id: string, of: string, passes: readonly boolean[], more: object = {}): object {
  return {
    schema: "yardlet.run/1",
    run_id: id,
    task_id: `review-${id}`,
    kind: "review",
    role: "reviewer",
    agent: { name: "reviewer", session: `s-${id}` },
    eval_state: passes.every(Boolean) ? "Done" : "NeedsUser",
    question: passes.every(Boolean) ? undefined : "What is meant?",
    ended_at: "2026-11-21T11:00:00Z",
    depends_on: [{ intent_id: `task:t-${of}`, task_id: `t-${of}` }],
    verdict: passes.map((pass, index) => ({ criterion_id: `c${index + 1}`, pass, evidence: "line 4" })),
    ...more,
  };
}

export function lines(records: readonly object[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join("");
}

/** So many builder records with ids of their own. */
export function manyRuns(prefix: string, count: number): Record<string, unknown>[] {
  return Array.from({ length: count }, (_, index) => runRecord(`${prefix}-${String(index).padStart(5, "0")}`));
}
