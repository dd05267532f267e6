import fc from "fast-check";
import { expect, test } from "vitest";
import { RUN_LIMITS } from "./limits.ts";
import type { Criterion, EvalState } from "./record.ts";
import { run } from "./testing.ts";
import { type TaskKey, taskKeyText } from "./task-key.ts";
import { type ReportedReview, evaluateReview, reviewOf } from "./verdict.ts";

const T1 = { intent: "I", task: "t1" };
const T2 = { intent: "I", task: "t2" };
const OTHER_T1 = { intent: "J", task: "t1" };

function known(criteria: readonly [TaskKey, string[]][]): ReadonlyMap<string, Criterion[]> {
  return new Map(criteria.map(([key, ids]) => [taskKeyText(key), ids.map((id) => ({ id, text: id }))]));
}

const ONE_TASK = known([[T1, ["c1", "c2"]]]);

function evaluate(more: Partial<ReportedReview> & { known?: ReadonlyMap<string, Criterion[]> }) {
  return evaluateReview({
    reportedState: "Done",
    codes: [],
    question: null,
    followUp: false,
    judged: [T1],
    entries: [],
    known: ONE_TASK,
    ...more,
  });
}

function entry(criterion_id: string, pass: boolean, more: object = {}) {
  return { criterion_id, pass, evidence: "seen", ...more };
}

const PASSED = [entry("c1", true), entry("c2", true)];
const FAILED = [entry("c1", true), entry("c2", false)];
const INCOMPLETE = "schema_violation/verdict_incomplete";
const CRITERION = "validation_failed/criterion_failed";
const QUESTION = "schema_violation/question_blank";

test.each<[string, Partial<ReportedReview>, EvalState, string[]]>([
  ["Done with everything passed", { entries: PASSED }, "Done", []],
  ["Done without a verdict", { entries: [] }, "Failed", [INCOMPLETE]],
  ["Done with a criterion missing", { entries: [entry("c1", true)] }, "Failed", [INCOMPLETE]],
  ["Done with a failed criterion", { entries: FAILED }, "Failed", [CRITERION]],
  ["Done with one missing, one failed", { entries: [entry("c1", false)] }, "Failed", [INCOMPLETE, CRITERION]],
  ["Done that judges nothing", { entries: PASSED, judged: [] }, "Failed", [INCOMPLETE]],
  ["Done with a code already there", { entries: FAILED, codes: [CRITERION] }, "Failed", [CRITERION]],
  ["Done, one faulty entry beside a complete verdict", { entries: [...PASSED, entry("c9", false)] }, "Done", []],
  ["NeedsUser with a question", { reportedState: "NeedsUser", entries: FAILED, question: "Which?" }, "NeedsUser", []],
  [
    "NeedsUser with a blank question",
    { reportedState: "NeedsUser", entries: FAILED, question: " \n" },
    "Failed",
    [QUESTION, CRITERION],
  ],
  ["NeedsUser without a question", { reportedState: "NeedsUser", entries: PASSED }, "Failed", [QUESTION]],
  [
    "NeedsUser with only a next step",
    { reportedState: "NeedsUser", entries: FAILED, followUp: true },
    "Failed",
    [QUESTION, CRITERION],
  ],
  ["Partial with a next step", { reportedState: "Partial", entries: FAILED, followUp: true }, "Partial", []],
  ["Partial with a question", { reportedState: "Partial", entries: FAILED, question: "Which?" }, "Partial", []],
  ["Partial without either", { reportedState: "Partial", entries: FAILED }, "Failed", [CRITERION]],
  ["Partial without a failed criterion", { reportedState: "Partial", entries: [] }, "Partial", []],
  [
    "Failed stays",
    { reportedState: "Failed", entries: [], codes: ["no_progress/no_change"] },
    "Failed",
    ["no_progress/no_change"],
  ],
  ["Blocked stays", { reportedState: "Blocked", entries: FAILED }, "Blocked", []],
  ["Queued stays", { reportedState: "Queued" }, "Queued", []],
  ["Deferred stays", { reportedState: "Deferred" }, "Deferred", []],
])("%s", (_name, review, state, codes) => {
  const evaluated = evaluate(review);
  expect([evaluated.state, evaluated.codes]).toEqual([state, codes]);
});

test.each<[unknown, string | null]>([
  [entry("c1", true), null],
  [entry("c1", true, { task_id: "t1" }), null],
  [entry("c1", true, { task_id: "t1", intent_id: "I", note: "kept" }), null],
  [null, "not_an_object"],
  ["c1", "not_an_object"],
  [["c1"], "not_an_object"],
  [entry("c1", true, { task_id: "t9" }), "unknown_task"],
  [entry("c1", true, { task_id: 1 }), "unknown_task"],
  [entry("c1", true, { intent_id: "J" }), "unknown_task"],
  [{ pass: true, evidence: "seen" }, "bad_criterion_id"],
  [entry(" ", true), "bad_criterion_id"],
  [entry("c".repeat(129), true), "bad_criterion_id"],
  [entry("c3", true), "unknown_criterion"],
  [{ criterion_id: "c1", evidence: "seen" }, "missing_pass"],
  [{ criterion_id: "c1", pass: "true", evidence: "seen" }, "missing_pass"],
  [entry("c1", true, { evidence: " " }), "empty_evidence"],
  [entry("c1", true, { evidence: undefined }), "empty_evidence"],
  [entry("c1", true, { evidence: ["seen"] }), "empty_evidence"],
])("a faulty entry is listed, the others are kept: %j", (given, error) => {
  const { entries, verdicts } = evaluate({ entries: [given, entry("c2", true)] });
  expect(entries.map((one) => one.error)).toEqual([error, null]);
  expect(verdicts[0]?.entries.at(-1)).toEqual({ criterion_id: "c2", pass: true });
  expect(verdicts[0]?.complete).toBe(error === null);
});

test("an entry is reported as it was read", () => {
  expect(evaluate({ entries: [entry("c1", false), { criterion_id: 7, pass: 1, evidence: "e" }] }).entries).toEqual([
    { seq: 0, task: T1, criterionId: "c1", pass: false, evidence: "seen", error: null },
    { seq: 1, task: T1, criterionId: null, pass: null, evidence: "e", error: "bad_criterion_id" },
  ]);
});

test.each<[string, unknown[], boolean, (string | null)[]]>([
  ["pass, then fail", [entry("c1", true), entry("c1", false)], false, [null, "duplicate_criterion"]],
  ["fail, then pass", [entry("c1", false), entry("c1", true)], false, [null, "duplicate_criterion"]],
  ["pass twice", [entry("c1", true), entry("c1", true)], true, [null, "duplicate_criterion"]],
  ["the first is faulty", [entry("c1", false, { evidence: "" }), entry("c1", true)], true, ["empty_evidence", null]],
  ["the later is faulty", [entry("c1", true), entry("c1", false, { evidence: "" })], true, [null, "empty_evidence"]],
])("of a criterion judged twice any valid fail wins: %s", (_name, given, pass, errors) => {
  const { entries, verdicts } = evaluate({ entries: given });
  expect(entries.map(({ error }) => error)).toEqual(errors);
  expect(verdicts[0]?.entries).toEqual([{ criterion_id: "c1", pass }]);
});

test("the verdict on a task counts what is judged, passed and missing", () => {
  expect(evaluate({ entries: [entry("c2", false)] }).verdicts).toEqual([
    {
      task: T1,
      judged: 1,
      passed: 0,
      complete: false,
      missing: ["c1"],
      reason: "incomplete_verdict",
      entries: [{ criterion_id: "c2", pass: false }],
    },
  ]);
  expect(evaluate({ entries: [null] }).verdicts).toEqual([
    { task: T1, judged: 0, passed: 0, complete: false, missing: ["c1", "c2"], reason: "empty_verdict", entries: [] },
  ]);
});

test("with several judged tasks each entry says which", () => {
  const entries = [
    entry("c1", true),
    entry("c1", true, { task_id: "t2" }),
    entry("c1", true, { task_id: "t1" }),
    entry("c1", false, { task_id: "t1", intent_id: "J" }),
    entry("c1", true, { task_id: "t1", intent_id: "I" }),
  ];
  const evaluated = evaluate({
    judged: [T1, T2, OTHER_T1],
    known: known([
      [T2, ["c1"]],
      [T1, ["c1", "c2"]],
    ]),
    entries,
  });
  expect(evaluated.entries.map(({ error }) => error)).toEqual(["missing_task", null, "ambiguous_task", null, null]);
  expect(evaluated.verdicts.map(({ task, complete, passed }) => [task, complete, passed])).toEqual([
    [T1, false, 1],
    [T2, true, 1],
    [OTHER_T1, true, 0],
  ]);
  expect([evaluated.state, evaluated.codes]).toEqual(["Failed", [INCOMPLETE, CRITERION]]);
});

test.each([known([]), known([[T1, []]])])("where no criteria are known, any entry makes a verdict complete", (none) => {
  expect(evaluate({ known: none, entries: [entry("anything", true)] })).toMatchObject({
    state: "Done",
    verdicts: [{ complete: true, missing: [], reason: null }],
  });
  expect(evaluate({ known: none }).verdicts[0]).toMatchObject({ complete: false, reason: "empty_verdict" });
});

test("a review is read from its record", () => {
  const next = {
    ok: true,
    outputs: {},
    tool_calls: [],
    cost_units: { time_ms: 1 },
    artefact_delta: {},
    progress_proxy: null,
    failure_codes: [],
  };
  const record = {
    role: "reviewer",
    intent_id: "I",
    eval_state: "Partial",
    depends_on: ["t1"],
    verdict: FAILED,
    skill_result: { ...next, suggested_next: ["fix it"] },
  };
  expect(reviewOf(run(record))).toEqual({
    reportedState: "Partial",
    codes: [],
    question: null,
    followUp: true,
    judged: [T1],
    entries: FAILED,
  });
  expect(evaluateReview({ ...reviewOf(run(record)), known: ONE_TASK }).state).toBe("Partial");
});

test("whatever the entries, it has an answer, and the order of tasks does not matter", () => {
  const loose = fc.record(
    {
      criterion_id: fc.constantFrom<unknown>("c1", "c2", "c3", "", "__proto__", 1, null),
      pass: fc.constantFrom<unknown>(true, false, "true", null),
      evidence: fc.constantFrom<unknown>("seen", "", " ", null, {}),
      task_id: fc.constantFrom<unknown>("t1", "t2", "t9", null, 7),
      intent_id: fc.constantFrom<unknown>("I", "J", 0),
    },
    { requiredKeys: [] },
  );
  const entries = fc.array(fc.oneof(loose, fc.jsonValue(), fc.anything()), { maxLength: RUN_LIMITS.verdict / 40 });
  const judged = fc.subarray([T1, T2, OTHER_T1]);
  const state = fc.constantFrom<EvalState>("Done", "Partial", "Failed", "Blocked", "NeedsUser", "Queued", "Deferred");
  const criteria = fc.constantFrom(
    ONE_TASK,
    known([]),
    known([
      [T1, ["c1"]],
      [T2, ["__proto__", "c1"]],
    ]),
  );
  fc.assert(
    fc.property(entries, judged, state, criteria, (entries, judged, reportedState, known) => {
      const evaluated = evaluate({ entries, judged, reportedState, known });
      expect(evaluated.entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index));
      expect(evaluated.verdicts.map(({ task }) => task)).toEqual(judged);
      for (const verdict of evaluated.verdicts) {
        expect(verdict.passed).toBeLessThanOrEqual(verdict.judged);
        expect(verdict.complete).toBe(verdict.judged > 0 && verdict.missing.length === 0);
      }
      const flawless = evaluated.verdicts.every(({ complete, judged, passed }) => complete && judged === passed);
      expect(evaluated.state !== "Done" || flawless).toBe(true);
      const turned = evaluate({ entries, judged: judged.toReversed(), reportedState, known });
      expect(turned).toEqual({ ...evaluated, verdicts: evaluated.verdicts.toReversed() });
    }),
    { numRuns: 1000 },
  );
});
