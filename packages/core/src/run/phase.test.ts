import { expect, test } from "vitest";
import { runDigest } from "./digest.ts";
import { describeFailureCode } from "./failure-codes.ts";
import { parseRun } from "./parse.ts";
import { envelopeOf, refusalOf, wrapWarning } from "./phase.ts";
import { RECEIVED_AT, envelope, rawRun, run } from "./testing.ts";

const MISSING = "schema_violation/skill_result_missing";
const MISSING_FIELD = "schema_violation/skill_result_missing_field";
const WRONG = "schema_violation/skill_result_wrong_type";
const UNKNOWN = "schema_violation/skill_result_unknown_field";
const LARGE = "schema_violation/skill_result_too_large";
const CONTRADICTS = "schema_violation/skill_result_contradicts_itself";

/** What both phases do with a record: the paths and codes that strict refuses, and what compat says. */
function phasesOf(more: object) {
  const parsed = parseRun(rawRun(more), RECEIVED_AT);
  return {
    strict: refusalOf(parsed, "strict").map(({ path, code }) => [path, code]),
    compat: refusalOf(parsed, "compat").map(({ path }) => path),
    warning: parsed.ok ? wrapWarning(parsed.run, parsed.resultProblems) : null,
  };
}

const TAKEN = { strict: [], compat: [], warning: null };
const RETURN = "wrapped by the state Done; return a SkillResult with every run";

test.each<[string, object]>([
  ["a well-formed envelope", { skill_result: envelope() }],
  ["an envelope that says ok of a run that failed", { eval_state: "Failed", skill_result: envelope() }],
  ["one without codes of a run with codes", { failure_codes: ["no_progress/no_change"], skill_result: envelope() }],
  ["a run that has not ended", { eval_state: "Queued", ended_at: undefined }],
  ["one that has not ended, with an envelope", { eval_state: "Deferred", skill_result: envelope() }],
])("both phases take %s", (_name, more) => {
  expect(phasesOf(more)).toEqual(TAKEN);
});

test.each<[string, object, [string, string][], string]>([
  ["none", {}, [["skill_result", MISSING]], `there is no SkillResult: ${RETURN}`],
  ["null", { skill_result: null }, [["skill_result", MISSING]], `there is no SkillResult: ${RETURN}`],
  [
    "a text, with an exit status",
    { skill_result: "all good", exit_status: 3 },
    [["skill_result", WRONG]],
    "skill_result an object is expected: wrapped by the exit status 3; return a SkillResult with every run",
  ],
  [
    "an envelope with several faults",
    { skill_result: envelope({ ok: "yes", outputs: undefined, extra: 1, tool_calls: Array(201).fill(1) }) },
    [
      ["skill_result.ok", WRONG],
      ["skill_result.outputs", MISSING_FIELD],
      ["skill_result.tool_calls", LARGE],
      ["skill_result.extra", UNKNOWN],
    ],
    `skill_result.ok true or false is expected, and 3 more: ${RETURN}`,
  ],
  [
    "one that contradicts itself",
    { skill_result: envelope({ ok: false }) },
    [["skill_result.failure_codes", CONTRADICTS]],
    `skill_result.failure_codes disagrees with ok: a result is ok without failure codes, or not ok with at least one: ${RETURN}`,
  ],
  [
    "a reviewer's",
    { role: "reviewer", depends_on: ["t2"] },
    [["skill_result", MISSING]],
    `there is no SkillResult: ${RETURN}`,
  ],
  [
    "a broken one of a run that has not ended",
    { eval_state: "Queued", skill_result: [] },
    [["skill_result", WRONG]],
    "skill_result an object is expected: wrapped by the state Queued; return a SkillResult with every run",
  ],
])("compat wraps what strict refuses: %s", (_name, more, strict, warning) => {
  expect(phasesOf(more)).toEqual({ strict, compat: [], warning });
  for (const [, code] of strict) expect(describeFailureCode(code).known).toBe(true);
});

test("strict lists what is wrong with the record and with its envelope, each path once", () => {
  expect(phasesOf({ task_id: 7, skill_result: { outputs: { list: Array(401).fill(1) } } })).toEqual({
    strict: [
      ["task_id", undefined],
      ["skill_result.ok", MISSING_FIELD],
      ["skill_result.tool_calls", MISSING_FIELD],
      ["skill_result.cost_units", MISSING_FIELD],
      ["skill_result.artefact_delta", MISSING_FIELD],
      ["skill_result.progress_proxy", MISSING_FIELD],
      ["skill_result.failure_codes", MISSING_FIELD],
      ["skill_result.suggested_next", MISSING_FIELD],
      ["skill_result.outputs.list", LARGE],
    ],
    compat: ["task_id", "skill_result.outputs.list"],
    warning: null,
  });
});

test("a record keeps what was reported; the envelope is derived, and a well-formed one never touched", () => {
  const legacy = run({ skill_result: { stdout: "fine" }, wall_seconds: 1.5, failure_codes: ["no_progress/no_change"] });
  expect(legacy.skill_result).toEqual({ stdout: "fine" });
  expect(envelopeOf(legacy)).toMatchObject({
    result: {
      ok: false,
      outputs: { legacy: { stdout: "fine" } },
      cost_units: { time_ms: 1500 },
      failure_codes: ["no_progress/no_change"],
    },
    wrapped: true,
  });
  expect(envelopeOf(run({ started_at: "2026-11-21T09:59:58Z" }))).toMatchObject({
    result: { ok: true, outputs: {}, cost_units: { time_ms: 2000 } },
    wrapped: true,
  });
  expect(envelopeOf(run({ exit_status: 1 }))?.result).toMatchObject({
    ok: false,
    failure_codes: ["execution_error/command_failed"],
    cost_units: { time_ms: 0 },
  });
  expect(envelopeOf(run({ skill_result: envelope() }))).toEqual({ result: envelope(), wrapped: false, warning: null });
  expect(envelopeOf(run({ eval_state: "Queued", ended_at: undefined }))).toBe(null);
});

test("what compat wraps is told by its content like any record", () => {
  const digests = [undefined, null, "a", { a: 1, b: 2 }].map((skill_result) => runDigest(run({ skill_result })));
  expect(new Set(digests).size).toBe(4);
  expect(runDigest(run({ skill_result: { b: 2, a: 1 } }))).toBe(digests[3]);
  expect(runDigest(run({ skill_result: envelope() }))).toBe(
    "7eaf3706e3c26dae0aed955913eb4c559cc3c889dc9103bdc4fb3c2de25c28ed",
  );
});
