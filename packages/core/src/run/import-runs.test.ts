import { expect, test } from "vitest";
import { type ImportFormat, detectFormat, importRuns } from "./import-runs.ts";
import { parseRun } from "./parse.ts";
import { settleTask } from "./settle.ts";
import { taskKeyOf } from "./task-key.ts";
import { RECEIVED_AT, rawRun } from "./testing.ts";
import { evaluateReview, reviewOf } from "./verdict.ts";

const CONTEXT = { importedAt: "2026-11-21T11:00:00.000Z", digest: "d1".repeat(32) };

const EXPECTATIONS = [
  { text: "Names the failing test", passed: true, evidence: "output line 4" },
  { text: "Says why it fails", passed: false, evidence: "no reason is given" },
];

function trialRun(more: object = {}) {
  return {
    eval_id: 1,
    configuration: "with_skill",
    run_number: 1,
    result: { pass_rate: 1, time_seconds: 42.5, tokens: 9000, errors: 0 },
    expectations: EXPECTATIONS,
    notes: [],
    ...more,
  };
}

function benchmark(runs: readonly unknown[], more: object = {}) {
  return JSON.stringify({
    metadata: { skill_name: "triage", executor_model: "m1", timestamp: "2026-11-20T08:00:00Z", ...more },
    runs,
    run_summary: { delta: { pass_rate: "+0.50" } },
  });
}

function importText(format: ImportFormat, text: string, more: object = {}) {
  return importRuns(format, text, { ...CONTEXT, ...more });
}

function parsedRecords(records: readonly unknown[]) {
  return records.map((record) => {
    const parsed = parseRun(record, RECEIVED_AT);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    return parsed.run;
  });
}

test("lines are records; blank ones are passed over, a broken and a torn one are named", () => {
  const line = JSON.stringify(rawRun());
  expect(importText("runs", `\uFEFF${line}\r\n\r\n  \n{"a": \n${line}\n{"schema": "yardl`)).toEqual({
    records: [rawRun(), rawRun()],
    problems: [
      { line: 4, path: "", message: "this line is not JSON; each line holds one record" },
      { line: 6, path: "", message: "the last line is torn: it ends before its record does; report that run again" },
    ],
  });
  expect(importText("runs", `nonsense\n`).problems).toEqual([
    { line: 1, path: "", message: "this line is not JSON; each line holds one record" },
  ]);
});

test.each<[string, unknown[]]>([
  ["", []],
  ["\n\n", []],
  [`[${JSON.stringify(rawRun())}, 7]`, [rawRun(), 7]],
  [JSON.stringify(rawRun(), null, 2), [rawRun()]],
])("a list, a record over several lines, and nothing are read: case %#", (text, records) => {
  expect(importText("runs", text)).toEqual({ records, problems: [] });
});

test("at most 50 problems are listed", () => {
  expect(importText("runs", "x\n".repeat(80)).problems).toHaveLength(50);
});

test.each<[string, ImportFormat]>([
  [benchmark([]), "benchmark"],
  [JSON.stringify({ expectations: [] }), "grading"],
  [JSON.stringify(rawRun()), "runs"],
  [`${JSON.stringify(rawRun())}\n${JSON.stringify(rawRun())}`, "runs"],
  ["[]", "runs"],
  ["", "runs"],
])("the format is told by the content: %j", (text, format) => {
  expect(detectFormat(text)).toBe(format);
});

test("a run of a benchmark becomes a builder's record and a reviewer's", () => {
  const { records, problems } = importText("benchmark", benchmark([trialRun()]), { commit: "abc" });
  expect(problems).toEqual([]);
  const id = "trial-e7e3d883b45429befb33a33a";
  const shared = {
    schema: "yardlet.run/1",
    intent_id: "trial:triage:1:with_skill",
    commit: "abc",
    ended_at: "2026-11-20T08:00:00.000Z",
  };
  expect(records).toEqual([
    {
      ...shared,
      run_id: id,
      task_id: "run-1",
      kind: "trial",
      role: "builder",
      agent: { name: "skill-creator-executor", model: "m1", session: `${id}-executor` },
      skills: [{ name: "triage", use: "declared" }],
      eval_state: "Done",
      wall_seconds: 42.5,
      criteria: [
        { id: "expectation-1", text: "Names the failing test" },
        { id: "expectation-2", text: "Says why it fails" },
      ],
    },
    {
      ...shared,
      run_id: `${id}-verdict`,
      task_id: "run-1-verdict",
      kind: "review",
      role: "reviewer",
      agent: { name: "skill-creator-grader", session: `${id}-grader` },
      eval_state: "Partial",
      question: "1 of 2 expectations failed: what would meet them?",
      depends_on: ["run-1"],
      verdict: [
        { criterion_id: "expectation-1", pass: true, evidence: "output line 4" },
        { criterion_id: "expectation-2", pass: false, evidence: "no reason is given" },
      ],
    },
  ]);
});

test("both arms are kept apart by intent, and only the one with the skill declares it", () => {
  const { records } = importText("benchmark", benchmark([trialRun(), trialRun({ configuration: "without_skill" })]));
  expect(parsedRecords(records).map(({ intent_id, role, skills }) => [intent_id, role, skills.length])).toEqual([
    ["trial:triage:1:with_skill", "builder", 1],
    ["trial:triage:1:with_skill", "reviewer", 0],
    ["trial:triage:1:without_skill", "builder", 0],
    ["trial:triage:1:without_skill", "reviewer", 0],
  ]);
});

test("a second import says the same, also from a file that has grown", () => {
  const once = importText("benchmark", benchmark([trialRun()]));
  const grown = importText("benchmark", benchmark([trialRun({ run_number: 2 }), trialRun()]), {
    importedAt: "2026-11-22T00:00:00.000Z",
    digest: "e2".repeat(32),
  });
  expect(importText("benchmark", benchmark([trialRun()]))).toEqual(once);
  expect(grown.records.slice(2)).toEqual(once.records);
});

test("the verdict of a trial is independent and makes the task's value from the expectations alone", () => {
  const [builder, reviewer] = parsedRecords(importText("benchmark", benchmark([trialRun()])).records);
  if (!builder || !reviewer) throw new Error("no records");
  const key = taskKeyOf(builder);
  const known = new Map([[JSON.stringify([key.intent, key.task]), builder.criteria]]);
  const evaluated = evaluateReview({ ...reviewOf(reviewer), known });
  expect(evaluated.state).toBe("Partial");
  const settled = settleTask({
    repo: "app",
    key,
    runs: [
      {
        run: builder.run_id,
        role: builder.role,
        actor: builder.agent?.session ?? null,
        endedAt: builder.ended_at ?? null,
        state: builder.eval_state,
        codes: [],
        simulated: builder.simulated,
        kind: builder.kind,
        versions: [],
      },
    ],
    reviews: evaluated.verdicts.map((verdict) => ({
      run: reviewer.run_id,
      rev: 1,
      actor: reviewer.agent?.session ?? null,
      codes: evaluated.codes,
      verdict,
    })),
  });
  expect(settled.excludedReason).toBe(null);
  expect(settled.outcome).toMatchObject({ acceptance: "rejected", kind: "trial" });
  expect(settled.value).toMatchObject({ review: 500_000, u: 700_000 });
});

test("a faulty run is named, the others are kept", () => {
  const runs = [
    trialRun({ expectations: [{ text: "a", passed: "true", evidence: "" }] }),
    trialRun({ expectations: [] }),
    trialRun({ configuration: "old_skill" }),
    trialRun(),
    trialRun({ expectations: EXPECTATIONS.slice(1) }),
    null,
    trialRun({ eval_id: "second", configuration: "new_skill", result: { time_seconds: -1 } }),
  ];
  const { records, problems } = importText("benchmark", benchmark(runs));
  expect(problems).toEqual([
    { path: "runs.0.expectations.0.passed", message: "true or false is expected" },
    { path: "runs.1.expectations", message: "holds no expectation, so there is nothing to judge" },
    {
      path: "runs.2.configuration",
      message: "which version old_skill ran with is not in the file; report these runs with the version's hash",
    },
    { path: "runs.4.run_number", message: "repeats an earlier run; the first is kept" },
    { path: "runs.5", message: "an object is expected" },
  ]);
  expect(parsedRecords(records).map(({ intent_id }) => intent_id)).toEqual([
    "trial:triage:1:with_skill",
    "trial:triage:1:with_skill",
    "trial:triage:second:new_skill",
    "trial:triage:second:new_skill",
  ]);
});

test("a grading is one run with the skill that was named", () => {
  const text = JSON.stringify({
    expectations: EXPECTATIONS.slice(0, 1),
    timing: { executor_duration_seconds: 3 },
    summary: { failed: 9 },
  });
  const { records, problems } = importText("grading", text, { skill: "triage" });
  expect(problems).toEqual([]);
  expect(parsedRecords(records)).toMatchObject([
    {
      intent_id: "trial:triage:d1d1d1d1d1d1:with_skill",
      task_id: "run-1",
      wall_seconds: 3,
      ended_at: CONTEXT.importedAt,
    },
    { role: "reviewer", eval_state: "Done", verdict: [{ criterion_id: "expectation-1", pass: true }] },
  ]);
});

test.each<[ImportFormat, string, string, string]>([
  [
    "grading",
    JSON.stringify({ expectations: EXPECTATIONS }),
    "skill",
    "the file does not say which skill was tried; name it",
  ],
  ["grading", "{", "", "the file is not JSON"],
  ["grading", "[]", "", "an object is expected"],
  ["grading", JSON.stringify({}), "expectations", "is required"],
  [
    "benchmark",
    benchmark([trialRun()], { skill_name: "" }),
    "metadata.skill_name",
    "the file does not say which skill was tried; name it",
  ],
  ["benchmark", JSON.stringify({ runs: 3 }), "runs", "a list is expected"],
])("a file that cannot be read is a problem: %s %j", (format, text, path, message) => {
  expect(importText(format, text)).toEqual({ records: [], problems: [{ path, message }] });
});
