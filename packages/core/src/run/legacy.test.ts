import fc from "fast-check";
import { expect, test } from "vitest";
import { type LegacyOutput, wrapLegacy } from "./legacy.ts";
import { EvalState } from "./record.ts";
import { parseSkillResult } from "./skill-result.ts";

const LEGACY: LegacyOutput = {
  output: { stdout: "3 tests passed" },
  evalState: "Done",
  timeMs: 1250,
  failureCodes: [],
};

test("a legacy output becomes an envelope: ok from the exit status, the time as measured, the output kept", () => {
  expect(wrapLegacy({ ...LEGACY, exitStatus: 0 })).toEqual({
    result: {
      ok: true,
      outputs: { legacy: { stdout: "3 tests passed" } },
      tool_calls: [],
      cost_units: { time_ms: 1250 },
      artefact_delta: {},
      progress_proxy: null,
      failure_codes: [],
      suggested_next: [],
    },
    wrapped: true,
    warning: "wrapped by the exit status 0; return a SkillResult with every run",
  });
  expect(wrapLegacy(LEGACY).warning).toBe("wrapped by the state Done; return a SkillResult with every run");
});

const UNNAMED = ["execution_error/command_failed"];
const LOOP = ["no_progress/loop_detected"];

test.each<[Partial<LegacyOutput>, boolean, string[]]>([
  [{ exitStatus: 0, evalState: "Failed" }, true, []],
  [{ exitStatus: 1, evalState: "Done" }, false, UNNAMED],
  [{ exitStatus: -1 }, false, UNNAMED],
  [{ exitStatus: 2, failureCodes: LOOP }, false, LOOP],
  [{ exitStatus: 0, failureCodes: LOOP }, false, LOOP],
  [{ evalState: "Done" }, true, []],
  [{ evalState: "Done", failureCodes: LOOP }, false, LOOP],
  [{ evalState: "Partial" }, false, UNNAMED],
  [{ evalState: "NeedsUser", failureCodes: [...LOOP, ...LOOP, "no code"] }, false, LOOP],
  [{ evalState: "Failed", failureCodes: ["no code"] }, false, UNNAMED],
])("ok and failure codes never disagree: %j", (more, ok, failure_codes) => {
  expect(wrapLegacy({ ...LEGACY, ...more }).result).toMatchObject({ ok, failure_codes });
});

test.each([-1, Number.NaN, Infinity])("a time that is no amount is 0: %j", (timeMs) => {
  expect(wrapLegacy({ ...LEGACY, timeMs }).result.cost_units).toEqual({ time_ms: 0 });
});

test.each<[string, unknown, object]>([
  ["nothing", undefined, {}],
  ["null", null, {}],
  ["a text", "all good", { legacy: "all good" }],
  ["a list of 200", Array(200).fill(1), { legacy: Array(200).fill(1) }],
  ["a list of 201", Array(201).fill(1), { legacy: JSON.stringify(Array(201).fill(1)), legacy_cut: true }],
  ["a text of 64 KiB", "x".repeat(65_536), { legacy: "x".repeat(65_536) }],
  ["a longer text", "x".repeat(65_537), { legacy: "x".repeat(21_845), legacy_cut: true }],
  ["a NUL", "a\0b", { legacy: "a\uFFFDb", legacy_cut: true }],
  ["half a surrogate pair", "a\ud800", { legacy: "a\uFFFD", legacy_cut: true }],
])("the output is kept as far as an envelope holds it: %s", (_name, output, outputs) => {
  expect(wrapLegacy({ ...LEGACY, output }).result.outputs).toEqual(outputs);
});

test("an output of more than an envelope's bytes is cut", () => {
  const output = Object.fromEntries(["a", "b", "c", "d"].map((key) => [key, "x".repeat(60_000)]));
  expect(wrapLegacy({ ...LEGACY, output }).result.outputs).toEqual({
    legacy: JSON.stringify(output).slice(0, 21_845),
    legacy_cut: true,
  });
});

test("whatever a harness has, its envelope is well-formed", () => {
  const values = fc.oneof(
    fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }),
    fc.string({ unit: "binary" }),
    fc.constantFrom("é".repeat(40_000), "\u{1F600}".repeat(20_000), nested(29), nested(30), nested(100_000)),
  );
  const legacy = fc.record(
    {
      output: values,
      exitStatus: fc.oneof(fc.integer(), fc.constant(undefined)),
      evalState: fc.constantFrom(...EvalState.options),
      timeMs: fc.oneof(fc.double(), fc.integer()),
      failureCodes: fc.array(fc.oneof(fc.string(), fc.constantFrom(...LOOP)), { maxLength: 300 }),
    },
    { requiredKeys: ["output", "evalState", "timeMs", "failureCodes"] },
  );
  fc.assert(
    fc.property(legacy, (one) => {
      const { result } = wrapLegacy(one);
      expect(parseSkillResult(result)).toEqual({ ok: true, result });
    }),
    { numRuns: 200 },
  );
});

/** An object nested in itself so many levels. */
function nested(levels: number): object {
  let value = {};
  for (let level = 1; level < levels; level += 1) value = { a: value };
  return value;
}
