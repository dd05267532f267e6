import * as z from "zod";
import { clientOf, type Database, type Db, inSnapshot } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import { selectJson } from "./json.ts";
import { fromJson, newId, toJson } from "./rows.ts";

/** A row of a rollup that is not what its rows come to. */
export const RollupDifference = z.object({
  table: z.string(),
  key: z.string(),
  stored: z.string(),
  counted: z.string(),
});
export type RollupDifference = z.infer<typeof RollupDifference>;

/** The most differences of one table that are told; one is enough for an alarm. */
const TOLD = 20;

const COUNTED = Prisma.sql`select s.version_id, s.epoch, u.repo_id, u.kind, u.intent, u.u, u.review, u.first_try, u.retry,
    (date_trunc('week', u.ended_at at time zone 'UTC'))::date as week
  from unit_skill s join unit_value u on u.unit_id = s.unit_id where s.reason is null and u.included`;

/** Each rollup, its key, its columns, and how its rows are counted from units. All are integers, so they agree exactly or not at all. */
const ROLLUPS = [
  {
    table: "skill_bet",
    key: ["version_id", "epoch", "repo_id", "intent"],
    columns: ["n", "sum_u"],
    counted: Prisma.sql`select version_id, epoch, repo_id, intent, count(*) as n, sum(u) as sum_u from (${COUNTED}) c group by 1, 2, 3, 4`,
  },
  {
    table: "skill_cell",
    key: ["version_id", "epoch", "repo_id", "kind", "intent"],
    columns: ["n", "sum_u"],
    counted: Prisma.sql`select version_id, epoch, repo_id, kind, intent, count(*) as n, sum(u) as sum_u from (${COUNTED}) c group by 1, 2, 3, 4, 5`,
  },
  {
    table: "skill_stratum",
    key: ["version_id", "epoch", "repo_id", "kind"],
    columns: ["n", "x"],
    counted: Prisma.sql`select version_id, epoch, repo_id, kind, count(*) as n, sum((2 * s + n) / (2 * n)) as x from (
      select version_id, epoch, repo_id, kind, intent, count(*) as n, sum(u)::bigint as s from (${COUNTED}) c group by 1, 2, 3, 4, 5) cells group by 1, 2, 3, 4`,
  },
  {
    table: "skill_roll",
    key: ["version_id", "epoch", "repo_id"],
    columns: ["units", "n_review", "sum_review", "sum_first", "sum_retry"],
    counted: Prisma.sql`select version_id, epoch, repo_id, count(*) as units, count(review) as n_review, coalesce(sum(review), 0) as sum_review,
      sum(first_try) as sum_first, sum(retry) as sum_retry from (${COUNTED}) c group by 1, 2, 3`,
  },
  {
    table: "skill_total",
    key: ["version_id", "epoch"],
    columns: ["units", "intents", "sum_u", "l1", "l2", "l3", "n_review", "sum_review", "sum_first", "sum_retry"],
    counted: Prisma.sql`select version_id, epoch, sum(units) as units, sum(intents) as intents, sum(sum_u) as sum_u, sum(l1) as l1, sum(l2) as l2,
      sum(l3) as l3, sum(n_review) as n_review, sum(sum_review) as sum_review, sum(sum_first) as sum_first, sum(sum_retry) as sum_retry
      from skill_roll group by 1, 2`,
  },
  {
    table: "skill_kind",
    key: ["version_id", "epoch", "kind"],
    columns: ["n", "x"],
    counted: Prisma.sql`select version_id, epoch, kind, sum(n) as n, sum(x) as x from skill_stratum group by 1, 2, 3`,
  },
  {
    table: "skill_excluded",
    key: ["version_id", "epoch", "repo_id", "reason"],
    columns: ["n"],
    counted: Prisma.sql`select s.version_id, s.epoch, u.repo_id, coalesce(s.reason, u.reason) as reason, count(*) as n
      from unit_skill s join unit_value u on u.unit_id = s.unit_id where s.reason is not null or not u.included group by 1, 2, 3, 4`,
  },
  {
    table: "skill_week",
    key: ["version_id", "epoch", "week"],
    columns: ["units", "sum_u"],
    counted: Prisma.sql`select version_id, epoch, week, count(*) as units, sum(u) as sum_u from (${COUNTED}) c group by 1, 2, 3`,
  },
  {
    table: "repo_week",
    key: ["repo_id", "week"],
    columns: ["units", "first_try", "reviewed", "sum_review"],
    counted: Prisma.sql`select repo_id, (date_trunc('week', ended_at at time zone 'UTC'))::date as week, count(*) as units,
      count(*) filter (where first_try > 0) as first_try, count(review) as reviewed, coalesce(sum(review), 0) as sum_review
      from unit_value where included group by 1, 2`,
  },
  {
    table: "worker_cell",
    key: ["agent", "model", "repo_id", "kind", "intent"],
    columns: ["n", "sum_u"],
    counted: Prisma.sql`select agent, coalesce(model, '') as model, repo_id, kind, intent, count(*) as n, sum(u) as sum_u
      from unit_value where included and agent is not null group by 1, 2, 3, 4, 5`,
  },
  {
    table: "worker_stratum",
    key: ["agent", "model", "repo_id", "kind"],
    columns: ["n", "x"],
    counted: Prisma.sql`select agent, model, repo_id, kind, count(*) as n, sum((2 * sum_u + n) / (2 * n)) as x from worker_cell where n > 0 group by 1, 2, 3, 4`,
  },
] as const satisfies readonly {
  table: string;
  key: readonly string[];
  columns: readonly string[];
  counted: Prisma.Sql;
}[];

/** A version's bets by their value, in one repo: what its `intents`, `sum_u` and log sums are made from. */
const BetValue = z.object({
  versionId: z.string(),
  epoch: z.number(),
  repoId: z.string(),
  u: z.number(),
  n: z.number(),
});
export type BetValue = z.infer<typeof BetValue>;

const StoredLogs = z.object({
  versionId: z.string(),
  epoch: z.number(),
  repoId: z.string(),
  intents: z.number(),
  sumU: z.number(),
  l: z.array(z.number()),
});
export type StoredLogs = z.infer<typeof StoredLogs>;

export interface Recount {
  rows: number;
  differences: RollupDifference[];
  bets: BetValue[];
  logs: StoredLogs[];
}

/** Counts every rollup from its rows, at one moment and without holding anybody up. */
export function recountRollups(db: Database): Promise<Recount> {
  return inSnapshot(db, async (tx) => {
    const differences: RollupDifference[] = [];
    for (const rollup of ROLLUPS) differences.push(...(await compare(tx, rollup)));
    const [{ rows } = { rows: 0 }] = await selectJson(
      tx,
      z.object({ rows: z.number() }),
      Prisma.sql`select (select count(*) from unit_value) + (select count(*) from unit_skill) as rows`,
    );
    const bets = await selectJson(
      tx,
      BetValue,
      Prisma.sql`select version_id as "versionId", epoch, repo_id as "repoId", (2 * sum_u + n) / (2 * n) as u, count(*)::int as n
        from skill_bet where n > 0 group by 1, 2, 3, 4`,
    );
    const logs = await selectJson(
      tx,
      StoredLogs,
      Prisma.sql`select version_id as "versionId", epoch, repo_id as "repoId", intents, sum_u as "sumU", json_build_array(l1, l2, l3) as l from skill_roll`,
    );
    return { rows, differences, bets, logs };
  });
}

/** The whole join comes first: asked for twenty rows of it, the database would plan as if it met them soon. */
function compare(tx: Db, rollup: (typeof ROLLUPS)[number]): Promise<RollupDifference[]> {
  const list = (names: readonly string[], from: string) =>
    Prisma.raw(names.map((name) => `${from}.${name}`).join(", "));
  const { key, columns } = rollup;
  const differs = columns.map((name) => `coalesce(s.${name}, 0) <> coalesce(c.${name}, 0)`);
  return selectJson(
    tx,
    RollupDifference,
    Prisma.sql`
    with found as materialized (
      select ${rollup.table} as "table",
        concat_ws(' ', ${Prisma.raw(key.map((name) => `coalesce(s.${name}::text, c.${name}::text)`).join(", "))}) as key,
        json_build_array(${list(columns, "s")})::text as stored, json_build_array(${list(columns, "c")})::text as counted
      from ${Prisma.raw(rollup.table)} s full join (${rollup.counted}) c
        on ${Prisma.raw(key.map((name) => `s.${name} = c.${name}`).join(" and "))}
      where ${Prisma.raw(differs.join(" or "))})
    select * from found limit ${TOLD}`,
  );
}

/** One recount, as the overview shows it. */
export interface ScoreAuditRow {
  id: string;
  startedAt: Date;
  ms: number;
  rows: number;
  differences: RollupDifference[];
  by: string;
}

export async function recordScoreAudit(db: Db, audit: Omit<ScoreAuditRow, "id">): Promise<void> {
  await clientOf(db).scoreAudit.create({ data: { ...audit, id: newId(), differences: toJson(audit.differences) } });
}

/** The newest recount; undefined before the first. */
export async function lastScoreAudit(db: Db): Promise<ScoreAuditRow | undefined> {
  const row = await clientOf(db).scoreAudit.findFirst({ orderBy: [{ startedAt: "desc" }, { id: "desc" }] });
  return row ? { ...row, differences: fromJson(z.array(RollupDifference), row.differences) } : undefined;
}
