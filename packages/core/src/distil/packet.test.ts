import { expect, test } from "vitest";
import { run as runRecord } from "../run/testing.ts";
import { packetHash } from "./canonical.ts";
import { type PacketRun, type PacketTask, derivePackets } from "./packet.ts";
import { parsePacket } from "./parse.ts";

const SKILL = { name: "write-tests", version: 3 };

function run(
  id: string,
  { skills = [SKILL], ...more }: { skills?: PacketRun["skills"]; [field: string]: unknown } = {},
): PacketRun {
  const record = runRecord({ run_id: id, ...more });
  return { record, state: record.eval_state, codes: record.failure_codes, skills };
}

function task(runs: readonly PacketRun[], more: Partial<PacketTask> = {}): PacketTask {
  const state = runs.at(-1)?.state ?? null;
  return {
    taskId: "t-1",
    outcome: { state, acceptance: "unreviewed", open: false, kind: "feature" },
    simulated: false,
    preset: "web-ui",
    runs,
    criteria: ["c1", "c2"],
    failed: [],
    ...more,
  };
}

const FAILED = { eval_state: "Failed", failure_codes: ["validation_failed/tests_failed"] };

test("a task that passed gives an experience", () => {
  const facts = task([
    run("r-1", {
      cost: { tokens: 1200 },
      wall_seconds: 90.0004,
      refs: ["https://ci.example.com/7", "build log 7", "s3://logs/7"],
    }),
  ]);
  expect(derivePackets({ ...facts, outcome: { ...facts.outcome, acceptance: "accepted" } })).toEqual({
    experience: {
      run_id: "r-1",
      task_signature: "feature/web-ui",
      skills: [SKILL],
      outcome: "success",
      gate_status: { passed: true },
      evidence_refs: ["https://ci.example.com/7", "run:r-1", "s3://logs/7", "task:t-1"],
      reason_codes: [],
      cost_proxy: { tokens: 1200, latency_ms: 90_000 },
      simulated: false,
    },
    failure: null,
  });
  expect(derivePackets(facts).experience?.gate_status).toEqual({ passed: false });
});

test("a task that failed gives both, at its last counted attempt", () => {
  const facts = task([
    run("r-3", {
      eval_state: "Failed",
      failure_codes: ["execution_error/host_timeout"],
      ended_at: "2026-11-21T11:00:00Z",
    }),
    run("r-2", {
      eval_state: "Partial",
      failure_codes: [
        "validation_failed/tests_failed",
        "policy_violation/scope_exceeded",
        "execution_error/operator_stop",
      ],
      ended_at: "2026-11-21T10:30:00Z",
      task_signature: "checkout",
    }),
    run("r-1", { ...FAILED, ended_at: "2026-11-21T10:00:00Z" }),
  ]);
  const { experience, failure } = derivePackets({ ...facts, outcome: { ...facts.outcome, state: "Partial" } });
  expect(experience).toMatchObject({ run_id: "r-2", outcome: "partial", task_signature: "checkout" });
  expect(failure).toEqual({
    run_id: "r-2",
    task_id: "t-1",
    task_signature: "checkout",
    skills: [SKILL],
    reason_codes: ["policy_violation/scope_exceeded", "validation_failed/tests_failed"],
    missing_actions: [
      "Make the failing tests pass, or say why they are wrong.",
      "Take out what was not asked for, or make it a task of its own.",
    ],
    symptom: "the work went beyond the task",
    minimal_repro_refs: ["run:r-2", "task:t-1"],
    severity: "high",
    simulated: false,
  });
});

const SYMPTOMS: { what: string; more: Partial<PacketTask>; record: object; symptom: string }[] = [
  {
    what: "the first failed criterion's evidence, in the task's order",
    more: {
      failed: [
        { criterionId: "c9", evidence: "unknown" },
        { criterionId: "c2", evidence: "second" },
        { criterionId: "c1", evidence: " " },
      ],
    },
    record: { question: "Which?" },
    symptom: "second",
  },
  { what: "the question", more: {}, record: { question: "Which one is meant?" }, symptom: "Which one is meant?" },
  { what: "the meaning of the first code", more: {}, record: { question: " " }, symptom: "tests failed" },
  {
    what: "the code, where nobody knows it",
    more: {},
    record: { failure_codes: ["our_own/code"] },
    symptom: "our_own/code",
  },
];

test.each(SYMPTOMS)("the symptom is $what", ({ more, record, symptom }) => {
  expect(derivePackets(task([run("r-1", { ...FAILED, ...record })], more)).failure?.symptom).toBe(symptom);
});

test("work that a review rejects did not pass, whatever its state says", () => {
  const facts = task([run("r-1")], { failed: [{ criterionId: "c1", evidence: "line 4 says otherwise" }] });
  const { experience, failure } = derivePackets({ ...facts, outcome: { ...facts.outcome, acceptance: "rejected" } });
  expect(experience).toMatchObject({ outcome: "failure", gate_status: { passed: false } });
  expect(failure).toMatchObject({
    reason_codes: ["validation_failed/criterion_failed"],
    symptom: "line 4 says otherwise",
    skills: [SKILL],
  });
});

test("infrastructure alone is no failure of the work, and an open task is no experience", () => {
  const stopped = { eval_state: "Failed", failure_codes: ["execution_error/host_timeout"] };
  expect(derivePackets(task([run("r-1", stopped)]))).toMatchObject({
    experience: { outcome: "failure", reason_codes: ["execution_error/host_timeout"] },
    failure: null,
  });
  const open = task([run("r-1", FAILED)]);
  const none = { experience: null, failure: null };
  expect(derivePackets({ ...open, outcome: { ...open.outcome, open: true } })).toEqual(none);
  expect(derivePackets(task([run("r-1", { eval_state: "Queued", ended_at: undefined })]))).toEqual(none);
  expect(derivePackets(task([run("r-1", { ...FAILED, role: "reviewer" })]))).toEqual(none);
  expect(derivePackets(task([]))).toEqual(none);
});

test("a failure that nobody explained says so, and blames no skill; an unknown code asks what it means", () => {
  expect(derivePackets(task([run("r-1", { eval_state: "Failed" })], { preset: null })).failure).toMatchObject({
    task_signature: "feature/core",
    reason_codes: ["evidence_missing/failure_code_missing"],
    missing_actions: ["Report failure_codes with every run that does not pass."],
    symptom: "the run did not pass, and nothing says why",
    skills: [],
  });
  const unknown = run("r-1", { eval_state: "Blocked", failure_codes: ["our_own/code"] });
  expect(derivePackets(task([unknown])).failure).toMatchObject({
    missing_actions: ["Find out what our_own/code means, and add its remedy where it is reported."],
    severity: "medium",
  });
});

test("skills in one version only; what is simulated stays so", () => {
  const review = { name: "review", version: 1 };
  const facts = task(
    [
      run("r-1", { ...FAILED, skills: [SKILL, review], ended_at: "2026-11-21T09:00:00Z" }),
      run("r-2", { ...FAILED, skills: [{ ...SKILL, version: 4 }] }),
    ],
    { simulated: true },
  );
  expect(derivePackets(facts).failure).toMatchObject({ run_id: "r-2", skills: [review], simulated: true });
});

test("derived packets are what the distiller takes, and the order of runs gives the same hash", () => {
  const runs = [run("r-1", FAILED), run("r-2", { ...FAILED, ended_at: "2026-11-21T09:00:00Z" })];
  const { experience, failure } = derivePackets(task(runs));
  expect([parsePacket("experience", experience), parsePacket("failure", failure)]).toEqual([
    { ok: true, packet: { kind: "experience", packet: experience } },
    { ok: true, packet: { kind: "failure", packet: failure } },
  ]);
  const other = derivePackets(task(runs.toReversed()));
  if (!experience || !failure || !other.experience || !other.failure) throw new Error("both are derived");
  expect(packetHash(other.experience)).toBe(packetHash(experience));
  expect(packetHash(other.failure)).toBe(packetHash(failure));
  expect(packetHash({ ...failure, reason_codes: [...failure.reason_codes, ...failure.reason_codes] })).toBe(
    packetHash(failure),
  );
  expect(packetHash({ ...failure, severity: "high" })).not.toBe(packetHash(failure));
});
