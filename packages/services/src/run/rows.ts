import {
  actorOf,
  type BookRun,
  infraOf,
  isReview,
  judgedTasksOf,
  type RunRecord,
  taskKeyOf,
  type TaskKey,
} from "@yardlet/core/run";
import type { ServiceContext } from "../context.ts";
import type { Incoming } from "./report.ts";

/** A record as the book has it. */
export function bookRun(
  ctx: ServiceContext,
  { repoId, record }: Incoming,
  row: Pick<BookRun, "pk" | "revision" | "skills" | "produced"> & { pkOf: (repoId: string, key: TaskKey) => number },
): BookRun {
  const { pk, revision, skills, produced, pkOf } = row;
  return {
    pk,
    repoId,
    runId: record.run_id,
    taskPk: pkOf(repoId, taskKeyOf(record)),
    actor: actorOf(ctx.actor.id, record.agent),
    revision,
    record,
    skills,
    produced,
    judges: isReview({ record }) ? [...new Set(judgedTasksOf(record).map((key) => pkOf(repoId, key)))] : [],
    state: record.eval_state,
    codes: record.failure_codes,
  };
}

/** A row of `run`. */
export function runRow(
  ctx: ServiceContext,
  run: BookRun,
  row: { digest: string; wrapped: boolean; receivedAt: string; state?: string; codes?: string[] },
) {
  const { record } = run;
  const codes = row.codes ?? run.codes;
  return {
    id: run.pk,
    repo_id: run.repoId,
    run_id: run.runId,
    task_pk: run.taskPk,
    revision: run.revision,
    digest: row.digest,
    key_id: ctx.actor.id,
    actor: run.actor,
    role: record.role,
    kind: record.kind,
    agent: record.agent?.name ?? null,
    model: record.agent?.model ?? null,
    commit: record.commit ?? null,
    reported_state: record.eval_state,
    state: row.state ?? run.state,
    codes,
    infra: infraOf(codes),
    simulated: record.simulated,
    wrapped: row.wrapped,
    started_at: record.started_at ?? null,
    ended_at: record.ended_at ?? null,
    at: timeOf(record, row.receivedAt),
    received_at: row.receivedAt,
    record,
  };
}

/** When a run happened, as lists order it. */
function timeOf({ ended_at, started_at }: RunRecord, receivedAt: string): string {
  return ended_at ?? started_at ?? receivedAt;
}

/** Rows of `run_skill`. */
export function skillRows(run: BookRun, receivedAt: string) {
  return run.skills.map(({ name, use, reported, versionId, epoch, how }, ord) => ({
    run_pk: run.pk,
    ord,
    name,
    use,
    reported,
    version_id: versionId,
    epoch,
    how,
    at: timeOf(run.record, receivedAt),
  }));
}

/** What was kept and has no weight, and how to mend it. */
export function notesOf(run: {
  skills: readonly Pick<BookRun["skills"][number], "name" | "how">[];
  actor: string | null;
}): string[] {
  const unresolved = new Set(run.skills.filter((skill) => skill.how === "unresolved").map((skill) => skill.name));
  return [
    ...[...unresolved].map(
      (name) =>
        `skill ${name} could not be resolved to a version; send its version or hash, or map it on the runs page`,
    ),
    ...(run.actor === null
      ? ["without agent.name and agent.session nobody can tell who judged whom: verdicts on this task have no weight"]
      : []),
  ];
}
