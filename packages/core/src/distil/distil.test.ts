import { expect, test } from "vitest";
import { distil, distilDocument } from "./distil.ts";
import { distilText } from "./canonical.ts";
import { digestOf } from "../run/digest.ts";
import { parseDistilInput } from "./parse.ts";
import { DistilResult } from "./result.ts";
import { verifyLedger } from "./state.ts";
import { rawEntry, rawExperience, rawFailure, rawInput } from "./testing.ts";

const EMPTY_HASH = "4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945";

function distilled(more: object) {
  const { ok, result } = distilDocument(rawInput(more));
  expect(result.problems).toEqual([]);
  expect(ok).toBe(true);
  expect(DistilResult.parse(result)).toEqual(result);
  const { state_before, state_after, stored_ids, archived_ids } = result;
  if (state_before === null || state_after === null) throw new Error("a result has states");
  expect(verifyLedger({ state_before, state_after, stored_ids, archived_ids })).toEqual({
    balanced: true,
    problems: [],
  });
  return { ...result, state_before, state_after };
}

/** Each group as one line: target, signature, codes, recurrence, counter, whether it is in force. */
function linesOf(result: Pick<DistilResult, "failure_lessons">): string[] {
  return result.failure_lessons.map(
    (lesson) =>
      `${lesson.target_skills.join()} ${lesson.task_signature} ${lesson.reason_codes.join()} ${lesson.recurrence_count}/${lesson.counter_count}${lesson.archived ? " archived" : ""}`,
  );
}

const LINE = "write-tests feature/web-ui validation_failed/tests_failed";

// The hashes below were also computed by another program, in another language, from the contract alone.
test("three failures of one kind are a lesson and a proposal, said in full", () => {
  const { proposals, failure_lessons, ...rest } = distilled({
    failure_packets: [
      rawFailure("2", { symptom: "red", suspected_root_cause: "rounding", mitigation_candidate: "Round once." }),
      rawFailure("1", { missing_actions: ["Run the tests."] }),
      rawFailure("3"),
    ],
    experience_packets: [rawExperience("8"), rawExperience("9")],
    base_versions: { "write-tests": 4 },
  });
  const prevention = "Make the failing tests pass, or say why they are wrong.\nRun the tests.\nRound once.";
  const shared = {
    task_signature: "feature/web-ui",
    target_skills: ["write-tests"],
    reason_codes: ["validation_failed/tests_failed"],
    missing_actions: ["Make the failing tests pass, or say why they are wrong.", "Run the tests."],
    evidence_refs: ["run:r-1", "run:r-2", "run:r-3"],
    severity: "medium",
    recurrence_count: 3,
    counter_count: 2,
    lesson_id: "lesson:a8f84d01097ba0a2-878b807db2f63da5",
  };
  expect(failure_lessons).toEqual([
    {
      ...shared,
      skills: [{ name: "write-tests", version: 3 }],
      failure_mode: "tests failed",
      symptom: "tests failed",
      suspected_root_cause: "rounding",
      prevention,
      run_ids: ["r-1", "r-2", "r-3"],
      packet_hashes: [
        "04523bf851febb41ab14424cda1d5fa297023b33aa76715d1cf9e847e24c2b88",
        "561fbe8174fcc899b24161885949bdbdeb374a66b90d235f731fb20c9409ee85",
        "8a540a6381e5ecd1de83f832eb6959f179d63fba19f10d815cc7b76ad2e0c3f9",
      ],
      counter_run_ids: ["r-8", "r-9"],
      archived: false,
    },
  ]);
  expect(proposals).toEqual([
    {
      ...shared,
      proposal_id: "proposal:a8f84d01097ba0a2-49fb2f4adf585f48",
      base_version: 4,
      change_kind: "add",
      candidate_change: prevention,
      source_run_ids: ["r-1", "r-2", "r-3"],
      acceptance_tests: [],
      rollback_plan: [],
      risk_class: null,
      confidence: 0.5,
      confidence_numerator: 3,
      confidence_denominator: 6,
      collapsed_queue_ids: [],
    },
  ]);
  expect(rest).toEqual({
    schema: "yardlet.distil-result/1",
    bundle_id: "bundle:a758ece0be6f2c9d32b5f174b6fe0cf8",
    run_id: "d-1",
    input_hash: "80b6119e27eff4ae089e93e5118a14781ffda928adf24abfc407fcb441dbca5e",
    deferred: [],
    simulated: [],
    state_before: { hash: EMPTY_HASH, units: [], bytes: 2 },
    state_after: {
      hash: "2e52768eba007e61921ea52a62038856c911a23d62e6d662e78f892fc41b7123",
      units: [shared.lesson_id],
      bytes: 44,
    },
    stored_ids: [shared.lesson_id],
    archived_ids: [],
    failure_codes: [],
    problems: [],
    skill_result: {
      ok: true,
      outputs: {
        queue_entries: 0,
        experience_packets: 2,
        failure_packets: 3,
        unmatched_experiences: 0,
        groups: 1,
        proposals: 1,
        lessons: 1,
        deferred: 0,
        simulated: 0,
      },
      tool_calls: [],
      cost_units: { time_ms: 0 },
      artefact_delta: {},
      progress_proxy: null,
      failure_codes: [],
      suggested_next: [],
    },
  });
});

const NO_SKILLS = { skills: [] };
const GROUPS: { what: string; input: object; lines: string[]; proposals: number }[] = [
  {
    what: "one failure is kept, and not in force",
    input: { failure_packets: [rawFailure("1")] },
    lines: [`${LINE} 1/0 archived`],
    proposals: 0,
  },
  {
    what: "one severe failure is enough",
    input: { failure_packets: [rawFailure("1", { severity: "high" })] },
    lines: [`${LINE} 1/0`],
    proposals: 1,
  },
  {
    what: "one failure that somebody asks about is enough",
    input: { failure_packets: [rawFailure("1")], skill_evolution_queue: [rawEntry("1")] },
    lines: [`${LINE} 1/0`],
    proposals: 1,
  },
  {
    what: "who asks without a failure gets a proposal and no lesson",
    input: { skill_evolution_queue: [rawEntry("1")] },
    lines: [],
    proposals: 1,
  },
  {
    what: "the same run twice is one run",
    input: { failure_packets: [rawFailure("1"), rawFailure("1", { task_id: "t-other" })] },
    lines: [`${LINE} 1/0 archived`],
    proposals: 0,
  },
  {
    what: "another signature, skill or code is another group; the order of codes is none",
    input: {
      failure_packets: [
        rawFailure("1", { reason_codes: ["validation_failed/tests_failed", "validation_failed/build_failed"] }),
        rawFailure("2", { reason_codes: ["validation_failed/build_failed", "validation_failed/tests_failed"] }),
        rawFailure("3", { task_signature: "bugfix/web-ui" }),
        rawFailure("4", { skills: [{ name: "review", version: 1 }] }),
      ],
    },
    lines: [
      "write-tests feature/web-ui validation_failed/build_failed,validation_failed/tests_failed 2/0",
      "review feature/web-ui validation_failed/tests_failed 1/0 archived",
      "write-tests bugfix/web-ui validation_failed/tests_failed 1/0 archived",
    ],
    proposals: 1,
  },
  {
    what: "versions of one skill are one group",
    input: { failure_packets: [rawFailure("1"), rawFailure("2", { skills: [{ name: "write-tests", version: 4 }] })] },
    lines: [`${LINE} 2/0`],
    proposals: 1,
  },
  {
    what: "a failure with two skills speaks for both",
    input: {
      failure_packets: ["1", "2"].map((id) =>
        rawFailure(id, {
          skills: [
            { name: "write-tests", version: 3 },
            { name: "review", version: 1 },
          ],
        }),
      ),
    },
    lines: ["review feature/web-ui validation_failed/tests_failed 2/0", `${LINE} 2/0`],
    proposals: 2,
  },
  {
    what: "failures without skills join the targets that the queue names for their signature and codes",
    input: {
      failure_packets: [rawFailure("1", NO_SKILLS), rawFailure("2", NO_SKILLS)],
      skill_evolution_queue: [rawEntry("1"), rawEntry("2", { target_skills: ["review"] })],
    },
    lines: ["review feature/web-ui validation_failed/tests_failed 2/0", `${LINE} 2/0`],
    proposals: 2,
  },
  {
    what: "where the queue names none for them, they have no target",
    input: {
      failure_packets: [rawFailure("1", NO_SKILLS), rawFailure("2", NO_SKILLS), rawFailure("3")],
      skill_evolution_queue: [rawEntry("1", { task_signature: "bugfix/web-ui" })],
    },
    lines: [" feature/web-ui validation_failed/tests_failed 2/0", `${LINE} 1/0 archived`],
    proposals: 2,
  },
  {
    what: "only a passed gate, the same signature and the same version count against",
    input: {
      failure_packets: [rawFailure("1"), rawFailure("2")],
      experience_packets: [
        rawExperience("3"),
        rawExperience("3", { task_signature: "bugfix/web-ui" }),
        rawExperience("4", { gate_status: { passed: false } }),
        rawExperience("5", { skills: [{ name: "write-tests", version: 2 }] }),
        rawExperience("6", { skills: [{ name: "review", version: 3 }] }),
        rawExperience("7", { simulated: true }),
        rawExperience("8", { skills: [] }),
        rawExperience("9", { outcome: "partial", reason_codes: ["no_progress/no_change"] }),
      ],
    },
    lines: [`${LINE} 2/1`],
    proposals: 1,
  },
  {
    what: "against failures without a skill count successes without one",
    input: {
      failure_packets: [rawFailure("1", NO_SKILLS), rawFailure("2", NO_SKILLS)],
      experience_packets: [rawExperience("3", NO_SKILLS), rawExperience("4")],
    },
    lines: [" feature/web-ui validation_failed/tests_failed 2/1"],
    proposals: 1,
  },
  {
    what: "experiences that failed add their runs to a group, and make none",
    input: {
      failure_packets: [rawFailure("1")],
      experience_packets: ["1", "2"]
        .map((id) => rawExperience(id, { outcome: "failure", reason_codes: ["validation_failed/tests_failed"] }))
        .concat(rawExperience("3", { outcome: "failure", reason_codes: ["execution_error/host_timeout"] })),
    },
    lines: [`${LINE} 2/0`],
    proposals: 1,
  },
  {
    what: "what is simulated counts nowhere",
    input: { failure_packets: [rawFailure("1"), rawFailure("2", { simulated: true, severity: "high" })] },
    lines: [`${LINE} 1/0 archived`],
    proposals: 0,
  },
];

test.each(GROUPS)("$what", ({ input, lines, proposals }) => {
  const result = distilled(input);
  expect(linesOf(result)).toEqual(lines);
  expect(result.proposals.length).toBe(proposals);
});

test("entries of one group collapse into one proposal: texts, tests and refs are united, plans keep their steps", () => {
  const { proposals, failure_lessons: lessons } = distilled({
    failure_packets: [rawFailure("1")],
    skill_evolution_queue: [
      rawEntry("b", {
        candidate_change: "Name the command.",
        risk_class: "low",
        rollback_plan: ["Take it back.", "Report it."],
        evidence_refs: ["run:r-7", "https://ci.example.com/7"],
      }),
      rawEntry("a", { acceptance_tests: ["The suite is green."], risk_class: "medium", confidence: 0.25 }),
      rawEntry("a2", { missing_actions: ["Ask first."], acceptance_tests: ["The suite is green.", "It is short."] }),
    ],
  });
  expect(proposals).toEqual([
    {
      proposal_id: expect.stringMatching(/^proposal:a8f84d01097ba0a2-/),
      lesson_id: lessons[0]?.lesson_id,
      task_signature: "feature/web-ui",
      target_skills: ["write-tests"],
      base_version: null,
      change_kind: "add",
      candidate_change: "Name the command.\n\nSay how to run the whole suite.",
      reason_codes: ["validation_failed/tests_failed"],
      missing_actions: [
        "Ask first.",
        "Make the failing tests pass, or say why they are wrong.",
        "Run the whole suite.",
      ],
      evidence_refs: ["https://ci.example.com/7", "run:r-1", "run:r-7", "task:t-9"],
      source_run_ids: ["r-1", "r-7"],
      acceptance_tests: ["It is short.", "The suite is green."],
      rollback_plan: ["Take it back.", "Report it."],
      risk_class: "medium",
      severity: "medium",
      recurrence_count: 1,
      counter_count: 0,
      confidence: 0.5,
      confidence_numerator: 1,
      confidence_denominator: 2,
      collapsed_queue_ids: ["q-a", "q-a2", "q-b"],
    },
  ]);
  expect(lessons[0]?.evidence_refs).toEqual(["run:r-1"]);
});

test("a group without target proposes a new skill, at no version", () => {
  const { proposals } = distilled({
    skill_evolution_queue: [rawEntry("1", { target_skills: [] })],
    base_versions: { "write-tests": 4 },
  });
  expect(proposals.map((one) => [one.change_kind, one.target_skills, one.base_version, one.lesson_id])).toEqual([
    ["new_skill", [], null, null],
  ]);
});

test("the symptom is what most runs show, then the first by its letters; unknown codes stand for themselves", () => {
  const { failure_lessons } = distilled({
    failure_packets: [
      rawFailure("1", { symptom: "c", reason_codes: ["our_own/code", "execution_error/tool_failed"] }),
      rawFailure("2", { symptom: "b", reason_codes: ["execution_error/tool_failed", "our_own/code"] }),
      rawFailure("3", { symptom: "b", reason_codes: ["execution_error/tool_failed", "our_own/code"] }),
      rawFailure("4", { symptom: "c", reason_codes: ["execution_error/tool_failed", "our_own/code"] }),
    ],
  });
  expect(failure_lessons.map(({ symptom, failure_mode }) => [symptom, failure_mode])).toEqual([
    ["b", "a tool call failed; our_own/code"],
  ]);
});

/** Groups in their rank, told by their signature. */
const at = (signature: string, ids: readonly string[], more: object = {}) =>
  ids.map((id) => rawFailure(`${signature}-${id}`, { task_signature: signature, ...more }));

test("ranked by severity, recurrence, confidence, smaller change, key", () => {
  const { proposals } = distilled({
    failure_packets: [
      ...at("e-key", ["1", "2"]),
      ...at("d-key", ["1", "2"]),
      ...at("c-longer", ["1", "2"], {
        missing_actions: ["Make the failing tests pass, or say why they are not right."],
      }),
      ...at("b-doubted", ["1", "2"]),
      ...at("z-recurrent", ["1", "2", "3"]),
      ...at("y-severe", ["1"], { severity: "high" }),
      ...at("a-low", ["1", "2", "3", "4"], { severity: "low" }),
    ],
    experience_packets: [rawExperience("b", { task_signature: "b-doubted" })],
  });
  expect(proposals.map(({ task_signature }) => task_signature)).toEqual([
    "y-severe",
    "z-recurrent",
    "d-key",
    "e-key",
    "c-longer",
    "b-doubted",
    "a-low",
  ]);
});

test("what the budget has no room for is deferred with its rank; lessons in force come before those only kept", () => {
  const failure_packets = [...at("a", ["1", "2"], { severity: "low" }), ...at("b", ["1", "2"]), ...at("c", ["1"])];
  const all = distilled({ failure_packets });
  expect(linesOf(all).map((line) => line.split(" ")[1])).toEqual(["b", "a", "c"]);
  const { proposals, failure_lessons, deferred, stored_ids, archived_ids, state_after } = distilled({
    failure_packets,
    budget: { max_candidates: 1, max_lessons: 2, max_output_bytes: 1_000_000 },
  });
  expect(proposals).toEqual(all.proposals.slice(0, 1));
  expect(failure_lessons).toEqual(all.failure_lessons.slice(0, 2));
  expect(deferred).toEqual([
    { id: all.proposals[1]?.proposal_id, kind: "proposal", reason: "rank 2 of 2; max_candidates is 1" },
    { id: all.failure_lessons[2]?.lesson_id, kind: "lesson", reason: "rank 3 of 3; max_lessons is 2" },
  ]);
  expect([stored_ids.length, archived_ids.length, state_after.units.length]).toEqual([2, 0, 2]);
  expect([all.stored_ids.length, all.archived_ids.length, all.state_after.units.length]).toEqual([3, 1, 2]);
});

test("a later lesson of a group supersedes the earlier; the same one again changes nothing", () => {
  const first = distilled({ failure_packets: [rawFailure("1"), rawFailure("2")] });
  const again = distilled({ failure_packets: [rawFailure("2"), rawFailure("1")], state: first.state_after });
  expect(again.state_after).toEqual(first.state_after);
  expect([again.stored_ids, again.archived_ids]).toEqual([[], []]);
  expect(again.proposals.map(({ change_kind }) => change_kind)).toEqual(["amend"]);

  const failure_packets = [rawFailure("1"), rawFailure("2"), rawFailure("3"), ...at("other", ["1", "2"])];
  const later = distilled({ failure_packets, state: again.state_after });
  expect(later.state_before).toEqual(first.state_after);
  expect(later.archived_ids).toEqual(first.state_after.units);
  expect(later.state_after.units).toEqual(later.stored_ids);
  expect(later.stored_ids.length).toBe(2);

  const weak = distilled({ failure_packets: [rawFailure("3")], state: later.state_after });
  expect(weak.stored_ids.length).toBe(1);
  expect(weak.archived_ids.length).toBe(2);
  expect(weak.state_after.units).toEqual(
    later.failure_lessons.filter((one) => one.task_signature === "other").map((one) => one.lesson_id),
  );
});

test("successes alone are no lesson: a no-op has equal hashes", () => {
  const result = distilled({ experience_packets: [rawExperience("1")] });
  expect(result.state_after).toEqual(result.state_before);
  expect([result.proposals, result.failure_lessons, result.deferred]).toEqual([[], [], []]);
});

test("simulated packets are listed with their hashes", () => {
  const { simulated, skill_result } = distilled({
    experience_packets: [rawExperience("1", { simulated: true }), rawExperience("2")],
    failure_packets: [rawFailure("3", { simulated: true })],
  });
  expect(simulated.map(({ kind, run_id }) => [kind, run_id])).toEqual([
    ["experience", "r-1"],
    ["failure", "r-3"],
  ]);
  expect(skill_result.outputs).toMatchObject({ simulated: 2, groups: 0 });
});

test("a result that is too large is refused; when nothing would fit, by both codes", () => {
  const failure_packets = [rawFailure("1"), rawFailure("2")];
  const whole = distilText(distilDocument(rawInput({ failure_packets })).result);
  const within = (max_output_bytes: number) =>
    distilDocument(rawInput({ failure_packets, budget: { max_candidates: 10, max_lessons: 10, max_output_bytes } }));
  expect(within(whole.length).ok).toBe(true);
  expect(within(whole.length - 1).result).toMatchObject({
    run_id: "d-1",
    proposals: [],
    failure_lessons: [],
    state_after: null,
    failure_codes: ["schema_violation/output_payload_too_large"],
    problems: [
      {
        path: "budget.max_output_bytes",
        code: "schema_violation/output_payload_too_large",
        message: `is ${whole.length - 1}, and the result has ${whole.length} bytes; raise it, or lower max_candidates and max_lessons`,
      },
    ],
    skill_result: { ok: false, failure_codes: ["schema_violation/output_payload_too_large"] },
  });
  const { ok, result } = within(10);
  expect(ok).toBe(false);
  expect(DistilResult.parse(result)).toEqual(result);
  expect(result.failure_codes).toEqual([
    "schema_violation/output_payload_too_large",
    "validation_failed/distil_budget_exceeded",
  ]);
});

test("the bytes say who they are: hashes of the canonical input, and of the result without its id", () => {
  const parsed = parseDistilInput(rawInput({ failure_packets: [rawFailure("1")] }));
  if (!parsed.ok) throw new Error("the input is well formed");
  const { result } = distil(parsed.input);
  const { bundle_id, ...content } = result;
  expect(bundle_id).toBe(`bundle:${digestOf(content).slice(0, 32)}`);
  expect(result.input_hash).toBe(digestOf(parsed.input));
  expect(distilText(result)).toBe(distilText(JSON.parse(distilText(result))));
});
