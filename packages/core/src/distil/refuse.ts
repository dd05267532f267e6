import { stableJson } from "../run/digest.ts";
import { digestText } from "../score/raw.ts";
import { codesOf } from "./problems.ts";
import { DISTIL_RESULT_SCHEMA, type DistilOutcome, type DistilProblem, type DistilResult } from "./result.ts";

/** A result's content, before it has an id. */
export type UnnamedResult = Omit<DistilResult, "bundle_id">;

/** Gives a result its id, which is a hash of all the rest; `bytes` is the size of its canonical JSON. */
export function nameResult(content: UnnamedResult): { result: DistilResult; bytes: number } {
  const { sha256, bytes } = digestText(stableJson(content));
  const bundle_id = `bundle:${sha256.slice(0, 32)}`;
  return { result: { ...content, bundle_id }, bytes: bytes + `"bundle_id":"${bundle_id}",`.length };
}

/**
 * The result of a distillation that is refused: every problem, every code, and nothing else. It is written like any other result,
 * whatever the budget says.
 */
export function refuseDistil(
  problems: readonly DistilProblem[],
  { runId, inputHash }: { runId: string | null; inputHash: string | null },
): DistilOutcome {
  const codes = codesOf(problems);
  const { result } = nameResult({
    schema: DISTIL_RESULT_SCHEMA,
    run_id: runId,
    input_hash: inputHash,
    proposals: [],
    failure_lessons: [],
    deferred: [],
    simulated: [],
    state_before: null,
    state_after: null,
    stored_ids: [],
    archived_ids: [],
    failure_codes: codes,
    problems: [...problems],
    skill_result: skillResult(codes, { problems: problems.length }),
  });
  return { ok: false, result };
}

/** The envelope around a result. Its time is 0: the bytes of a result depend on its input alone. */
export function skillResult(failure_codes: string[], outputs: Record<string, number>): DistilResult["skill_result"] {
  return {
    ok: failure_codes.length === 0,
    outputs,
    tool_calls: [],
    cost_units: { time_ms: 0 },
    artefact_delta: {},
    progress_proxy: null,
    failure_codes,
    suggested_next: [],
  };
}
