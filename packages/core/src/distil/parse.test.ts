import { expect, test } from "vitest";
import { distilDocument } from "./distil.ts";
import { parseDistilInput, parsePacket } from "./parse.ts";
import { DistilResult } from "./result.ts";
import { rawEntry, rawExperience, rawFailure, rawInput } from "./testing.ts";

const EMPTY_HASH = "4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945";
const UNIT = "lesson:0123456789abcdef-0123456789abcdef";
const one = { failure_packets: [rawFailure("1")] };

/** The problems of what is refused, as `code path: message`, without the namespaces. */
function problemsOf(value: unknown): string[] {
  const { ok, result } = distilDocument(value);
  expect(ok).toBe(result.problems.length === 0);
  expect(DistilResult.parse(result)).toEqual(result);
  expect(result.skill_result.ok).toBe(ok);
  const { proposals, failure_lessons: lessons, state_after, input_hash } = result;
  expect(!ok && [proposals, lessons, state_after, input_hash]).toEqual(!ok && [[], [], null, null]);
  expect(result.failure_codes).toEqual([...new Set(result.problems.map(({ code }) => code))].toSorted());
  expect(result.skill_result.failure_codes).toEqual(result.failure_codes);
  return result.problems.map(({ path, code, message }) => `${code.split("/")[1]} ${path}: ${message}`);
}

const MISSING = "is missing or empty";
const REFUSED: { what: string; value: unknown; problems: string[] }[] = [
  ...[null, [], "text", 5, true].map((value) => ({
    what: JSON.stringify(value),
    value,
    problems: ["wrong_type : an object is expected"],
  })),
  {
    what: "an empty object",
    value: {},
    problems: [
      "missing_field schema: the only known version is yardlet.distil/1",
      "missing_field run_id: is required",
      `missing_budget budget: ${MISSING}`,
      "missing_skill_evolution_queue skill_evolution_queue: there is no queue entry and no packet; hand in at least one",
    ],
  },
  {
    what: "an unknown version, which alone is named",
    value: { schema: "yardlet.distil/2", budget: 5 },
    problems: ['unknown_schema schema: "yardlet.distil/2" is not known; the only known version is yardlet.distil/1'],
  },
  {
    what: "neither queue nor packets",
    value: rawInput(),
    problems: [
      "missing_skill_evolution_queue skill_evolution_queue: there is no queue entry and no packet; hand in at least one",
    ],
  },
  {
    what: "a failure without anything",
    value: rawInput({ failure_packets: [{}, rawFailure("1")] }),
    problems: [
      "missing_evidence_refs failure_packets.0.minimal_repro_refs: is missing or empty",
      "missing_missing_actions failure_packets.0.missing_actions: is missing or empty",
      "missing_reason_codes failure_packets.0.reason_codes: is missing or empty",
      "missing_field failure_packets.0.run_id: is required",
      "missing_field failure_packets.0.severity: is required",
      "missing_field failure_packets.0.symptom: is required",
      "missing_field failure_packets.0.task_id: is required",
      "missing_task_signature failure_packets.0.task_signature: is missing or empty",
    ],
  },
  {
    what: "empty, null and blank count as missing, in every kind of entry",
    value: rawInput({
      skill_evolution_queue: [rawEntry("1", { missing_actions: null, evidence_refs: [] })],
      experience_packets: [rawExperience("1", { task_signature: " ", evidence_refs: null })],
      failure_packets: [rawFailure("1", { reason_codes: [], minimal_repro_refs: [] })],
    }),
    problems: [
      `missing_evidence_refs skill_evolution_queue.0.evidence_refs: ${MISSING}`,
      `missing_missing_actions skill_evolution_queue.0.missing_actions: ${MISSING}`,
      `missing_evidence_refs experience_packets.0.evidence_refs: ${MISSING}`,
      `missing_task_signature experience_packets.0.task_signature: ${MISSING}`,
      `missing_evidence_refs failure_packets.0.minimal_repro_refs: ${MISSING}`,
      `missing_reason_codes failure_packets.0.reason_codes: ${MISSING}`,
    ],
  },
  {
    what: "what did not succeed needs a reason, a success none",
    value: rawInput({
      experience_packets: [
        rawExperience("1"),
        rawExperience("2", { outcome: "failure" }),
        rawExperience("3", { outcome: "partial", reason_codes: undefined }),
      ],
    }),
    problems: [
      `missing_reason_codes experience_packets.1.reason_codes: ${MISSING}`,
      `missing_reason_codes experience_packets.2.reason_codes: ${MISSING}`,
    ],
  },
  {
    what: "a budget that allows nothing, with what is missing of it",
    value: rawInput({ ...one, budget: { max_candidates: 0, max_lessons: -1 } }),
    problems: [
      `missing_budget budget.max_output_bytes: ${MISSING}`,
      "distil_budget_exceeded budget.max_candidates: is not positive; nothing could be written",
      "distil_budget_exceeded budget.max_lessons: is not positive; nothing could be written",
    ],
  },
  {
    what: "wrong types, unknown fields, refs and codes that are none",
    value: rawInput({
      failure_packets: [
        rawFailure("1", {
          minimal_repro_refs: ["run:r-1", "logs/1.txt"],
          reason_codes: ["Tests Failed"],
          severity: "fatal",
          simulated: "false",
          skills: [{ name: "write-tests" }],
          extra: 1,
        }),
        5,
      ],
      budget: { max_candidates: "5", max_lessons: 1.5, max_output_bytes: 10 },
    }),
    problems: [
      "invalid_value failure_packets.0.minimal_repro_refs.1: is no run:<id>, task:<id> or URL, such as run:r-81 or https://ci.example.com/7",
      "invalid_value failure_packets.0.reason_codes.0: a failure code is namespace/code in lower case, such as execution_error/host_timeout",
      "invalid_value failure_packets.0.severity: one of low, medium, high is expected",
      "wrong_type failure_packets.0.simulated: true or false is expected",
      "missing_field failure_packets.0.skills.0.version: is required",
      "unknown_field failure_packets.0.extra: is not a known field; remove it or correct its name",
      "wrong_type failure_packets.1: an object is expected",
      "wrong_type budget.max_candidates: a number is expected",
      "wrong_type budget.max_lessons: a whole number is expected",
    ],
  },
  {
    what: "a state that was changed on its way",
    value: rawInput({ ...one, state: { units: [UNIT], hash: EMPTY_HASH, bytes: 5 } }),
    problems: [
      "invalid_value state.hash: does not fit state.units; hand in state_after as it was written",
      "invalid_value state.bytes: does not fit state.units; hand in state_after as it was written",
    ],
  },
  {
    what: "units that are none",
    value: rawInput({ ...one, state: { units: ["lesson:1"], hash: "x" } }),
    problems: [
      "invalid_value state.units.0: is no id of a lesson",
      "invalid_value state.hash: a sha256 has 64 lower-case hex digits",
    ],
  },
  {
    what: "broken characters, and a key that is none",
    value: rawInput({
      failure_packets: [rawFailure("1", { symptom: "a\0", task_id: "\ud800" })],
      base_versions: JSON.parse('{"__proto__": 1}'),
    }),
    problems: [
      "invalid_value failure_packets.0.task_id: holds half of a surrogate pair; send valid Unicode",
      "invalid_value failure_packets.0.symptom: holds a NUL character; remove it",
      "unknown_field base_versions.__proto__: is not a field; remove it",
    ],
  },
  {
    what: "more packets than are read at once",
    value: rawInput({ failure_packets: Array.from({ length: 20_001 }, (_, index) => rawFailure(String(index))) }),
    problems: ["input_too_large failure_packets: has at most 20000 entries"],
  },
];

test.each(REFUSED)("refused: $what", ({ value, problems }) => {
  expect(problemsOf(value)).toEqual(problems);
});

test("every one of thousands of problems is named", () => {
  const failure_packets = Array.from({ length: 3000 }, (_, index) =>
    rawFailure(String(index), { missing_actions: [] }),
  );
  const problems = problemsOf(rawInput({ failure_packets }));
  expect([problems.length, problems.at(-1)]).toEqual([
    3000,
    "missing_missing_actions failure_packets.2999.missing_actions: is missing or empty",
  ]);
});

test("a document of 100,000 levels is refused at its sixteenth", () => {
  let value: unknown = "deep";
  for (let level = 0; level < 100_000; level += 1) value = [value];
  expect(problemsOf(rawInput({ failure_packets: [rawFailure("1", { tool_errors: [{ error: value }] })] }))).toEqual([
    "input_too_large failure_packets.0.tool_errors.0.error.0.0.0.0.0.0.0.0.0.0.0: is nested deeper than 16 levels; flatten it",
  ]);
});

test("the run of what is refused is told where it can be read", () => {
  expect(distilDocument(rawInput()).result.run_id).toBe("d-1");
  expect(distilDocument({ run_id: 5 }).result.run_id).toBeNull();
});

test("absent lists are empty, absent amounts unknown", () => {
  const parsed = parseDistilInput({
    schema: "yardlet.distil/1",
    run_id: "d-1",
    experience_packets: [
      {
        run_id: "r-1",
        task_signature: "docs/core",
        outcome: "success",
        gate_status: { passed: true },
        evidence_refs: ["task:t-1"],
      },
    ],
    budget: { max_candidates: 1, max_lessons: 1, max_output_bytes: 1 },
  });
  expect(parsed).toEqual({
    ok: true,
    input: {
      schema: "yardlet.distil/1",
      run_id: "d-1",
      skill_evolution_queue: [],
      experience_packets: [
        {
          run_id: "r-1",
          task_signature: "docs/core",
          skills: [],
          outcome: "success",
          gate_status: { passed: true },
          evidence_refs: ["task:t-1"],
          reason_codes: [],
          cost_proxy: { tokens: null, latency_ms: null },
          simulated: false,
        },
      ],
      failure_packets: [],
      budget: { max_candidates: 1, max_lessons: 1, max_output_bytes: 1 },
    },
  });
});

test("one packet is judged as it is within an input", () => {
  expect(parsePacket("failure", rawFailure("1"))).toMatchObject({ ok: true, packet: { kind: "failure" } });
  expect(parsePacket("experience", rawExperience("1"))).toMatchObject({ ok: true, packet: { kind: "experience" } });
  expect(parsePacket("experience", rawExperience("1", { outcome: "failure" }))).toEqual({
    ok: false,
    problems: [{ path: "reason_codes", code: "schema_violation/missing_reason_codes", message: MISSING }],
  });
  expect(parsePacket("failure", null)).toEqual({
    ok: false,
    problems: [{ path: "", code: "schema_violation/wrong_type", message: "an object is expected" }],
  });
});
