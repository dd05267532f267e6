import {
  type BetKey,
  type CellChange,
  type CellKey,
  kindsOfStrata,
  type RollKey,
  type RollSums,
  type RollupChanges,
  totalsOf,
  type VersionKey,
  type WorkCellKey,
  type WorkKey,
} from "@yardlet/core/score";
import * as z from "zod";
import type { Db } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import { ids } from "./evidence.ts";
import { execute, readJson, selectJson, timeText } from "./json.ts";
import { deleteRows, insertStatement, type Table, writeRows } from "./table.ts";

const StoredUnit = z.object({
  pk: z.number(),
  repoId: z.string(),
  kind: z.string(),
  intent: z.string(),
  worker: z.object({ agent: z.string(), model: z.string().nullable() }).nullable(),
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

const UNIT = Prisma.sql`u.unit_id as pk, u.repo_id as "repoId", u.kind, u.intent,
  case when u.agent is not null then json_build_object('agent', u.agent, 'model', u.model) end as worker, json_build_object('included', u.included, 'reason', u.reason,
  'u', u.u, 'review', u.review, 'firstTry', u.first_try, 'retry', u.retry, 'endedAt', ${timeText("u.ended_at")}) as value,
  coalesce((select json_agg(json_build_object('versionId', s.version_id, 'epoch', s.epoch, 'reason', s.reason) order by s.version_id, s.epoch)
    from unit_skill s where s.unit_id = u.unit_id), '[]') as shares, u.digest`;

/** Units as they count now. */
export function loadUnits(db: Db, pks: readonly number[]): Promise<StoredUnit[]> {
  return selectJson(db, StoredUnit, Prisma.sql`select ${UNIT} from unit_value u where u.unit_id in (${ids(pks)})`);
}

/** A row of `unit_value`. */
export interface UnitRow {
  unit_id: number;
  repo_id: string;
  kind: string;
  intent: string;
  task: string;
  agent: string | null;
  model: string | null;
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

const UNIT_VALUE: Table<UnitRow> = {
  name: "unit_value",
  key: ["unit_id"],
  columns: {
    unit_id: "bigint",
    repo_id: "text",
    kind: "text",
    intent: "text",
    task: "text",
    agent: "text",
    model: "text",
    ended_at: "timestamptz",
    included: "boolean",
    reason: "text",
    u: "int",
    review: "int",
    first_try: "int",
    retry: "int",
    reviews_used: "int",
    digest: "text",
  },
};

/** A row of `unit_skill`. */
export interface UnitSkillRow {
  unit_id: number;
  version_id: string;
  epoch: number;
  reason: string | null;
}

const UNIT_SKILL: Table<UnitSkillRow> = {
  name: "unit_skill",
  key: ["unit_id", "version_id", "epoch"],
  columns: { unit_id: "bigint", version_id: "text", epoch: "int", reason: "text" },
};

/** Stores units and what they declare; `known` are those that had rows before. */
export async function storeUnits(
  db: Db,
  rows: readonly UnitRow[],
  shares: readonly UnitSkillRow[],
  known: readonly number[],
): Promise<void> {
  if (known.length > 0) await execute(db, Prisma.sql`delete from unit_skill where unit_id in (${ids(known)})`);
  await writeRows(db, UNIT_VALUE, rows, "replace");
  await writeRows(db, UNIT_SKILL, shares, "fail");
}

const VERSION = { versionId: "text", epoch: "int" } as const;

const SKILL_BET: Table<BetKey & CellChange> = {
  name: "skill_bet",
  key: ["versionId", "epoch", "repoId", "intent"],
  columns: { ...VERSION, repoId: "text", intent: "text", n: "int", sumU: "bigint" },
};

const SKILL_CELL: Table<CellKey & CellChange> = {
  name: "skill_cell",
  key: ["versionId", "epoch", "repoId", "kind", "intent"],
  columns: { ...VERSION, repoId: "text", kind: "text", intent: "text", n: "int", sumU: "bigint" },
};

const SKILL_STRATUM: Table<RollKey & { kind: string; n: number; x: number }> = {
  name: "skill_stratum",
  key: ["versionId", "epoch", "repoId", "kind"],
  columns: { ...VERSION, repoId: "text", kind: "text", n: "int", x: "bigint" },
};

type KindSums = VersionKey & { kind: string; n: number; x: number };

const SKILL_KIND: Table<KindSums> = {
  name: "skill_kind",
  key: ["versionId", "epoch", "kind"],
  columns: { ...VERSION, kind: "text", n: "int", x: "bigint" },
};

type FlatSums = Omit<RollSums, "l"> & { l1: number; l2: number; l3: number };

const SUMS = {
  units: "int",
  intents: "int",
  sumU: "bigint",
  l1: "bigint",
  l2: "bigint",
  l3: "bigint",
  nReview: "int",
  sumReview: "bigint",
  sumFirst: "bigint",
  sumRetry: "bigint",
} as const;

const SKILL_ROLL: Table<RollKey & FlatSums> = {
  name: "skill_roll",
  key: ["versionId", "epoch", "repoId"],
  columns: { ...VERSION, repoId: "text", ...SUMS },
};

const SKILL_TOTAL: Table<VersionKey & FlatSums> = {
  name: "skill_total",
  key: ["versionId", "epoch"],
  columns: { ...VERSION, ...SUMS },
};

const SKILL_EXCLUDED: Table<RollupChanges["excluded"][number]> = {
  name: "skill_excluded",
  key: ["versionId", "epoch", "repoId", "reason"],
  columns: { ...VERSION, repoId: "text", reason: "text", n: "int" },
};

const SKILL_WEEK: Table<RollupChanges["weeks"][number]> = {
  name: "skill_week",
  key: ["versionId", "epoch", "week"],
  columns: { ...VERSION, week: "date", units: "int", sumU: "bigint" },
};

const REPO_WEEK: Table<RollupChanges["repoWeeks"][number]> = {
  name: "repo_week",
  key: ["repoId", "week"],
  columns: { repoId: "text", week: "date", units: "int", firstTry: "int", reviewed: "int", sumReview: "bigint" },
};

const WORKER = { agent: "text", model: "text", repoId: "text", kind: "text" } as const;

const WORKER_CELL: Table<WorkCellKey & CellChange> = {
  name: "worker_cell",
  key: ["agent", "model", "repoId", "kind", "intent"],
  columns: { ...WORKER, intent: "text", n: "int", sumU: "bigint" },
};

const WORKER_STRATUM: Table<WorkKey & { n: number; x: number }> = {
  name: "worker_stratum",
  key: ["agent", "model", "repoId", "kind"],
  columns: { ...WORKER, n: "int", x: "bigint" },
};

const SCORE_DUE: Table<VersionKey> = { name: "score_due", key: ["versionId", "epoch"], columns: VERSION };

const Bet = z.object({
  versionId: z.string(),
  epoch: z.number(),
  repoId: z.string(),
  intent: z.string(),
  n: z.number(),
  sumU: z.number(),
});
const Cell = Bet.extend({ kind: z.string() });
const WorkCell = z.object({
  agent: z.string(),
  model: z.string(),
  repoId: z.string(),
  kind: z.string(),
  intent: z.string(),
  n: z.number(),
  sumU: z.number(),
});

/** In `returning` of an upsert: whether the row was updated. An inserted one has no older self that xmax could point at. */
const WAS_THERE = Prisma.sql`(xmax <> 0)`;

/** Adds to bets, and answers those that were there before as they stand now: a new one is its change. What comes to nothing is removed. */
export async function addBets(db: Db, changes: RollupChanges["bets"]): Promise<(BetKey & CellChange)[]> {
  if (changes.length === 0) return [];
  const after = await readJson(
    db,
    Bet,
    Prisma.sql`
    with done as (${insertStatement(SKILL_BET, changes, "add")}
      returning version_id as "versionId", epoch, repo_id as "repoId", intent, n, sum_u as "sumU", ${WAS_THERE} as was)
    select coalesce(json_agg(done), '[]')::text as rows from done where was`,
  );
  await deleteRows(db, SKILL_BET, after.filter(isEmpty));
  return after;
}

/** As `addBets`, for cells. */
export async function addCells(db: Db, changes: RollupChanges["cells"]): Promise<(CellKey & CellChange)[]> {
  if (changes.length === 0) return [];
  const after = await readJson(
    db,
    Cell,
    Prisma.sql`
    with done as (${insertStatement(SKILL_CELL, changes, "add")}
      returning version_id as "versionId", epoch, repo_id as "repoId", kind, intent, n, sum_u as "sumU", ${WAS_THERE} as was)
    select coalesce(json_agg(done), '[]')::text as rows from done where was`,
  );
  await deleteRows(db, SKILL_CELL, after.filter(isEmpty));
  return after;
}

/** As `addBets`, for the work of agents and models. */
export async function addWorkCells(db: Db, changes: RollupChanges["work"]): Promise<(WorkCellKey & CellChange)[]> {
  if (changes.length === 0) return [];
  const after = await readJson(
    db,
    WorkCell,
    Prisma.sql`
    with done as (${insertStatement(WORKER_CELL, changes, "add")}
      returning agent, model, repo_id as "repoId", kind, intent, n, sum_u as "sumU", ${WAS_THERE} as was)
    select coalesce(json_agg(done), '[]')::text as rows from done where was`,
  );
  await deleteRows(db, WORKER_CELL, after.filter(isEmpty));
  return after;
}

export function addWorkStrata(db: Db, rows: readonly (WorkKey & { n: number; x: number })[]): Promise<void> {
  return writeRows(db, WORKER_STRATUM, rows, "add");
}

function isEmpty({ n }: CellChange): boolean {
  return n === 0;
}

export function addStrata(db: Db, rows: readonly (RollKey & { kind: string; n: number; x: number })[]): Promise<void> {
  return writeRows(db, SKILL_STRATUM, rows, "add");
}

export function addRolls(db: Db, rows: readonly (RollKey & { sums: RollSums })[]): Promise<void> {
  const flat = rows.map(({ versionId, epoch, repoId, sums }) => ({ versionId, epoch, repoId, ...flatten(sums) }));
  return writeRows(db, SKILL_ROLL, flat, "add");
}

function flatten({ l: [l1 = 0, l2 = 0, l3 = 0], ...sums }: RollSums): FlatSums {
  return { ...sums, l1, l2, l3 };
}

export function addExcluded(db: Db, rows: RollupChanges["excluded"]): Promise<void> {
  return writeRows(db, SKILL_EXCLUDED, rows, "add");
}

/**
 * What the repos of a version share: its weeks, its kinds and its total. They come last and in the order of their keys, so that no
 * two writers wait for each other.
 */
export async function addShared(
  db: Db,
  changes: Pick<RollupChanges, "weeks" | "repoWeeks" | "rolls"> & { strata: readonly KindSums[] },
): Promise<void> {
  await writeRows(db, REPO_WEEK, changes.repoWeeks, "add");
  await writeRows(db, SKILL_WEEK, changes.weeks, "add");
  await writeRows(db, SKILL_KIND, kindsOfStrata(changes.strata), "add");
  const totals = totalsOf(changes.rolls).map(({ versionId, epoch, sums }) => ({ versionId, epoch, ...flatten(sums) }));
  await writeRows(db, SKILL_TOTAL, totals, "add");
}

/** Marks versions as due for a decision; sorted, for the same reason. */
export async function markScoreDue(db: Db, versions: readonly VersionKey[]): Promise<void> {
  const unique = new Map(
    versions.map(({ versionId, epoch }) => [JSON.stringify([versionId, epoch]), { versionId, epoch }]),
  );
  await writeRows(
    db,
    SCORE_DUE,
    [...unique].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, key]) => key),
    "keep",
  );
}
