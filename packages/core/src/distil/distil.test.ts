import { expect, test } from "vitest";
import { digestOf } from "../run/digest.ts";
import { distilText } from "./canonical.ts";
import { distil } from "./distil.ts";
import { parseDistilInput } from "./parse.ts";
import { distilled, failuresAt } from "./testing-result.ts";
import { rawExperience, rawFailure, rawInput } from "./testing.ts";

const EMPTY_HASH = "4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945";

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

test("a later lesson of a group supersedes the earlier; the same one again changes nothing", () => {
  const first = distilled({ failure_packets: [rawFailure("1"), rawFailure("2")] });
  const again = distilled({ failure_packets: [rawFailure("2"), rawFailure("1")], state: first.state_after });
  expect(again.state_after).toEqual(first.state_after);
  expect([again.stored_ids, again.archived_ids]).toEqual([[], []]);
  expect(again.proposals.map(({ change_kind }) => change_kind)).toEqual(["amend"]);

  const failure_packets = [rawFailure("1"), rawFailure("2"), rawFailure("3"), ...failuresAt("other", ["1", "2"])];
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

test("the bytes say who they are: hashes of the canonical input, and of the result without its id", () => {
  const parsed = parseDistilInput(rawInput({ failure_packets: [rawFailure("1")] }));
  if (!parsed.ok) throw new Error("the input is well formed");
  const { result } = distil(parsed.input);
  const { bundle_id, ...content } = result;
  expect(bundle_id).toBe(`bundle:${digestOf(content).slice(0, 32)}`);
  expect(result.input_hash).toBe(digestOf(parsed.input));
  expect(distilText(result)).toBe(distilText(JSON.parse(distilText(result))));
});
