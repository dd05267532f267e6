import { Comparison, ScoreAction, ScoreReason, Uplift, type ValuedUnit, type VersionKey } from "@yardlet/core/score";
import * as z from "zod";
import type { Db } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import { anyOf, jsonRows, selectJson, timeText } from "./json.ts";

const CountedUnit = z.object({
  repo: z.string(),
  kind: z.string(),
  intent: z.string(),
  task: z.string(),
  value: z.object({
    included: z.literal(true),
    reason: z.null(),
    u: z.number(),
    review: z.number().nullable(),
    firstTry: z.number(),
    retry: z.number(),
    reviewsUsed: z.number(),
    endedAt: z.string(),
  }),
}) satisfies z.ZodType<ValuedUnit>;

/** Every unit that counts for a version. */
export function loadCountedUnits(db: Db, { versionId, epoch }: VersionKey): Promise<ValuedUnit[]> {
  return selectJson(
    db,
    CountedUnit,
    Prisma.sql`
    select u.repo_id as repo, u.kind, u.intent, u.task, json_build_object('included', true, 'reason', null, 'u', u.u, 'review', u.review,
      'firstTry', u.first_try, 'retry', u.retry, 'reviewsUsed', u.reviews_used, 'endedAt', ${timeText("u.ended_at")}) as value
    from unit_skill s join unit_value u on u.unit_id = s.unit_id
    where s.version_id = ${versionId} and s.epoch = ${epoch} and s.reason is null and u.included`,
  );
}

const SeriesPoint = z.object({ versionId: z.string(), at: z.string(), u: z.number() });
export type SeriesPoint = z.infer<typeof SeriesPoint>;

/** The intents of the newest units of each version, in order of their end; `u` in millionths. */
export function loadSeries(db: Db, versions: readonly VersionKey[], newest: number): Promise<SeriesPoint[]> {
  return selectJson(
    db,
    SeriesPoint,
    Prisma.sql`
    select k."versionId", ${timeText("c.at")} as at, (2 * b.sum_u + b.n) / (2 * b.n) as u
    from json_to_recordset(${jsonRows(versions)}) as k("versionId" text, epoch int)
    cross join lateral (
      select u.repo_id, u.intent, max(u.ended_at) as at from (
        select s.unit_id from unit_skill s where s.version_id = k."versionId" and s.epoch = k.epoch and s.reason is null
        order by s.unit_id desc limit ${newest}) newest
      join unit_value u on u.unit_id = newest.unit_id where u.included group by 1, 2) c
    join skill_bet b on b.version_id = k."versionId" and b.epoch = k.epoch and b.repo_id = c.repo_id and b.intent = c.intent and b.n > 0
    order by c.at, c.intent, c.repo_id`,
  );
}

const Contribution = z.object({
  repoSlug: z.string(),
  intent: z.string(),
  task: z.string(),
  kind: z.string(),
  state: z.string().nullable(),
  attempts: z.number(),
  infraAttempts: z.number(),
  /** Criteria that independent, complete reviews judged, and those that passed; null where there is none. */
  judged: z.number().nullable(),
  passed: z.number().nullable(),
  reviews: z.number(),
  u: z.number().nullable(),
  /** Why it does not count; null where it does. */
  reason: z.string().nullable(),
  endedAt: z.string().nullable(),
});
/** A task that declares a version. `u` in millionths. */
export type Contribution = z.infer<typeof Contribution>;

/** Names a task where its row number must not be seen. */
export interface TaskPlace {
  repoId: string;
  intent: string;
  task: string;
}

/** The tasks that count for a version, or those that do not, newest first; `after` is the last one of the page above. */
export function listContributions(
  db: Db,
  query: VersionKey & { counted: boolean; after?: TaskPlace; limit: number },
): Promise<Contribution[]> {
  const { versionId, epoch, counted, after, limit } = query;
  const below = after
    ? Prisma.sql`and s.unit_id < (select id from task_outcome where repo_id = ${after.repoId} and intent = ${after.intent} and task = ${after.task})`
    : Prisma.empty;
  return selectJson(
    db,
    Contribution,
    Prisma.sql`
    select r.slug as "repoSlug", t.intent, t.task, t.kind, t.state, t.attempts, t.infra_attempts as "infraAttempts", v.judged, v.passed,
      u.reviews_used as reviews, case when p.reason is null then u.u end as u, p.reason, ${timeText("coalesce(u.ended_at, t.ended_at)")} as "endedAt"
    from (select s.unit_id, s.reason from unit_skill s where s.version_id = ${versionId} and s.epoch = ${epoch}
      and ${counted ? Prisma.sql`s.reason is null` : Prisma.sql`s.reason is not null`} ${below} order by s.unit_id desc limit ${limit}) p
    join unit_value u on u.unit_id = p.unit_id join task_outcome t on t.id = p.unit_id join repo r on r.id = t.repo_id
    left join lateral (select sum(judged)::int as judged, sum(passed)::int as passed from verdict
      where task_pk = p.unit_id and complete and reason is null having u.reviews_used > 0) v on true
    order by p.unit_id desc`,
  );
}

const VersionWeek = z.object({ versionId: z.string(), week: z.string(), units: z.number(), sumU: z.number() });
/** What one version was worth in one week, by its tasks; `week` is its Monday. */
export type VersionWeek = z.infer<typeof VersionWeek>;

/** Weeks of these versions from `since` on, in order. */
export function loadVersionWeeks(db: Db, versions: readonly VersionKey[], since: string): Promise<VersionWeek[]> {
  return selectJson(
    db,
    VersionWeek,
    Prisma.sql`
    select k."versionId", w.week, w.units, w.sum_u as "sumU"
    from json_to_recordset(${jsonRows(versions)}) as k("versionId" text, epoch int)
    join skill_week w on w.version_id = k."versionId" and w.epoch = k.epoch and w.week >= ${since}::date and w.units > 0
    order by 1, 2`,
  );
}

const RepoWeek = z.object({
  week: z.string(),
  units: z.number(),
  firstTry: z.number(),
  reviewed: z.number(),
  sumReview: z.number(),
});
/** What came of the tasks that ended in one week; `sumReview` in millionths over `reviewed` tasks. */
export type RepoWeek = z.infer<typeof RepoWeek>;

/** Weeks from `since` on, of one repo or of all together, in order. */
export function loadRepoWeeks(db: Db, query: { since: string; repoId?: string }): Promise<RepoWeek[]> {
  const only = query.repoId === undefined ? Prisma.empty : Prisma.sql`and repo_id = ${query.repoId}`;
  return selectJson(
    db,
    RepoWeek,
    Prisma.sql`
    select week, sum(units)::int as units, sum(first_try)::int as "firstTry", sum(reviewed)::int as reviewed, sum(sum_review)::bigint as "sumReview"
    from repo_week where week >= ${query.since}::date ${only} group by 1 having sum(units) > 0 order by 1`,
  );
}

const ScoreCell = z.object({
  versionId: z.string(),
  epoch: z.number(),
  repoId: z.string().nullable(),
  n: z.number(),
  x: z.number(),
});
/** Intents of a version in one repo or (null) in several together, and the sum of their values in millionths. */
export type ScoreCell = z.infer<typeof ScoreCell>;

/** What these versions count by version or by repo: tasks of every kind or of one, in every repo or in some. */
export function loadScoreCells(
  db: Db,
  query: { versionIds: readonly string[]; by: "version" | "repo"; kind?: string; repoIds?: readonly string[] },
): Promise<ScoreCell[]> {
  const { versionIds, by, kind, repoIds } = query;
  const whole = by === "version" && repoIds === undefined;
  const columns = whole ? Prisma.sql`version_id, epoch, null::text as repo_id` : Prisma.sql`version_id, epoch, repo_id`;
  const source =
    kind === undefined
      ? Prisma.sql`(select ${columns}, intents as n, sum_u as x from ${whole ? Prisma.sql`skill_total` : Prisma.sql`skill_roll`})`
      : Prisma.sql`(select ${columns}, n, x from ${whole ? Prisma.sql`skill_kind` : Prisma.sql`skill_stratum`} where kind = ${kind})`;
  const repo = by === "repo" ? Prisma.sql`c.repo_id` : Prisma.sql`null::text`;
  return selectJson(
    db,
    ScoreCell,
    Prisma.sql`
    select c.version_id as "versionId", c.epoch, ${repo} as "repoId", sum(c.n)::int as n, sum(c.x)::bigint as x
    from ${source} c where c.version_id = ${anyOf(versionIds)} and c.n > 0 ${amongRepos(repoIds)} group by 1, 2, 3`,
  );
}

const Column = z.object({ repoId: z.string(), n: z.number() });

/**
 * In which repos some versions have intents, and how many of them together. The versions stand in the condition itself: joined, they
 * would be planned for as if they were few, and sorted for where they are many.
 */
export async function loadColumns(
  db: Db,
  query: { versions: readonly VersionKey[]; kind?: string; repoIds?: readonly string[] },
): Promise<z.infer<typeof Column>[]> {
  const { versions, kind, repoIds } = query;
  const source =
    kind === undefined
      ? Prisma.sql`(select version_id, epoch, repo_id, intents as n from skill_roll)`
      : Prisma.sql`(select version_id, epoch, repo_id, n from skill_stratum where kind = ${kind})`;
  if (versions.length === 0) return [];
  const inEpochs = [...Map.groupBy(versions, ({ epoch }) => epoch)].map(
    ([epoch, own]) =>
      Prisma.sql`(c.epoch = ${epoch} and c.version_id = ${anyOf(own.map(({ versionId }) => versionId))})`,
  );
  return selectJson(
    db,
    Column,
    Prisma.sql`
    select c.repo_id as "repoId", sum(c.n)::int as n
    from ${source} c where (${Prisma.join(inEpochs, " or ")}) and c.n > 0 ${amongRepos(repoIds)} group by 1`,
  );
}

function amongRepos(repoIds: readonly string[] | undefined): Prisma.Sql {
  return repoIds === undefined ? Prisma.empty : Prisma.sql`and c.repo_id = ${anyOf(repoIds)}`;
}

const StandingHead = z.object({
  versionId: z.string(),
  epoch: z.number(),
  action: ScoreAction,
  reason: ScoreReason,
  decidedAt: z.coerce.date(),
  uplift: Uplift,
  against: Comparison.shape.against,
});
/** A standing without what it compared repo by repo. */
export type StandingHead = z.infer<typeof StandingHead>;

/**
 * What the policy last said of these versions, for lists. Whether an older version is better stands in the comparison, which is
 * large to read: only with `against`.
 */
export function listStandingHeads(
  db: Db,
  versionIds: readonly string[],
  { against = true }: { against?: boolean } = {},
): Promise<StandingHead[]> {
  return selectJson(
    db,
    StandingHead,
    Prisma.sql`
    select s.version_id as "versionId", s.epoch, s.action, s.reason, ${timeText("s.decided_at")} as "decidedAt", s.uplift,
      ${against ? Prisma.sql`s.comparison -> 'against'` : Prisma.sql`null::json`} as against
    from json_to_recordset(${jsonRows(versionIds.map((id) => ({ id })))}) as k(id text)
    join skill_standing s on s.version_id = k.id`,
  );
}

/** The kinds of task of which a version has evidence: from one to the next in their index, since there are few among many rows. */
export async function listEvidenceKinds(db: Db): Promise<string[]> {
  const rows = await selectJson(
    db,
    z.object({ kind: z.string() }),
    Prisma.sql`
    with recursive kinds as (
      (select kind from skill_stratum order by kind limit 1)
      union all
      select (select s.kind from skill_stratum s where s.kind > kinds.kind order by s.kind limit 1) from kinds where kinds.kind is not null)
    select kind from kinds where exists (select 1 from skill_stratum s where s.kind = kinds.kind and s.n > 0) order by 1`,
  );
  return rows.map(({ kind }) => kind);
}

const UnitDigest = z.object({
  repoId: z.string(),
  intent: z.string(),
  task: z.string(),
  digest: z.string().nullable(),
});
/** What a unit's evidence hashes to now; null where there is no such task any more. */
export type UnitDigest = z.infer<typeof UnitDigest>;

/** The digests of these units as they stand now, in the order asked for. */
export function findUnitDigests(db: Db, places: readonly TaskPlace[]): Promise<UnitDigest[]> {
  return selectJson(
    db,
    UnitDigest,
    Prisma.sql`
    select k."repoId", k.intent, k.task, u.digest
    from json_to_recordset(${jsonRows(places.map((place, ord) => ({ ...place, ord })))}) as k("repoId" text, intent text, task text, ord int)
    left join task_outcome t on t.repo_id = k."repoId" and t.intent = k.intent and t.task = k.task
    left join unit_value u on u.unit_id = t.id
    order by k.ord`,
  );
}

const Turned = z.object({
  versionId: z.string(),
  epoch: z.number(),
  action: ScoreAction.exclude(["keep"]),
  reason: ScoreReason,
  since: z.coerce.date(),
});
/** A version in force that the policy would not simply keep. */
export type Turned = z.infer<typeof Turned>;

/** Versions in force that the policy would flag, propose or prune, and since when. */
export function listTurned(db: Db): Promise<Turned[]> {
  return selectJson(
    db,
    Turned,
    Prisma.sql`
    select s.version_id as "versionId", s.epoch, s.action, s.reason, ${timeText("coalesce(r.at, s.decided_at)")} as since
    from skill_standing s join skill k on k.current_id = s.version_id left join receipt r on r.id = s.receipt_id
    where s.action <> 'keep' and k.absent_since is null`,
  );
}
