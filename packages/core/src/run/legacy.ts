import { FailureCodeName } from "./fields.ts";
import { DOCUMENT_LIMITS, SKILL_RESULT_LIMITS } from "./limits.ts";
import { fitsBytes, readDocument } from "./read-document.ts";
import type { EvalState } from "./record.ts";
import type { SkillResult } from "./skill-result.ts";

/** What a harness has of a run that returned no envelope. */
export interface LegacyOutput {
  /** Whatever came in the envelope's place; undefined or null for nothing. */
  output: unknown;
  /** Of the agent's process, where the harness saw it end. */
  exitStatus?: number | undefined;
  evalState: EvalState;
  /** As the harness measured it, in milliseconds; what is no amount counts as 0. */
  timeMs: number;
  failureCodes: readonly string[];
}

/** An envelope that stands for a run without one. `wrapped` is no field of it: it is stored beside it. */
export interface WrappedResult {
  result: SkillResult;
  wrapped: true;
  warning: string;
}

/** What a failure is called that nobody has named. */
const UNNAMED_FAILURE = "execution_error/command_failed";

/** What the fields beside the outputs may take of an envelope's bytes. */
const RESERVED_BYTES = 32 * 1024;

const { bytes, list, text } = SKILL_RESULT_LIMITS;

/** One level is the envelope's, one its outputs'. */
const LIMITS = { ...DOCUMENT_LIMITS, depth: DOCUMENT_LIMITS.depth - 2, list, text };

/**
 * Makes the envelope of a run that returned none (contracts.md, section 7, compat). Total: any output gives a well-formed one. `ok`
 * is the exit status 0, or without a status the state Done; but a run that names failure codes is never ok, and one that is not ok
 * and names none gets `execution_error/command_failed`. The output lies under `outputs.legacy`; one that an envelope cannot hold
 * becomes the beginning of its text, with `outputs.legacy_cut`.
 */
export function wrapLegacy({ output, exitStatus, evalState, timeMs, failureCodes }: LegacyOutput): WrappedResult {
  const named = [...new Set(failureCodes)].filter((code) => FailureCodeName.safeParse(code).success).slice(0, list);
  const ended = exitStatus === undefined ? evalState === "Done" : exitStatus === 0;
  const ok = ended && named.length === 0;
  return {
    result: {
      ok,
      outputs: outputsOf(output),
      tool_calls: [],
      cost_units: { time_ms: Number.isFinite(timeMs) && timeMs > 0 ? timeMs : 0 },
      artefact_delta: {},
      progress_proxy: null,
      failure_codes: ok || named.length > 0 ? named : [UNNAMED_FAILURE],
      suggested_next: [],
    },
    wrapped: true,
    warning: `wrapped by ${exitStatus === undefined ? `the state ${evalState}` : `the exit status ${exitStatus}`}; return a SkillResult with every run`,
  };
}

function outputsOf(output: unknown): SkillResult["outputs"] {
  if (output === undefined || output === null) return {};
  const { data, flaws, whole } = readDocument(output, LIMITS);
  const json = JSON.stringify(data);
  if (whole && flaws.length === 0 && fitsBytes(json, bytes - RESERVED_BYTES)) return { legacy: data };
  return { legacy: beginningOf(typeof data === "string" ? data : json), legacy_cut: true };
}

/** As much as an envelope's text may hold, whatever its letters: a UTF-16 unit has at most three bytes. */
function beginningOf(long: string): string {
  return long
    .slice(0, Math.floor(text / 3))
    .toWellFormed()
    .replaceAll("\0", "\uFFFD");
}
