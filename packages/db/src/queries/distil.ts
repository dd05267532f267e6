import { DistilBudget, DistilState, type LedgerRow } from "@yardlet/core/distil";
import * as z from "zod";
import { clientOf, type Db } from "../client.ts";
import { fromJson, newId, toJson } from "./rows.ts";

/**
 * waiting, running: a job does it · done: it has a result and a row in the ledger · refused: the result says why there is none ·
 * unchanged: nothing is new since the one before.
 */
export const DistillationState = z.enum(["waiting", "running", "done", "refused", "unchanged"]);
export type DistillationState = z.infer<typeof DistillationState>;

const Count = z.int().min(0).default(0);

/** The packets that one was made from; `leftOut` counts tasks and posted packets that are older than the newest so many. */
export const DistilCounts = z.object({ experience: Count, failure: Count, simulated: Count, leftOut: Count });
export type DistilCounts = z.infer<typeof DistilCounts>;

/** What became of a proposal: the candidate that waits with it, or why there is none. */
export const DistilUpdate = z.object({
  proposalId: z.string(),
  candidateId: z.string().nullable(),
  title: z.string(),
  why: z.string(),
});
export type DistilUpdate = z.infer<typeof DistilUpdate>;

/** One run of the distiller. `scope` is `repo:<id>` or `skill:<id>`. */
export interface DistillationRow {
  id: string;
  scope: string;
  repoId: string | null;
  skillId: string | null;
  state: DistillationState;
  budget: DistilBudget;
  counts: DistilCounts;
  updates: DistilUpdate[];
  inputHash: string | null;
  /** Hashes of the blobs with the bytes of its files. */
  inputBlob: string | null;
  resultBlob: string | null;
  /** Of the input without its own id and the state of the scope. */
  basisHash: string | null;
  sameAsId: string | null;
  jobId: string | null;
  by: string;
  at: Date;
  finishedAt: Date | null;
}

/** Stores one that waits. Answers its id; undefined while another one of its scope waits. */
export async function insertDistillation(
  db: Db,
  input: Pick<DistillationRow, "scope" | "repoId" | "skillId" | "budget" | "by" | "at">,
): Promise<string | undefined> {
  const rows = await clientOf(db).$queryRaw<{ id: string }[]>`
    insert into distillation (id, scope, repo_id, skill_id, state, budget, by, at)
    values (${newId()}, ${input.scope}, ${input.repoId}, ${input.skillId}, 'waiting', ${JSON.stringify(input.budget)}::jsonb,
      ${input.by}, ${input.at})
    on conflict (scope) where state = 'waiting' do nothing returning id`;
  return rows[0]?.id;
}

export async function setDistillationJob(db: Db, id: string, jobId: string): Promise<void> {
  await clientOf(db).distillation.update({ where: { id }, data: { jobId } });
}

export async function findDistillation(db: Db, id: string): Promise<DistillationRow | undefined> {
  const row = await clientOf(db).distillation.findUnique({ where: { id } });
  return row ? distillationOf(row) : undefined;
}

/** The one of a scope that waits; its row stays locked until the transaction ends. */
export async function lockWaitingDistillation(db: Db, scope: string): Promise<DistillationRow | undefined> {
  const rows = await clientOf(db).$queryRaw<{ id: string }[]>`
    select id from distillation where scope = ${scope} and state = 'waiting' for update`;
  return rows[0] && findDistillation(db, rows[0].id);
}

/** Whether one is running; nobody ends it until the transaction does. */
export async function lockRunningDistillation(db: Db, id: string): Promise<boolean> {
  const rows = await clientOf(db).$queryRaw<unknown[]>`
    select 1 from distillation where id = ${id} and state = 'running' for update`;
  return rows.length > 0;
}

/** The newest one of a scope that has a result. */
export async function findLastDistillation(db: Db, scope: string): Promise<DistillationRow | undefined> {
  const row = await clientOf(db).distillation.findFirst({
    where: { scope, state: "done" },
    orderBy: [{ finishedAt: "desc" }, { id: "desc" }],
  });
  return row ? distillationOf(row) : undefined;
}

/** Newest first. */
export async function listDistillations(
  db: Db,
  query: { scope?: string; repoId?: string; limit: number },
): Promise<DistillationRow[]> {
  const { limit, ...where } = query;
  const rows = await clientOf(db).distillation.findMany({
    where,
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: limit,
  });
  return rows.map(distillationOf);
}

/** False when it has ended. */
export async function startDistillation(db: Db, id: string): Promise<boolean> {
  const done = await clientOf(db).distillation.updateMany({
    where: { id, state: { in: ["waiting", "running"] } },
    data: { state: "running" },
  });
  return done.count === 1;
}

/** Ends one, once: false when it has ended before. */
export async function endDistillation(
  db: Db,
  id: string,
  end: { state: Extract<DistillationState, "done" | "refused" | "unchanged">; at: Date } & Pick<
    DistillationRow,
    "counts"
  > &
    Partial<Pick<DistillationRow, "updates" | "inputHash" | "inputBlob" | "resultBlob" | "basisHash" | "sameAsId">>,
): Promise<boolean> {
  const { at, counts, updates = [], ...facts } = end;
  const done = await clientOf(db).distillation.updateMany({
    where: { id, state: "running" },
    data: { ...facts, counts: toJson(counts), updates: toJson(updates), finishedAt: at },
  });
  return done.count === 1;
}

/**
 * Repos of the team about which runs of builders or packets have come since they were last distilled. A run counts that had ended a week
 * before that at the most: what is imported from older times is distilled with what comes next.
 */
export async function listReposToDistil(db: Db): Promise<string[]> {
  const rows = await clientOf(db).$queryRaw<{ id: string }[]>`
    select p.id from repo p cross join lateral (
      select coalesce(max(d.at), '-infinity') as at from distillation d where d.repo_id = p.id and d.state <> 'waiting') last
    where p.archived_at is null and (
      exists (select 1 from run r where r.repo_id = p.id and r.role = 'builder' and r.ended_at is not null
        and r.received_at > last.at and r.at > last.at - interval '7 days')
      or exists (select 1 from packet k where k.repo_id = p.id and k.source = 'posted' and k.at > last.at))
    order by p.id`;
  return rows.map(({ id }) => id);
}

/** Makes those that write the lessons of one scope take turns until the transaction ends. */
export async function lockLessons(db: Db, scope: string): Promise<void> {
  await clientOf(db).$executeRaw`select pg_advisory_xact_lock(hashtextextended('lessons ' || ${scope}, 0))`;
}

/** A step of a scope's state, with where it stands. */
export interface StoredLedgerRow extends LedgerRow {
  scope: string;
  seq: number;
  distillationId: string;
  at: Date;
}

/** Appends a step; its number is the next one. To be called under `lockLessons`. */
export async function insertLedgerRow(db: Db, row: Omit<StoredLedgerRow, "seq">): Promise<void> {
  await clientOf(db).$executeRaw`
    insert into ledger (scope, seq, distillation_id, before, after, stored_ids, archived_ids, at)
    values (${row.scope}, (select coalesce(max(seq), 0) + 1 from ledger where scope = ${row.scope}), ${row.distillationId},
      ${JSON.stringify(row.state_before)}::jsonb, ${JSON.stringify(row.state_after)}::jsonb, ${row.stored_ids}, ${row.archived_ids},
      ${row.at})`;
}

/** Of all scopes or of one, newest first. */
export async function listLedgerRows(
  db: Db,
  query: { scope?: string; distillationId?: string; limit: number },
): Promise<StoredLedgerRow[]> {
  const { limit, ...where } = query;
  const rows = await clientOf(db).ledger.findMany({
    where,
    orderBy: [{ at: "desc" }, { scope: "asc" }, { seq: "desc" }],
    take: limit,
  });
  return rows.map(({ before, after, storedIds, archivedIds, ...facts }) => ({
    ...facts,
    state_before: fromJson(DistilState, before),
    state_after: fromJson(DistilState, after),
    stored_ids: storedIds,
    archived_ids: archivedIds,
  }));
}

type DistillationRecord = Omit<DistillationRow, "state" | "budget" | "counts" | "updates"> & {
  state: string;
  budget: unknown;
  counts: unknown;
  updates: unknown;
};

function distillationOf(row: DistillationRecord): DistillationRow {
  return {
    id: row.id,
    scope: row.scope,
    repoId: row.repoId,
    skillId: row.skillId,
    state: DistillationState.parse(row.state),
    budget: fromJson(DistilBudget, row.budget),
    counts: fromJson(DistilCounts, row.counts),
    updates: fromJson(z.array(DistilUpdate), row.updates),
    inputHash: row.inputHash,
    inputBlob: row.inputBlob,
    resultBlob: row.resultBlob,
    basisHash: row.basisHash,
    sameAsId: row.sameAsId,
    jobId: row.jobId,
    by: row.by,
    at: row.at,
    finishedAt: row.finishedAt,
  };
}
