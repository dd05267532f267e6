import { Criterion, EvalState, RunRecord, type SettledReview, type TaskKey } from "@yardlet/core/run";
import * as z from "zod";
import type { Db } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import { execute, jsonRows, readJson, selectJson } from "./json.ts";
import { type Table, writeRows } from "./table.ts";
import { noteObservers } from "./usage.ts";

/**
 * Makes writers of one repo's evidence take turns until the transaction ends; several repos are taken in a fixed order. No policy is
 * written meanwhile (`lockPolicy`), so that the one read behind this lock is the one that all sums are made by.
 */
export async function lockEvidence(db: Db, repoIds: readonly string[]): Promise<void> {
  await readJson(
    db,
    z.unknown(),
    Prisma.sql`
    with policy as materialized (select pg_advisory_xact_lock_shared(hashtextextended('policy', 0))),
    held as materialized (
      select pg_advisory_xact_lock(hashtextextended('evidence ' || id, 0))
      from (select count(*) from policy) p cross join (select id from json_to_recordset(${jsonRows(repoIds.map((id) => ({ id })))}) as t(id text) order by id) t)
    select '[]' as rows from (select count(*) from held) t`,
  );
}

/** A run by its name, as far as telling whether it is known. */
export const KnownRun = z.object({
  pk: z.number(),
  repoId: z.string(),
  runId: z.string(),
  taskPk: z.number(),
  revision: z.number(),
  digest: z.string(),
  judges: z.array(z.number()),
  produced: z.array(z.string()),
});
export type KnownRun = z.infer<typeof KnownRun>;

export function findKnownRuns(db: Db, keys: readonly { repoId: string; runId: string }[]): Promise<KnownRun[]> {
  return selectJson(
    db,
    KnownRun,
    Prisma.sql`
    select r.id as pk, r.repo_id as "repoId", r.run_id as "runId", r.task_pk as "taskPk", r.revision, r.digest,
      coalesce((select json_agg(v.task_pk) from verdict v where v.run_pk = r.id), '[]') as judges,
      coalesce((select json_agg(p.version_id) from version_source_run p where p.run_pk = r.id), '[]') as produced
    from json_to_recordset(${jsonRows(keys)}) as k("repoId" text, "runId" text)
    join run r on r.repo_id = k."repoId" and r.run_id = k."runId"`,
  );
}

export const StoredTask = z.object({
  pk: z.number(),
  repoId: z.string(),
  key: z.object({ intent: z.string(), task: z.string() }),
  criteria: z.array(Criterion),
});
export type StoredTask = z.infer<typeof StoredTask>;

const TASK = Prisma.sql`t.id as pk, t.repo_id as "repoId", json_build_object('intent', t.intent, 'task', t.task) as key, t.criteria`;

export function findTasks(db: Db, keys: readonly ({ repoId: string } & TaskKey)[]): Promise<StoredTask[]> {
  return selectJson(
    db,
    StoredTask,
    Prisma.sql`
    select ${TASK} from json_to_recordset(${jsonRows(keys)}) as k("repoId" text, intent text, task text)
    join task_outcome t on t.repo_id = k."repoId" and t.intent = k.intent and t.task = k.task`,
  );
}

/** Those of these tasks that have `most` runs, or are judged by as many. */
export async function findCrowdedTasks(db: Db, pks: readonly number[], most: number): Promise<number[]> {
  const rows = await selectJson(
    db,
    z.object({ pk: z.number() }),
    Prisma.sql`
    select value::bigint as pk from json_array_elements_text(${JSON.stringify(pks)}::json)
    where (select count(*) from (select 1 from run r where r.task_pk = value::bigint limit ${most}) a) >= ${most}
      or (select count(*) from (select 1 from verdict v where v.task_pk = value::bigint limit ${most}) b) >= ${most}`,
  );
  return rows.map((row) => row.pk);
}

export function loadTasks(db: Db, pks: readonly number[]): Promise<StoredTask[]> {
  return selectJson(db, StoredTask, Prisma.sql`select ${TASK} from task_outcome t where t.id in (${ids(pks)})`);
}

/** Numbers of tasks, in their order; for going through all of them. */
export async function listTaskPage(db: Db, page: { after: number; limit: number }): Promise<number[]> {
  const rows = await selectJson(
    db,
    z.object({ pk: z.number() }),
    Prisma.sql`select id as pk from task_outcome where id > ${page.after} order by id limit ${page.limit}`,
  );
  return rows.map((row) => row.pk);
}

/** For each of these tasks the reviews that judge it: their own tasks, and all tasks they judge. */
export function findReviewsOf(
  db: Db,
  taskPks: readonly number[],
): Promise<{ pk: number; taskPk: number; judges: number[] }[]> {
  return selectJson(
    db,
    z.object({ pk: z.number(), taskPk: z.number(), judges: z.array(z.number()) }),
    Prisma.sql`
    select r.id as pk, r.task_pk as "taskPk", (select json_agg(a.task_pk) from verdict a where a.run_pk = r.id) as judges
    from run r where r.id in (select v.run_pk from verdict v where v.task_pk in (${ids(taskPks)}))`,
  );
}

const StoredSkill = z.object({
  name: z.string(),
  use: z.enum(["declared", "activated"]),
  reported: z.string(),
  skillId: z.string().nullable(),
  versionId: z.string().nullable(),
  epoch: z.number().nullable(),
  how: z.enum(["hash", "number", "commit", "observed", "mapped", "unresolved"]),
});

/** A run with all that settling its task needs. */
export const StoredRun = z.object({
  pk: z.number(),
  repoId: z.string(),
  runId: z.string(),
  taskPk: z.number(),
  actor: z.string().nullable(),
  revision: z.number(),
  record: RunRecord,
  skills: z.array(StoredSkill),
  produced: z.array(z.string()),
  judges: z.array(z.number()),
  state: EvalState,
  codes: z.array(z.string()),
});
export type StoredRun = z.infer<typeof StoredRun>;

/** Every run of these tasks, and these runs. A union, since no index serves an "or" of two lists. */
export function loadRuns(db: Db, query: { taskPks: readonly number[]; pks: readonly number[] }): Promise<StoredRun[]> {
  return selectJson(
    db,
    StoredRun,
    Prisma.sql`
    select r.id as pk, r.repo_id as "repoId", r.run_id as "runId", r.task_pk as "taskPk", r.actor, r.revision, r.record,
      coalesce((select json_agg(json_build_object('name', s.name, 'use', s.use, 'reported', s.reported,
          'skillId', v.skill_id, 'versionId', s.version_id, 'epoch', s.epoch, 'how', s.how) order by s.ord)
        from run_skill s left join skill_version v on v.id = s.version_id where s.run_pk = r.id), '[]') as skills,
      coalesce((select json_agg(p.version_id) from version_source_run p where p.run_pk = r.id), '[]') as produced,
      coalesce((select json_agg(j.task_pk order by j.task_pk) from verdict j where j.run_pk = r.id), '[]') as judges,
      r.state, r.codes
    from (select id from run where task_pk in (${ids(query.taskPks)}) union ${ids(query.pks)}) wanted join run r on r.id = wanted.id`,
  );
}

/** Numbers for rows that are about to be stored. */
export async function takeRowNumbers(
  db: Db,
  counts: { tasks: number; runs: number },
): Promise<{ tasks: number[]; runs: number[] }> {
  const Numbers = z.object({ tasks: z.array(z.number()), runs: z.array(z.number()) });
  const taken = await selectJson(
    db,
    Numbers,
    Prisma.sql`
    select coalesce((select json_agg(nextval('task_outcome_id_seq')) from generate_series(1, ${counts.tasks})), '[]') as tasks,
      coalesce((select json_agg(nextval('run_id_seq')) from generate_series(1, ${counts.runs})), '[]') as runs`,
  );
  return Numbers.parse(taken[0]);
}

/** A row of `task_outcome`. */
export interface TaskRow {
  id: number;
  repo_id: string;
  intent: string;
  task: string;
  kind: string;
  role: string | null;
  state: string | null;
  attempts: number;
  infra_attempts: number;
  first_try: boolean;
  open: boolean;
  acceptance: string;
  criteria: readonly object[];
  ended_at: string | null;
}

const TASK_OUTCOME: Table<TaskRow> = {
  name: "task_outcome",
  key: ["id"],
  columns: {
    id: "bigint",
    repo_id: "text",
    intent: "text",
    task: "text",
    kind: "text",
    role: "text",
    state: "text",
    attempts: "int",
    infra_attempts: "int",
    first_try: "boolean",
    open: "boolean",
    acceptance: "text",
    criteria: "jsonb",
    ended_at: "timestamptz",
  },
};

export function storeTasks(db: Db, rows: readonly TaskRow[]): Promise<void> {
  return writeRows(db, TASK_OUTCOME, rows, "replace");
}

/** A row of `run`. */
export interface RunRow {
  id: number;
  repo_id: string;
  run_id: string;
  task_pk: number;
  revision: number;
  digest: string;
  key_id: string;
  actor: string | null;
  role: string;
  kind: string;
  agent: string | null;
  model: string | null;
  commit: string | null;
  reported_state: string;
  state: string;
  codes: readonly string[];
  infra: string | null;
  simulated: boolean;
  wrapped: boolean;
  started_at: string | null;
  ended_at: string | null;
  at: string;
  received_at: string;
  record: object;
}

const RUN: Table<RunRow> = {
  name: "run",
  key: ["id"],
  columns: {
    id: "bigint",
    repo_id: "text",
    run_id: "text",
    task_pk: "bigint",
    revision: "int",
    digest: "text",
    key_id: "text",
    actor: "text",
    role: "text",
    kind: "text",
    agent: "text",
    model: "text",
    commit: "text",
    reported_state: "text",
    state: "text",
    codes: "text[]",
    infra: "text",
    simulated: "boolean",
    wrapped: "boolean",
    started_at: "timestamptz",
    ended_at: "timestamptz",
    at: "timestamptz",
    received_at: "timestamptz",
    record: "json",
  },
};

/** Stores new runs and corrections; what a corrected run said before is kept. */
export async function storeRuns(db: Db, rows: readonly RunRow[], corrected: readonly number[]): Promise<void> {
  if (corrected.length > 0) {
    await execute(
      db,
      Prisma.sql`
      insert into run_revision (run_pk, revision, digest, key_id, received_at, record)
      select id, revision, digest, key_id, received_at, record from run where id in (${ids(corrected)})`,
    );
  }
  await writeRows(db, RUN, rows, "replace");
}

/** What an evaluation made of runs that were stored before. */
export async function updateRunStates(
  db: Db,
  rows: readonly { id: number; state: string; codes: readonly string[]; infra: string | null }[],
): Promise<void> {
  if (rows.length === 0) return;
  await execute(
    db,
    Prisma.sql`
    update run set state = t.state, codes = t.codes, infra = t.infra
    from json_to_recordset(${jsonRows(rows)}) as t(id bigint, state text, codes text[], infra text) where run.id = t.id`,
  );
}

/** A row of `run_skill`. */
export interface RunSkillRow {
  run_pk: number;
  ord: number;
  name: string;
  use: string;
  reported: string;
  version_id: string | null;
  epoch: number | null;
  how: string;
  /** As the run's, so that the newest runs of a skill are found by themselves. */
  at: string;
}

const RUN_SKILL: Table<RunSkillRow> = {
  name: "run_skill",
  key: ["run_pk", "ord"],
  columns: {
    run_pk: "bigint",
    ord: "int",
    name: "text",
    use: "text",
    reported: "text",
    version_id: "text",
    epoch: "int",
    how: "text",
    at: "timestamptz",
  },
};

/** Replaces what these runs declare; `known` are those that had rows before. */
export async function storeRunSkills(db: Db, rows: readonly RunSkillRow[], known: readonly number[]): Promise<void> {
  if (known.length > 0) await execute(db, Prisma.sql`delete from run_skill where run_pk in (${ids(known)})`);
  await writeRows(db, RUN_SKILL, rows, "fail");
  await noteObservers(db, [...new Set(rows.flatMap(({ run_pk, use }) => (use === "activated" ? run_pk : [])))]);
}

const VERDICT: Table<{ runPk: number } & SettledReview["verdicts"][number]> = {
  name: "verdict",
  key: ["runPk", "taskPk"],
  columns: {
    runPk: "bigint",
    taskPk: "bigint",
    judged: "int",
    passed: "int",
    complete: "boolean",
    missing: "text[]",
    reason: "text",
  },
};

const VERDICT_ENTRY: Table<{ runPk: number } & SettledReview["entries"][number]> = {
  name: "verdict_entry",
  key: ["runPk", "seq"],
  columns: {
    runPk: "bigint",
    seq: "int",
    taskPk: "bigint",
    criterionId: "text",
    pass: "boolean",
    evidence: "text",
    error: "text",
  },
};

/** Stores what reviews came to; of `corrected` ones nothing older stays. */
export async function storeReviews(
  db: Db,
  reviews: readonly SettledReview[],
  corrected: readonly number[],
): Promise<void> {
  if (corrected.length > 0) await execute(db, Prisma.sql`delete from verdict where run_pk in (${ids(corrected)})`);
  const again = [...corrected, ...reviews.map((review) => review.pk)];
  if (again.length > 0) await execute(db, Prisma.sql`delete from verdict_entry where run_pk in (${ids(again)})`);
  const verdicts = reviews.flatMap(({ pk, verdicts: given }) => given.map((verdict) => ({ runPk: pk, ...verdict })));
  await writeRows(db, VERDICT, verdicts, "replace");
  const entries = reviews.flatMap(({ pk, entries: given }) => given.map((entry) => ({ runPk: pk, ...entry })));
  await writeRows(db, VERDICT_ENTRY, entries, "fail");
}

/** A list for `in (…)`; never empty, because SQL has no empty list. */
export function ids(pks: readonly number[]): Prisma.Sql {
  return Prisma.sql`select value::bigint from json_array_elements_text(${JSON.stringify(pks)}::json)`;
}
