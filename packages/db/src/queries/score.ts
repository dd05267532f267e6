import {
  Comparison,
  ReceiptRow,
  ScoreDecision,
  Uplift,
  type ArmCounts,
  type RollSums,
  type VersionKey,
} from "@yardlet/core/score";
import * as z from "zod";
import { clientOf, type Db } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import { execute, jsonRows, selectJson, timeText } from "./json.ts";
import { fromJson, newId, toJson } from "./rows.ts";

const Roll = z.object({
  versionId: z.string(),
  epoch: z.number(),
  repoId: z.string().nullable(),
  units: z.number(),
  intents: z.number(),
  sumU: z.number(),
  l: z.array(z.number()),
  nReview: z.number(),
  sumReview: z.number(),
  sumFirst: z.number(),
  sumRetry: z.number(),
  excluded: z.record(z.string(), z.number()),
});

/** The sums of a version, in one repo or (null) in all of them, with how many units were excluded for which reason. */
export type RollRow = VersionKey & { repoId: string | null; excluded: Record<string, number> } & RollSums;

const ROLL_SUMS = Prisma.sql`sum(units)::int as units, sum(intents)::int as intents, sum(sum_u)::bigint as "sumU",
  json_build_array(sum(l1)::bigint, sum(l2)::bigint, sum(l3)::bigint) as l, sum(n_review)::int as "nReview",
  sum(sum_review)::bigint as "sumReview", sum(sum_first)::bigint as "sumFirst", sum(sum_retry)::bigint as "sumRetry"`;

const TOTALS = Prisma.sql`select version_id, epoch, null::text as repo, units, intents, sum_u as "sumU", json_build_array(l1, l2, l3) as l,
  n_review as "nReview", sum_review as "sumReview", sum_first as "sumFirst", sum_retry as "sumRetry"
  from skill_total join wanted on wanted.id = version_id`;

/** The sums of these versions in every epoch, over all repos or split by repo; of one repo alone where it is named. */
export function loadRolls(
  db: Db,
  query: { versionIds: readonly string[]; by: "version" | "repo"; repoId?: string },
): Promise<RollRow[]> {
  const repo = query.by === "repo" ? Prisma.sql`repo_id` : Prisma.sql`null::text`;
  const only = query.repoId === undefined ? Prisma.empty : Prisma.sql`where repo_id = ${query.repoId}`;
  return selectJson(
    db,
    Roll,
    Prisma.sql`
    with wanted as materialized (select id from json_to_recordset(${jsonRows(query.versionIds.map((id) => ({ id })))}) as t(id text)),
    sums as (${query.by === "version" && query.repoId === undefined ? TOTALS : Prisma.sql`select version_id, epoch, ${repo} as repo, ${ROLL_SUMS} from skill_roll join wanted on wanted.id = version_id ${only} group by 1, 2, 3`}),
    out as (select version_id, epoch, repo, json_object_agg(reason, n order by reason) as reasons from (
      select version_id, epoch, ${repo} as repo, reason, sum(n)::int as n from skill_excluded join wanted on wanted.id = version_id ${only}
      group by 1, 2, 3, 4 having sum(n) <> 0) e group by 1, 2, 3)
    select coalesce(s.version_id, o.version_id) as "versionId", coalesce(s.epoch, o.epoch) as epoch, coalesce(s.repo, o.repo) as "repoId",
      coalesce(s.units, 0) as units, coalesce(s.intents, 0) as intents, coalesce(s."sumU", 0) as "sumU", coalesce(s.l, '[0,0,0]') as l,
      coalesce(s."nReview", 0) as "nReview", coalesce(s."sumReview", 0) as "sumReview", coalesce(s."sumFirst", 0) as "sumFirst",
      coalesce(s."sumRetry", 0) as "sumRetry", coalesce(o.reasons, '{}') as excluded
    from sums s full join out o on o.version_id = s.version_id and o.epoch = s.epoch and o.repo is not distinct from s.repo
    order by 1, 2, 3`,
  );
}

const Arm = z.object({ repoId: z.string(), kind: z.string(), n: z.number(), x: z.number() });
const OtherArm = Arm.extend({ units: z.number(), reviewed: z.number() });

/** Both arms in one repo and kind; `others` counts the units of the arm without. */
export interface StratumArms {
  repoId: string;
  kind: string;
  arms: ArmCounts;
  others: { units: number; reviewed: number };
}

/** Both arms of a version by repo and kind: with it, from its rollup; without its skill since `from`, counted from the units. */
export async function loadArms(
  db: Db,
  version: VersionKey & { skillId: string; from: string },
): Promise<StratumArms[]> {
  const { versionId, epoch, skillId, from } = version;
  const mine = await selectJson(
    db,
    Arm,
    Prisma.sql`select repo_id as "repoId", kind, n, x from skill_stratum where version_id = ${versionId} and epoch = ${epoch} and n > 0`,
  );
  const others = await selectJson(
    db,
    OtherArm,
    Prisma.sql`
    select repo_id as "repoId", kind, count(*)::int as n, sum((2 * s + n) / (2 * n))::bigint as x, sum(n)::int as units,
      sum(reviewed)::int as reviewed from (
      select u.repo_id, u.kind, u.intent, count(*) as n, sum(u.u)::bigint as s, count(u.review) as reviewed from unit_value u where ${baselineOf(versionId, epoch, skillId, from)}
      group by 1, 2, 3) cells
    group by 1, 2`,
  );
  const without = new Map(others.map((arm) => [JSON.stringify([arm.repoId, arm.kind]), arm]));
  return mine.map(({ repoId, kind, n, x }) => {
    const key = JSON.stringify([repoId, kind]);
    const other = without.get(key);
    return {
      repoId,
      kind,
      arms: { key, n1: n, x1: x, n0: other?.n ?? 0, x0: other?.x ?? 0 },
      others: { units: other?.units ?? 0, reviewed: other?.reviewed ?? 0 },
    };
  });
}

/** The condition on units `u` that are work without the skill, beside work with the version. */
export function baselineOf(versionId: string, epoch: number, skillId: string, from: string): Prisma.Sql {
  return Prisma.sql`u.included and u.ended_at >= ${from}::timestamptz
    and (u.repo_id, u.kind) in (select repo_id, kind from skill_stratum where version_id = ${versionId} and epoch = ${epoch} and n > 0)
    and u.unit_id not in (select x.unit_id from unit_skill x where x.version_id in (select id from skill_version where skill_id = ${skillId}))`;
}

/** When the first unit that counts for a version ended; null while there is none. */
export async function firstEvidenceAt(db: Db, { versionId, epoch }: VersionKey): Promise<string | null> {
  const rows = await selectJson(
    db,
    z.object({ at: z.string().nullable() }),
    Prisma.sql`
    select ${timeText("min(u.ended_at)")} as at from unit_skill s join unit_value u on u.unit_id = s.unit_id
    where s.version_id = ${versionId} and s.epoch = ${epoch} and s.reason is null and u.included`,
  );
  return rows[0]?.at ?? null;
}

const RECEIPT_ROW = Prisma.sql`json_build_array(u.repo_id, u.kind, u.intent, u.task, coalesce(${timeText("u.ended_at")}, ''),
  case when u.included and why is null then u.u end, coalesce(why, u.reason), case when u.included and why is null then u.review end,
  case when u.included and why is null then u.first_try end, case when u.included and why is null then u.retry end, u.reviews_used, u.digest) as row`;

const RowHolder = z.object({ row: ReceiptRow });

/** Everything a receipt of this version is made from. */
export async function loadReceiptRows(
  db: Db,
  version: VersionKey & { skillId: string; from: string },
): Promise<{ units: ReceiptRow[]; baseline: ReceiptRow[] }> {
  const { versionId, epoch, skillId, from } = version;
  const units = await selectJson(
    db,
    RowHolder,
    Prisma.sql`
    select ${RECEIPT_ROW} from (select unit_id as id, reason as why from unit_skill where version_id = ${versionId} and epoch = ${epoch}) s
    join unit_value u on u.unit_id = s.id`,
  );
  const baseline = await selectJson(
    db,
    RowHolder,
    Prisma.sql`select ${RECEIPT_ROW} from unit_value u, (select null::text as why) w where ${baselineOf(versionId, epoch, skillId, from)}`,
  );
  return { units: units.map(({ row }) => row), baseline: baseline.map(({ row }) => row) };
}

/** Takes the versions that are longest due, for this transaction alone. */
export async function takeScoreDue(db: Db, query: { until: string; limit: number }): Promise<VersionKey[]> {
  const rows = await clientOf(db).$queryRaw`
    with taken as materialized (
      select version_id, epoch from score_due where since <= ${query.until}::timestamptz order by since, version_id, epoch limit ${query.limit} for update skip locked)
    delete from score_due d using taken t where d.version_id = t.version_id and d.epoch = t.epoch
    returning d.version_id as "versionId", d.epoch`;
  return z.array(z.object({ versionId: z.string(), epoch: z.number() })).parse(rows);
}

/** The time of the newest mark; null while nothing is due. */
export async function newestScoreDue(db: Db): Promise<string | null> {
  const [row] = await selectJson(
    db,
    z.object({ since: z.string().nullable() }),
    Prisma.sql`select ${timeText("max(since)")} as since from score_due`,
  );
  return row?.since ?? null;
}

/** Marks every version that has evidence as due: after a policy change, and every night, because baselines move too. */
export function markAllScoresDue(db: Db): Promise<number> {
  return execute(
    db,
    Prisma.sql`insert into score_due (version_id, epoch) select distinct version_id, epoch from skill_roll on conflict do nothing`,
  );
}

/** What the policy last said of a version. */
export interface StandingRow extends VersionKey {
  policy: number;
  decision: ScoreDecision;
  uplift: Uplift;
  comparison: Comparison;
  /** How many intents the version had when it was compared, and when that was. */
  comparedIntents: number;
  comparedAt: Date;
  inputsHash: string;
  decidedAt: Date;
  receiptId: string | null;
}

export async function listStandings(db: Db, versionIds: readonly string[]): Promise<StandingRow[]> {
  const rows = await clientOf(db).skillStanding.findMany({ where: { versionId: { in: [...versionIds] } } });
  return rows.map((row) => ({
    versionId: row.versionId,
    epoch: row.epoch,
    policy: row.policy,
    decision: fromJson(ScoreDecision, row.decision),
    uplift: fromJson(Uplift, row.uplift),
    comparison: fromJson(Comparison, row.comparison),
    comparedIntents: row.comparedIntents,
    comparedAt: row.comparedAt,
    inputsHash: row.inputsHash,
    decidedAt: row.decidedAt,
    receiptId: row.receiptId,
  }));
}

/** Stores what the policy says now. A standing without a receipt of its own keeps the one it had. */
export async function storeStanding(db: Db, { versionId, epoch, ...standing }: StandingRow): Promise<void> {
  const { receiptId, decision, uplift, comparison, ...rest } = standing;
  const data = {
    ...rest,
    action: decision.action,
    reason: decision.reason,
    decision: toJson(decision),
    uplift: toJson(uplift),
    comparison: toJson(comparison),
    ...(receiptId === null ? {} : { receiptId }),
  };
  await clientOf(db).skillStanding.upsert({
    where: { versionId_epoch: { versionId, epoch } },
    create: { versionId, epoch, ...data },
    update: data,
  });
}

/** Gives a standing the receipt of what was done because of it. */
export async function setStandingReceipt(db: Db, key: VersionKey, receiptId: string): Promise<void> {
  await clientOf(db).skillStanding.update({ where: { versionId_epoch: key }, data: { receiptId } });
}

/** A receipt without its inputs, which may be large. */
export interface ReceiptHead extends VersionKey {
  id: string;
  policy: number;
  formula: string;
  inputsHash: string;
  result: unknown;
  purpose: string;
  by: string;
  at: Date;
}

/** Stores a receipt; the same inputs give the receipt that is there already. `inputs` is gzipped text. */
export async function storeReceipt(
  db: Db,
  receipt: Omit<ReceiptHead, "id" | "at"> & { inputs: Uint8Array<ArrayBuffer>; at: Date },
): Promise<string> {
  const { versionId, epoch, inputsHash } = receipt;
  const known = await clientOf(db).receipt.findUnique({
    where: { versionId_epoch_inputsHash: { versionId, epoch, inputsHash } },
    select: { id: true },
  });
  if (known) return known.id;
  const id = newId();
  await clientOf(db).receipt.create({ data: { ...receipt, id, result: toJson(receipt.result) } });
  return id;
}

export async function findReceipt(
  db: Db,
  id: string,
): Promise<(ReceiptHead & { inputs: Uint8Array<ArrayBuffer> }) | undefined> {
  return (await clientOf(db).receipt.findUnique({ where: { id } })) ?? undefined;
}

/** The newest receipts of these versions, newest first. */
export async function listReceipts(db: Db, versionIds: readonly string[], limit: number): Promise<ReceiptHead[]> {
  return clientOf(db).receipt.findMany({
    where: { versionId: { in: [...versionIds] } },
    omit: { inputs: true },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: limit,
  });
}
