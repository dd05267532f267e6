import { EvalState, RunRole, taskKeyOf } from "@yardlet/core/run";
import type { RunDetail, RunFacts, RunPage } from "@yardlet/services";
import * as z from "zod";

const Count = z.int().min(0);
const Time = z.iso.datetime();

/** A task as records name it: without an intent of its own, `intent_id` is null. */
const Task = { intent_id: z.string().nullable(), task_id: z.string() };

/** A run with what came of it. */
export const RunAnswer = z.object({
  repo: z.string(),
  run_id: z.string(),
  ...Task,
  kind: z.string(),
  role: RunRole,
  agent: z.string().nullable(),
  model: z.string().nullable(),
  reported_state: EvalState,
  state: EvalState.meta({ description: "What the evaluation made of the reported state" }),
  failure_codes: z.array(z.string()),
  infrastructure: z
    .string()
    .nullable()
    .meta({ description: "The code for which this attempt is no evidence about a skill" }),
  simulated: z.boolean(),
  wrapped: z.boolean().meta({ description: "It returned no SkillResult, and one was made for it" }),
  acceptance: z.enum(["accepted", "rejected", "unreviewed"]).meta({ description: "Of the run's task" }),
  attempt: z
    .object({ rank: Count, of: Count })
    .nullable()
    .meta({ description: "Its place among the builder's attempts at the task" }),
  wall_seconds: z.number().nullable(),
  started_at: Time.nullable(),
  ended_at: Time.nullable(),
  skills: z.array(
    z.object({
      name: z.string(),
      use: z.enum(["declared", "activated"]),
      resolved: z
        .enum(["hash", "number", "commit", "observed", "mapped", "unresolved"])
        .meta({ description: "How its version was found" }),
      version: z.object({ home: z.string(), name: z.string(), number: Count }).nullable(),
    }),
  ),
});

export const RunListAnswer = z.object({
  runs: z.array(RunAnswer),
  next: z.string().nullable().meta({ description: "The cursor of the next page; null at the end" }),
});

const Change = z.object({ path: z.string(), before: z.unknown().optional(), after: z.unknown().optional() });

export const RunDetailAnswer = RunAnswer.extend({
  revision: Count,
  sender: z.string().nullable(),
  received_at: Time,
  record: z.unknown().meta({ description: "The record as it was stored, a yardlet.run/1" }),
  skill_result: z
    .unknown()
    .meta({ description: "Its envelope, as it was returned or as it was made for it; null for none" }),
  notes: z.array(z.string()),
  verdicts: z.array(
    z.object({
      ...Task,
      judged: Count,
      passed: Count,
      complete: z.boolean(),
      missing: z.array(z.string()),
      reason: z.string().nullable().meta({ description: "Why the verdict has no weight; null when it counts" }),
    }),
  ),
  entries: z.array(
    z.object({
      criterion_id: z.string().nullable(),
      pass: z.boolean().nullable(),
      evidence: z.string().nullable(),
      error: z.string().nullable(),
    }),
  ),
  corrections: z.array(
    z.object({
      revision: Count,
      sender: z.string().nullable(),
      received_at: Time,
      changes: z.array(Change),
      more: Count,
    }),
  ),
});

export function runAnswer(run: RunFacts): z.input<typeof RunAnswer> {
  return {
    repo: run.repo,
    run_id: run.runId,
    ...taskOf(run.key),
    kind: run.kind,
    role: run.role,
    agent: run.agent,
    model: run.model,
    reported_state: run.reportedState,
    state: run.state,
    failure_codes: run.codes,
    infrastructure: run.infra,
    simulated: run.simulated,
    wrapped: run.wrapped,
    acceptance: run.acceptance,
    attempt: run.attempt,
    wall_seconds: run.wallSeconds,
    started_at: run.startedAt?.toISOString() ?? null,
    ended_at: run.endedAt?.toISOString() ?? null,
    skills: run.skills.map(({ name, use, how, version }) => ({ name, use, resolved: how, version })),
  };
}

export function runListAnswer({ runs, next }: RunPage): z.input<typeof RunListAnswer> {
  return { runs: runs.map(runAnswer), next };
}

export function runDetailAnswer(run: RunDetail): z.input<typeof RunDetailAnswer> {
  return {
    ...runAnswer(run),
    revision: run.revision,
    sender: run.sender,
    received_at: run.receivedAt.toISOString(),
    record: run.record,
    skill_result: run.envelope?.result ?? null,
    notes: run.notes,
    verdicts: run.verdicts.map(({ key, ...verdict }) => ({ ...taskOf(key), ...verdict })),
    entries: run.entries.map(({ criterionId, pass, evidence, error }) => ({
      criterion_id: criterionId,
      pass,
      evidence,
      error,
    })),
    corrections: run.corrections.map(({ receivedAt, ...correction }) => ({
      ...correction,
      received_at: receivedAt.toISOString(),
    })),
  };
}

function taskOf({ intent, task }: { intent: string; task: string }) {
  const own = taskKeyOf({ task_id: task }).intent;
  return { intent_id: intent === own ? null : intent, task_id: task };
}
