import { Uplift, type VersionKey } from "@yardlet/core/score";
import * as z from "zod";
import type { Db } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import { jsonRows, selectJson } from "./json.ts";

const Evidence = z.object({
  versionId: z.string(),
  epoch: z.number(),
  /** Each value of an intent in millionths, and how many intents have it. */
  counted: z.array(z.tuple([z.number(), z.number()])),
  /** The values of the first intents, in the order in which they ended. */
  first: z.array(z.number()),
  uplift: Uplift.pick({ comparable: true, reason: true, rd: true, vetoLo: true }).nullable(),
});
export type WhatIfRow = z.infer<typeof Evidence>;

/** A version's tasks that are looked through for its first intents. */
const TASKS_AN_INTENT = 2;

/**
 * The intents of each version, as a what-if needs them; versions without any are left out. Their order is told of the first `replayed`
 * ones: all, or for a version with more than twice as many tasks those of its first tasks by arrival.
 */
export function loadWhatIfEvidence(
  db: Db,
  { versions, replayed }: { versions: readonly VersionKey[]; replayed: number },
): Promise<WhatIfRow[]> {
  return selectJson(
    db,
    Evidence,
    Prisma.sql`
    select k."versionId", k.epoch, c.counted, coalesce(f.first, '[]') as first,
      case when s.version_id is null then null else json_build_object('comparable', s.uplift -> 'comparable', 'reason', s.uplift -> 'reason',
        'rd', s.uplift -> 'rd', 'vetoLo', s.uplift -> 'vetoLo') end as uplift
    from json_to_recordset(${jsonRows(versions)}) as k("versionId" text, epoch int)
    cross join lateral (
      select json_agg(json_build_array(u, n) order by u) as counted from (
        select (2 * b.sum_u + b.n) / (2 * b.n) as u, count(*) as n from skill_bet b
        where b.version_id = k."versionId" and b.epoch = k.epoch and b.n > 0 group by 1) v) c
    left join lateral (
      select json_agg((2 * b.sum_u + b.n) / (2 * b.n) order by i.at, i.intent, i.repo_id) as first from (
        select u.repo_id, u.intent, max(u.ended_at) as at from (
          select x.unit_id from unit_skill x where x.version_id = k."versionId" and x.epoch = k.epoch and x.reason is null
          order by x.unit_id limit ${replayed * TASKS_AN_INTENT}) x
        join unit_value u on u.unit_id = x.unit_id where u.included group by 1, 2 order by 3, 2, 1 limit ${replayed}) i
      join skill_bet b on b.version_id = k."versionId" and b.epoch = k.epoch and b.repo_id = i.repo_id and b.intent = i.intent and b.n > 0) f on true
    left join skill_standing s on s.version_id = k."versionId" and s.epoch = k.epoch
    where c.counted is not null`,
  );
}
