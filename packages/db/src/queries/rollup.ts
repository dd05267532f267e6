import type { BetKey, CellChange, CellKey, RollKey, RollSums, RollupChanges, VersionKey } from "@yardlet/core/score";
import * as z from "zod";
import type { Db } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import { ids } from "./evidence.ts";
import { execute, jsonRows, readJson, selectJson, timeText } from "./json.ts";

const StoredUnit = z.object({
  pk: z.number(),
  repoId: z.string(),
  kind: z.string(),
  intent: z.string(),
  value: z.object({
    included: z.boolean(),
    reason: z.string().nullable(),
    u: z.number().nullable(),
    review: z.number().nullable(),
    firstTry: z.number().nullable(),
    retry: z.number().nullable(),
    endedAt: z.string().nullable(),
  }),
  shares: z.array(z.object({ versionId: z.string(), epoch: z.number(), reason: z.string().nullable() })),
  digest: z.string(),
});
export type StoredUnit = z.infer<typeof StoredUnit>;

const UNIT = Prisma.sql`u.unit_id as pk, u.repo_id as "repoId", u.kind, u.intent, json_build_object('included', u.included, 'reason', u.reason,
  'u', u.u, 'review', u.review, 'firstTry', u.first_try, 'retry', u.retry, 'endedAt', ${timeText("u.ended_at")}) as value,
  coalesce((select json_agg(json_build_object('versionId', s.version_id, 'epoch', s.epoch, 'reason', s.reason) order by s.version_id, s.epoch)
    from unit_skill s where s.unit_id = u.unit_id), '[]') as shares, u.digest`;

/** Units as they count now. */
export function loadUnits(db: Db, pks: readonly number[]): Promise<StoredUnit[]> {
  return selectJson(db, StoredUnit, Prisma.sql`select ${UNIT} from unit_value u where u.unit_id in (${ids(pks)})`);
}

/** Every unit of a repo, in pages by number; for the audit. */
export function listUnits(db: Db, query: { repoId: string; after: number; limit: number }): Promise<StoredUnit[]> {
  return selectJson(
    db,
    StoredUnit,
    Prisma.sql`select ${UNIT} from unit_value u where u.repo_id = ${query.repoId} and u.unit_id > ${query.after} order by u.unit_id limit ${query.limit}`,
  );
}

/** A row of `unit_value`. */
export interface UnitRow {
  unit_id: number;
  repo_id: string;
  kind: string;
  intent: string;
  task: string;
  ended_at: string | null;
  included: boolean;
  reason: string | null;
  u: number | null;
  review: number | null;
  first_try: number | null;
  retry: number | null;
  reviews_used: number;
  digest: string;
}

/** Stores units and what they declare; `known` are those that had rows before. */
export async function storeUnits(
  db: Db,
  rows: readonly UnitRow[],
  shares: readonly { unit_id: number; version_id: string; epoch: number; reason: string | null }[],
  known: readonly number[],
): Promise<void> {
  if (known.length > 0) await execute(db, Prisma.sql`delete from unit_skill where unit_id in (${ids(known)})`);
  if (rows.length > 0) {
    await execute(
      db,
      Prisma.sql`
      insert into unit_value (unit_id, repo_id, kind, intent, task, ended_at, included, reason, u, review, first_try, retry, reviews_used, digest)
      select * from json_to_recordset(${jsonRows(rows)}) as t(unit_id bigint, repo_id text, kind text, intent text, task text, ended_at timestamptz,
        included boolean, reason text, u int, review int, first_try int, retry int, reviews_used int, digest text)
      on conflict (unit_id) do update set kind = excluded.kind, ended_at = excluded.ended_at, included = excluded.included, reason = excluded.reason,
        u = excluded.u, review = excluded.review, first_try = excluded.first_try, retry = excluded.retry,
        reviews_used = excluded.reviews_used, digest = excluded.digest`,
    );
  }
  if (shares.length === 0) return;
  await execute(
    db,
    Prisma.sql`
    insert into unit_skill (unit_id, version_id, epoch, reason)
    select * from json_to_recordset(${jsonRows(shares)}) as t(unit_id bigint, version_id text, epoch int, reason text)`,
  );
}

const Bet = z.object({
  versionId: z.string(),
  epoch: z.number(),
  repoId: z.string(),
  intent: z.string(),
  n: z.number(),
  sumU: z.number(),
});
/** In `returning` of an upsert: whether the row was updated. An inserted one has no older self that xmax could point at. */
const WAS_THERE = Prisma.sql`(xmax <> 0)`;

const Cell = Bet.extend({ kind: z.string() });

/** Adds to bets, and answers those that were there before as they stand now: a new one is its change. What comes to nothing is removed. */
export async function addBets(db: Db, changes: RollupChanges["bets"]): Promise<(BetKey & CellChange)[]> {
  if (changes.length === 0) return [];
  const after = await readJson(
    db,
    Bet,
    Prisma.sql`
    with done as (
      insert into skill_bet (version_id, epoch, repo_id, intent, n, sum_u)
      select * from json_to_recordset(${jsonRows(changes)}) as t("versionId" text, epoch int, "repoId" text, intent text, n int, "sumU" bigint)
      on conflict (version_id, epoch, repo_id, intent) do update set n = skill_bet.n + excluded.n, sum_u = skill_bet.sum_u + excluded.sum_u
      returning version_id as "versionId", epoch, repo_id as "repoId", intent, n, sum_u as "sumU", ${WAS_THERE} as was)
    select coalesce(json_agg(done), '[]')::text as rows from done where was`,
  );
  const empty = after.filter((row) => row.n === 0);
  if (empty.length > 0) {
    await execute(
      db,
      Prisma.sql`
      delete from skill_bet b using json_to_recordset(${jsonRows(empty)}) as t("versionId" text, epoch int, "repoId" text, intent text)
      where b.version_id = t."versionId" and b.epoch = t.epoch and b.repo_id = t."repoId" and b.intent = t.intent`,
    );
  }
  return after;
}

/** As `addBets`, for cells. */
export async function addCells(db: Db, changes: RollupChanges["cells"]): Promise<(CellKey & CellChange)[]> {
  if (changes.length === 0) return [];
  const after = await readJson(
    db,
    Cell,
    Prisma.sql`
    with done as (
      insert into skill_cell (version_id, epoch, repo_id, kind, intent, n, sum_u)
      select * from json_to_recordset(${jsonRows(changes)}) as t("versionId" text, epoch int, "repoId" text, kind text, intent text, n int, "sumU" bigint)
      on conflict (version_id, epoch, repo_id, kind, intent) do update set n = skill_cell.n + excluded.n, sum_u = skill_cell.sum_u + excluded.sum_u
      returning version_id as "versionId", epoch, repo_id as "repoId", kind, intent, n, sum_u as "sumU", ${WAS_THERE} as was)
    select coalesce(json_agg(done), '[]')::text as rows from done where was`,
  );
  const empty = after.filter((row) => row.n === 0);
  if (empty.length > 0) {
    await execute(
      db,
      Prisma.sql`
      delete from skill_cell c using json_to_recordset(${jsonRows(empty)}) as t("versionId" text, epoch int, "repoId" text, kind text, intent text)
      where c.version_id = t."versionId" and c.epoch = t.epoch and c.repo_id = t."repoId" and c.kind = t.kind and c.intent = t.intent`,
    );
  }
  return after;
}

export async function addStrata(
  db: Db,
  rows: readonly (RollKey & { kind: string; n: number; x: number })[],
): Promise<void> {
  if (rows.length === 0) return;
  await execute(
    db,
    Prisma.sql`
    insert into skill_stratum (version_id, epoch, repo_id, kind, n, x)
    select * from json_to_recordset(${jsonRows(rows)}) as t("versionId" text, epoch int, "repoId" text, kind text, n int, x bigint)
    on conflict (version_id, epoch, repo_id, kind) do update set n = skill_stratum.n + excluded.n, x = skill_stratum.x + excluded.x`,
  );
}

export async function addRolls(db: Db, rows: readonly (RollKey & { sums: RollSums })[]): Promise<void> {
  if (rows.length === 0) return;
  const flat = rows.map(({ sums: { l, ...sums }, ...key }) => ({ ...key, ...sums, l1: l[0], l2: l[1], l3: l[2] }));
  await execute(
    db,
    Prisma.sql`
    insert into skill_roll (version_id, epoch, repo_id, units, intents, sum_u, l1, l2, l3, n_review, sum_review, sum_first, sum_retry)
    select * from json_to_recordset(${jsonRows(flat)}) as t("versionId" text, epoch int, "repoId" text, units int, intents int, "sumU" bigint,
      l1 bigint, l2 bigint, l3 bigint, "nReview" int, "sumReview" bigint, "sumFirst" bigint, "sumRetry" bigint)
    on conflict (version_id, epoch, repo_id) do update set units = skill_roll.units + excluded.units, intents = skill_roll.intents + excluded.intents,
      sum_u = skill_roll.sum_u + excluded.sum_u, l1 = skill_roll.l1 + excluded.l1, l2 = skill_roll.l2 + excluded.l2, l3 = skill_roll.l3 + excluded.l3,
      n_review = skill_roll.n_review + excluded.n_review, sum_review = skill_roll.sum_review + excluded.sum_review,
      sum_first = skill_roll.sum_first + excluded.sum_first, sum_retry = skill_roll.sum_retry + excluded.sum_retry`,
  );
}

export async function addExcluded(db: Db, rows: RollupChanges["excluded"]): Promise<void> {
  if (rows.length === 0) return;
  await execute(
    db,
    Prisma.sql`
    insert into skill_excluded (version_id, epoch, repo_id, reason, n)
    select * from json_to_recordset(${jsonRows(rows)}) as t("versionId" text, epoch int, "repoId" text, reason text, n int)
    on conflict (version_id, epoch, repo_id, reason) do update set n = skill_excluded.n + excluded.n`,
  );
}

/** Weeks of a version are shared by repos, so they come last and in the order of their keys: no two writers wait for each other. */
export async function addWeeks(db: Db, changes: Pick<RollupChanges, "weeks" | "repoWeeks">): Promise<void> {
  if (changes.repoWeeks.length > 0) {
    await execute(
      db,
      Prisma.sql`
      insert into repo_week (repo_id, week, units, first_try, reviewed, sum_review)
      select * from json_to_recordset(${jsonRows(changes.repoWeeks)}) as t("repoId" text, week date, units int, "firstTry" int, reviewed int, "sumReview" bigint)
      on conflict (repo_id, week) do update set units = repo_week.units + excluded.units, first_try = repo_week.first_try + excluded.first_try,
        reviewed = repo_week.reviewed + excluded.reviewed, sum_review = repo_week.sum_review + excluded.sum_review`,
    );
  }
  if (changes.weeks.length === 0) return;
  await execute(
    db,
    Prisma.sql`
    insert into skill_week (version_id, epoch, week, units, sum_u)
    select * from json_to_recordset(${jsonRows(changes.weeks)}) as t("versionId" text, epoch int, week date, units int, "sumU" bigint)
    order by 1, 2, 3
    on conflict (version_id, epoch, week) do update set units = skill_week.units + excluded.units, sum_u = skill_week.sum_u + excluded.sum_u`,
  );
}

/** Marks versions as due for a decision. */
export async function markScoreDue(db: Db, versions: readonly VersionKey[]): Promise<void> {
  if (versions.length === 0) return;
  await execute(
    db,
    Prisma.sql`
    insert into score_due (version_id, epoch)
    select * from json_to_recordset(${jsonRows(versions)}) as t("versionId" text, epoch int) order by 1, 2
    on conflict do nothing`,
  );
}
