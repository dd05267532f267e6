import { expect, test } from "vitest";
import { describeFailureCode } from "./failure-codes.ts";
import { parseSkillResult } from "./skill-result.ts";
import { envelope, run } from "./testing.ts";

/** An object nested in itself so many levels. */
function nested(levels: number): object {
  let value = {};
  for (let level = 1; level < levels; level += 1) value = { a: value };
  return value;
}

test("an envelope is read, alone and within a record", () => {
  expect(parseSkillResult(envelope())).toEqual({ ok: true, result: envelope() });
  expect(run({ skill_result: envelope() }).skill_result).toEqual(envelope());
  const failed = envelope({ ok: false, failure_codes: ["no_progress/loop_detected"], progress_proxy: 0.5 });
  expect(parseSkillResult(failed)).toEqual({ ok: true, result: failed });
});

const MISSING = "schema_violation/skill_result_missing_field";
const WRONG = "schema_violation/skill_result_wrong_type";
const UNKNOWN = "schema_violation/skill_result_unknown_field";
const LARGE = "schema_violation/skill_result_too_large";
const CONTRADICTS = "schema_violation/skill_result_contradicts_itself";

test.each<[unknown, [string, string][]]>([
  [undefined, [["", "schema_violation/skill_result_missing"]]],
  [null, [["", "schema_violation/skill_result_missing"]]],
  [[], [["", WRONG]]],
  [
    envelope({ ok: undefined, outputs: undefined }),
    [
      ["ok", MISSING],
      ["outputs", MISSING],
    ],
  ],
  [
    envelope({ ok: "true", progress_proxy: true }),
    [
      ["ok", WRONG],
      ["progress_proxy", WRONG],
    ],
  ],
  [envelope({ wrapped: true }), [["wrapped", UNKNOWN]]],
  [envelope({ suggested_next: [{ skill_id: "a", why: "x" }] }), [["suggested_next.0.why", UNKNOWN]]],
  [
    envelope({ tool_calls: [{ tool_name: "bash", params_hash: "x", duration_ms: -1 }] }),
    [["tool_calls.0.duration_ms", WRONG]],
  ],
  [envelope({ failure_codes: ["execution_error/host_timeout"] }), [["failure_codes", CONTRADICTS]]],
  [envelope({ ok: false }), [["failure_codes", CONTRADICTS]]],
  [envelope({ failure_codes: ["Broken"], ok: false }), [["failure_codes.0", WRONG]]],
  [
    envelope({ tool_calls: Array.from({ length: 201 }, () => ({ tool_name: "a", params_hash: "", duration_ms: 1 })) }),
    [["tool_calls", LARGE]],
  ],
  [envelope({ outputs: { list: Array.from({ length: 201 }, () => 1) } }), [["outputs.list", LARGE]]],
  [envelope({ outputs: { text: "x".repeat(65_537) } }), [["outputs.text", LARGE]]],
  [envelope({ progress_proxy: "x".repeat(65_537) }), [["progress_proxy", LARGE]]],
  [
    envelope({ outputs: Object.fromEntries(["a", "b", "c", "d"].map((key) => [key, "é".repeat(32_768)])) }),
    [["", LARGE]],
  ],
  [envelope({ outputs: nested(32) }), [[`outputs${".a".repeat(31)}`, LARGE]]],
  [envelope({ outputs: nested(100_000) }), [[`outputs${".a".repeat(31)}`, LARGE]]],
])("every problem has its path and its code (case %#)", (value, problems) => {
  const parsed = parseSkillResult(value);
  expect(parsed.ok ? [] : parsed.problems.map(({ path, code }) => [path, code])).toEqual(problems);
  for (const [, code] of problems) expect(describeFailureCode(code).known).toBe(true);
});
