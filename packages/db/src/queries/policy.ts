import { logFactor, ScorePolicy } from "@yardlet/core/score";
import * as z from "zod";
import { clientOf, type Db } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import { execute, jsonRows, readJson, selectJson } from "./json.ts";
import { fromJson, toJson } from "./rows.ts";

/** How scores are judged, as one version of the policy says. */
export interface PolicyRow {
  version: number;
  policy: ScorePolicy;
  note: string;
  by: string;
  at: Date;
}

/**
 * The policy in force: the newest version. Values of tasks and the sums made from them are stored as the policy in force made them:
 * whoever writes another one counts again, in the same go, what depends on what has changed; the recount tells of what was left.
 */
export async function getPolicy(db: Db): Promise<PolicyRow> {
  const row = await clientOf(db).policy.findFirstOrThrow({ orderBy: { version: "desc" } });
  return policyOf(row);
}

/** The newest versions of the policy, newest first. */
export async function listPolicies(db: Db, limit: number): Promise<PolicyRow[]> {
  const rows = await clientOf(db).policy.findMany({ orderBy: { version: "desc" }, take: limit });
  return rows.map(policyOf);
}

export async function insertPolicy(db: Db, row: PolicyRow): Promise<void> {
  await clientOf(db).policy.create({ data: { ...row, policy: toJson(row.policy) } });
}

function policyOf<Row extends { policy: unknown }>(row: Row): Omit<Row, "policy"> & { policy: ScorePolicy } {
  return { ...row, policy: fromJson(ScorePolicy, row.policy) };
}

/**
 * Until the transaction ends nobody stores evidence, and nobody else writes a policy; waits for those who are at it. Whoever stores
 * evidence holds the other side of this lock (`lockEvidence`).
 */
export async function lockPolicy(db: Db): Promise<void> {
  await readJson(
    db,
    z.unknown(),
    Prisma.sql`select '[]' as rows from (select pg_advisory_xact_lock(hashtextextended('policy', 0))) held`,
  );
}

const DistinctValue = z.object({ u: z.number() });

/** The value of an intent from its bet. */
const MEAN = Prisma.sql`(2 * b.sum_u + b.n) / (2 * b.n)`;

/**
 * Makes the coins of every version anew, from the values of its intents, for another floor. What each value does to a bettor's coins
 * is computed here and not by the database, so that it agrees with every other place to the last digit. Under `lockPolicy`.
 */
export async function recountCoins(db: Db, { floor, grid }: Pick<ScorePolicy, "floor" | "grid">): Promise<void> {
  const values = await selectJson(
    db,
    DistinctValue,
    Prisma.sql`select distinct ${MEAN} as u from skill_bet b where b.n > 0`,
  );
  const logs = values.map(({ u }) => {
    const [l1 = 0, l2 = 0, l3 = 0] = grid.map((share) => logFactor(u, floor, share));
    return { u, l1, l2, l3 };
  });
  await execute(
    db,
    Prisma.sql`
    with f as materialized (select * from json_to_recordset(${jsonRows(logs)}) as t(u bigint, l1 bigint, l2 bigint, l3 bigint)),
    s as (select b.version_id, b.epoch, b.repo_id, sum(f.l1) as l1, sum(f.l2) as l2, sum(f.l3) as l3
      from skill_bet b join f on f.u = ${MEAN} where b.n > 0 group by 1, 2, 3)
    update skill_roll r set l1 = s.l1, l2 = s.l2, l3 = s.l3 from s
    where r.version_id = s.version_id and r.epoch = s.epoch and r.repo_id = s.repo_id`,
  );
  await execute(
    db,
    Prisma.sql`
    update skill_total t set l1 = s.l1, l2 = s.l2, l3 = s.l3
    from (select version_id, epoch, sum(l1) as l1, sum(l2) as l2, sum(l3) as l3 from skill_roll group by 1, 2) s
    where t.version_id = s.version_id and t.epoch = s.epoch`,
  );
}
