import { digestOf } from "./digest.ts";
import { RUN_SCHEMA } from "./record.ts";
import type { Expectation } from "./trial-file.ts";

/** One run of a trial, as read from a file. */
export interface Trial {
  skill: string;
  evalId: string | number;
  arm: string;
  /** Whether the run had the skill. */
  withSkill: boolean;
  number: number;
  model?: string;
  commit?: string;
  endedAt: string;
  seconds?: number;
  expectations: readonly Expectation[];
}

/**
 * A trial's run as two records: a builder's that attempted the task, and a reviewer's whose verdict are the expectations. Their
 * sessions differ, as executor and grader do, so the verdict is independent. The arm is part of the intent, so that trials never
 * mix with real work. Ids come from what was tried and what came of it.
 */
export function trialRecords(trial: Trial): [builder: object, reviewer: object] {
  const { skill, evalId, arm, number, seconds, expectations } = trial;
  const id = `trial-${digestOf([skill, evalId, arm, number, seconds ?? null, expectations]).slice(0, 24)}`;
  const shared = {
    schema: RUN_SCHEMA,
    intent_id: `trial:${skill}:${evalId}:${arm}`,
    commit: trial.commit,
    ended_at: trial.endedAt,
  };
  const failed = expectations.filter(({ passed }) => !passed).length;
  const builder = {
    ...shared,
    run_id: id,
    task_id: `run-${number}`,
    kind: "trial",
    role: "builder",
    agent: { name: "skill-creator-executor", model: trial.model, session: `${id}-executor` },
    skills: trial.withSkill ? [{ name: skill, use: "declared" }] : [],
    eval_state: "Done",
    wall_seconds: seconds,
    criteria: expectations.map(({ text }, index) => ({ id: criterionId(index), text })),
  };
  const reviewer = {
    ...shared,
    run_id: `${id}-verdict`,
    task_id: `run-${number}-verdict`,
    kind: "review",
    role: "reviewer",
    agent: { name: "skill-creator-grader", session: `${id}-grader` },
    eval_state: failed === 0 ? "Done" : "Partial",
    question:
      failed === 0 ? undefined : `${failed} of ${expectations.length} expectations failed: what would meet them?`,
    depends_on: [`run-${number}`],
    verdict: expectations.map(({ passed, evidence }, index) => ({
      criterion_id: criterionId(index),
      pass: passed,
      evidence,
    })),
  };
  return [builder, reviewer];
}

function criterionId(index: number): string {
  return `expectation-${index + 1}`;
}
