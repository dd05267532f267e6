import type { VersionKey } from "@yardlet/core/score";
import type { PruneEvidence } from "@yardlet/core/version";
import * as z from "zod";
import type { Db } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import { execute, selectJson, timeText } from "./json.ts";

const place = { repo: z.string(), kind: z.string(), intent: z.string(), task: z.string() };
const none = { u: z.null(), review: z.null(), firstTry: z.null(), retry: z.null() };

const Evidence = z.object({
  unit: z.object({
    ...place,
    value: z.discriminatedUnion("included", [
      z.object({
        included: z.literal(true),
        reason: z.null(),
        u: z.number(),
        review: z.number().nullable(),
        firstTry: z.number(),
        retry: z.number(),
        reviewsUsed: z.number(),
        endedAt: z.string(),
      }),
      z.object({ included: z.literal(false), reason: z.string(), ...none, reviewsUsed: z.number() }),
    ]),
  }),
  arrivedAt: z.coerce.date(),
  sessions: z.array(z.string()),
}) satisfies z.ZodType<PruneEvidence>;

/**
 * Every unit that declares a version in an epoch, when the last of its runs and reviews arrived, and the sessions of those who
 * built it.
 */
export function loadPruneEvidence(db: Db, { versionId, epoch }: VersionKey): Promise<PruneEvidence[]> {
  return selectJson(
    db,
    Evidence,
    Prisma.sql`
    select json_build_object('repo', u.repo_id, 'kind', u.kind, 'intent', u.intent, 'task', u.task, 'value', case
        when u.included and s.reason is null then json_build_object('included', true, 'reason', null, 'u', u.u, 'review', u.review,
          'firstTry', u.first_try, 'retry', u.retry, 'reviewsUsed', u.reviews_used, 'endedAt', ${timeText("u.ended_at")})
        else json_build_object('included', false, 'reason', coalesce(s.reason, u.reason), 'u', null, 'review', null, 'firstTry', null,
          'retry', null, 'reviewsUsed', u.reviews_used) end) as unit,
      greatest(built.at, judged.at) as "arrivedAt", built.sessions
    from unit_skill s join unit_value u on u.unit_id = s.unit_id
    cross join lateral (select max(r.received_at) as at, coalesce(json_agg(distinct r.record->'agent'->>'session')
        filter (where r.role = 'builder' and r.record->'agent'->>'session' is not null), '[]') as sessions
      from run r where r.task_pk = s.unit_id) built
    cross join lateral (select max(r.received_at) as at from verdict v join run r on r.id = v.run_pk where v.task_pk = s.unit_id) judged
    where s.version_id = ${versionId} and s.epoch = ${epoch} and greatest(built.at, judged.at) is not null`,
  );
}

/** Makes those due whose prune waited for its evidence to cool off, and has waited long enough. Answers how many. */
export function markCooledOffDue(db: Db, now: Date): Promise<number> {
  return execute(
    db,
    Prisma.sql`
    insert into score_due (version_id, epoch)
    select distinct version_id, (details->>'epoch')::int from candidate
    where kind = 'prune' and state = 'open' and version_id is not null and details->>'epoch' is not null
      and (details->>'until')::timestamptz <= ${now} and (snoozed_until is null or snoozed_until <= ${now})
    on conflict do nothing`,
  );
}

/** Starts the evidence of a skill anew from `at` on, and answers the number of the epoch. */
export async function insertEpoch(db: Db, skillId: string, at: Date): Promise<number> {
  const rows = await selectJson(
    db,
    z.object({ epoch: z.number() }),
    Prisma.sql`select coalesce(max(epoch), 1) + 1 as epoch from skill_epoch where skill_id = ${skillId}`,
  );
  const epoch = rows[0]?.epoch ?? 2;
  await execute(
    db,
    Prisma.sql`insert into skill_epoch (skill_id, epoch, from_at) values (${skillId}, ${epoch}, ${at})`,
  );
  return epoch;
}
