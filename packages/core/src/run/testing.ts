import { parseRun } from "./parse.ts";
import type { RunRecord } from "./record.ts";
import type { ReviewFact, RunFact } from "./settle-facts.ts";

/** When the tests' records arrive. */
export const RECEIVED_AT = "2026-11-21T12:00:00.000Z";

/** The least a finished run reports. */
export function rawRun(more: object = {}): Record<string, unknown> {
  return {
    schema: "yardlet.run/1",
    run_id: "r1",
    task_id: "t1",
    eval_state: "Done",
    ended_at: "2026-11-21T10:00:00Z",
    ...more,
  };
}

/** A well-formed SkillResult. */
export function envelope(more: object = {}) {
  return {
    ok: true,
    outputs: { report: { pages: [1, 2] } },
    tool_calls: [{ tool_name: "bash", params_hash: "ab", duration_ms: 12.5, status: "ok" }],
    cost_units: { time_ms: 900, tokens: 10 },
    artefact_delta: { files_changed: ["src/a.ts"], screenshots: [] },
    progress_proxy: null,
    failure_codes: [],
    suggested_next: ["review it", { skill_id: "commit-hygiene", rationale: "to finish" }],
    ...more,
  };
}

/** A record as it comes out of the parser. */
export function run(more: object = {}): RunRecord {
  const parsed = parseRun(rawRun(more), RECEIVED_AT);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.run;
}

/** The paths of what is wrong with a record. */
export function problemsOf(more: object): string[] {
  const parsed = parseRun(rawRun(more), RECEIVED_AT);
  return parsed.ok ? [] : parsed.problems.map(({ path, message }) => `${path}: ${message}`);
}

export function runFact(run: string, more: Partial<RunFact> = {}): RunFact {
  return {
    run,
    role: "builder",
    actor: "builder",
    endedAt: "2026-11-21T10:00:00.000Z",
    state: "Done",
    codes: [],
    simulated: false,
    kind: "feature",
    versions: [],
    ...more,
  };
}

/** A complete verdict, one criterion a flag. */
export function reviewFact(run: string, passes: readonly boolean[], more: Partial<ReviewFact> = {}): ReviewFact {
  const entries = passes.map((pass, index) => ({ criterion_id: `c${index + 1}`, pass }));
  return { run, rev: 1, actor: "reviewer", codes: [], verdict: { complete: true, reason: null, entries }, ...more };
}
