import { Criterion, EvalState, RunRecord, RunRole } from "@yardlet/core/run";
import * as z from "zod";
import type { Db } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import { ids } from "./evidence.ts";
import { selectJson } from "./json.ts";
import { RUN_FACTS, RUN_TABLES, RunFacts } from "./run.ts";

const Key = z.object({ intent: z.string(), task: z.string() });

/** Who sent a record: the name of a key, of a person, or nobody's any more. */
const SENDER = Prisma.sql`coalesce((select k.name from api_key k where k.id = x.key_id), (select u.name from "user" u where u.id = x.key_id))`;

/** What a review came to on one task. */
const Verdict = z.object({
  key: Key,
  judged: z.number(),
  passed: z.number(),
  complete: z.boolean(),
  missing: z.array(z.string()),
  /** Why it has no weight; null when it counts. */
  reason: z.string().nullable(),
});

const Entry = z.object({
  seq: z.number(),
  key: Key.nullable(),
  criterionId: z.string().nullable(),
  /** As the task's builder wrote it. */
  text: z.string().nullable(),
  pass: z.boolean().nullable(),
  evidence: z.string().nullable(),
  error: z.string().nullable(),
});

const Revision = z.object({
  revision: z.number(),
  sender: z.string().nullable(),
  receivedAt: z.coerce.date(),
  record: RunRecord,
});

/** A run with everything that was stored of it. */
export const ReadRun = RunFacts.extend({
  pk: z.number(),
  actorKnown: z.boolean(),
  task: z.object({ state: EvalState.nullable(), open: z.boolean() }),
  ...Revision.shape,
});
export type ReadRun = z.infer<typeof ReadRun>;

/** When the first run of all arrived; undefined before it. */
export async function firstRunAt(db: Db): Promise<Date | undefined> {
  const [row] = await selectJson(
    db,
    z.object({ at: z.coerce.date() }),
    Prisma.sql`select received_at as at from run order by id limit 1`,
  );
  return row?.at;
}

export async function findRun(db: Db, run: { repoId: string; runId: string }): Promise<ReadRun | undefined> {
  const [row] = await selectJson(
    db,
    ReadRun,
    Prisma.sql`
    select ${RUN_FACTS}, r.id as pk, r.actor is not null as "actorKnown", json_build_object('state', t.state, 'open', t.open) as task,
      x.revision, ${SENDER} as sender, x.received_at as "receivedAt", x.record
    from run r join run x on x.id = r.id ${RUN_TABLES} where r.repo_id = ${run.repoId} and r.run_id = ${run.runId}`,
  );
  return row;
}

/** What a run said before it was corrected, the newest `limit` of it, oldest first. */
export function listRevisions(db: Db, runPk: number, limit: number): Promise<z.infer<typeof Revision>[]> {
  return selectJson(
    db,
    Revision,
    Prisma.sql`
    select * from (select x.revision, ${SENDER} as sender, x.received_at as "receivedAt", x.record
      from run_revision x where x.run_pk = ${runPk} order by x.revision desc limit ${limit}) newest order by revision`,
  );
}

export type RunVerdict = z.infer<typeof Verdict>;
export type RunEntry = z.infer<typeof Entry>;

/** What a review said, task by task and entry by entry. */
export async function listVerdict(db: Db, runPk: number): Promise<{ verdicts: RunVerdict[]; entries: RunEntry[] }> {
  const verdicts = await selectJson(
    db,
    Verdict,
    Prisma.sql`
    select json_build_object('intent', t.intent, 'task', t.task) as key, v.judged, v.passed, v.complete, v.missing, v.reason
    from verdict v join task_outcome t on t.id = v.task_pk where v.run_pk = ${runPk} order by t.intent, t.task`,
  );
  const entries = await selectJson(
    db,
    Entry,
    Prisma.sql`
    select e.seq, case when t.id is null then null else json_build_object('intent', t.intent, 'task', t.task) end as key,
      e.criterion_id as "criterionId", e.pass, e.evidence, e.error,
      (select c->>'text' from jsonb_array_elements(t.criteria) c where c->>'id' = e.criterion_id limit 1) as text
    from verdict_entry e left join task_outcome t on t.id = e.task_pk where e.run_pk = ${runPk} order by e.seq`,
  );
  return { verdicts, entries };
}

const TaskVersion = z.object({
  home: z.string(),
  name: z.string(),
  number: z.number(),
  epoch: z.number(),
  /** Why the task does not count for it; null when it does. */
  reason: z.string().nullable(),
});

/** A task with its value; all of the value is null while the task has none. */
export const ReadTask = z.object({
  pk: z.number(),
  repo: z.string(),
  key: Key,
  kind: z.string(),
  role: RunRole.nullable(),
  state: EvalState.nullable(),
  attempts: z.number(),
  infraAttempts: z.number(),
  firstTry: z.boolean(),
  open: z.boolean(),
  acceptance: z.enum(["accepted", "rejected", "unreviewed"]),
  endedAt: z.coerce.date().nullable(),
  criteria: z.array(Criterion),
  value: z
    .object({
      included: z.boolean(),
      reason: z.string().nullable(),
      u: z.number().nullable(),
      review: z.number().nullable(),
      firstTry: z.number().nullable(),
      retry: z.number().nullable(),
      reviewsUsed: z.number(),
    })
    .nullable(),
  versions: z.array(TaskVersion),
});
export type ReadTask = z.infer<typeof ReadTask>;
export type TaskVersion = z.infer<typeof TaskVersion>;

export async function findTask(
  db: Db,
  task: { repoId: string; intent: string; task: string },
): Promise<ReadTask | undefined> {
  const [row] = await selectJson(
    db,
    ReadTask,
    Prisma.sql`
    select t.id as pk, p.slug as repo, json_build_object('intent', t.intent, 'task', t.task) as key, t.kind, t.role, t.state, t.attempts,
      t.infra_attempts as "infraAttempts", t.first_try as "firstTry", t.open, t.acceptance, t.ended_at as "endedAt", t.criteria,
      (select json_build_object('included', u.included, 'reason', u.reason, 'u', u.u, 'review', u.review, 'firstTry', u.first_try,
        'retry', u.retry, 'reviewsUsed', u.reviews_used) from unit_value u where u.unit_id = t.id) as value,
      coalesce((select json_agg(json_build_object('home', coalesce(h.slug, k.home), 'name', k.name, 'number', v.number, 'epoch', s.epoch,
          'reason', s.reason) order by k.name, v.number)
        from unit_skill s join skill_version v on v.id = s.version_id join skill k on k.id = v.skill_id left join repo h on h.id = k.repo_id
        where s.unit_id = t.id), '[]') as versions
    from task_outcome t join repo p on p.id = t.repo_id
    where t.repo_id = ${task.repoId} and t.intent = ${task.intent} and t.task = ${task.task}`,
  );
  return row;
}

const TaskRun = RunFacts.extend({ session: z.string().nullable() });
export type TaskRun = z.infer<typeof TaskRun>;

/** The newest runs of a task, in their order: by end, then id; those that have not ended last. */
export async function listTaskRuns(db: Db, taskPk: number, limit: number): Promise<TaskRun[]> {
  const rows = await selectJson(
    db,
    TaskRun,
    Prisma.sql`
    select ${RUN_FACTS}, r.record->'agent'->>'session' as session from run r ${RUN_TABLES} where r.task_pk = ${taskPk}
    order by r.ended_at desc nulls first, r.run_id collate "C" desc limit ${limit}`,
  );
  return rows.toReversed();
}

const TaskReview = z.object({
  pk: z.number(),
  runId: z.string(),
  key: Key,
  role: RunRole,
  agent: z.string().nullable(),
  model: z.string().nullable(),
  session: z.string().nullable(),
  state: EvalState,
  at: z.coerce.date(),
  judged: z.number(),
  passed: z.number(),
  complete: z.boolean(),
  missing: z.array(z.string()),
  reason: z.string().nullable(),
});
export type TaskReview = z.infer<typeof TaskReview>;

/** The newest reviews that judge a task, newest first. */
export function listTaskReviews(db: Db, taskPk: number, limit: number): Promise<TaskReview[]> {
  return selectJson(
    db,
    TaskReview,
    Prisma.sql`
    select r.id as pk, r.run_id as "runId", json_build_object('intent', t.intent, 'task', t.task) as key, r.role, r.agent, r.model,
      r.record->'agent'->>'session' as session, r.state, r.at, v.judged, v.passed, v.complete, v.missing, v.reason
    from verdict v join run r on r.id = v.run_pk join task_outcome t on t.id = r.task_pk
    where v.task_pk = ${taskPk} order by r.at desc, r.id desc limit ${limit}`,
  );
}

const TaskEntry = z.object({
  runPk: z.number(),
  seq: z.number(),
  criterionId: z.string().nullable(),
  pass: z.boolean().nullable(),
  evidence: z.string().nullable(),
  error: z.string().nullable(),
});
export type TaskEntry = z.infer<typeof TaskEntry>;

/** What these reviews say of a task, entry by entry. */
export function listTaskEntries(db: Db, taskPk: number, runPks: readonly number[]): Promise<TaskEntry[]> {
  return selectJson(
    db,
    TaskEntry,
    Prisma.sql`
    select e.run_pk as "runPk", e.seq, e.criterion_id as "criterionId", e.pass, e.evidence, e.error
    from verdict_entry e where e.run_pk in (${ids(runPks)}) and e.task_pk = ${taskPk} order by e.run_pk desc, e.seq`,
  );
}
