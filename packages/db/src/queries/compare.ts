import { Tier } from "@yardlet/core/library";
import { Uplift, type VersionKey } from "@yardlet/core/score";
import * as z from "zod";
import type { Db } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import { anyOf, jsonRows, selectJson } from "./json.ts";

const VersionRef = z.object({
  versionId: z.string(),
  number: z.number(),
  contentHash: z.string(),
  skillId: z.string(),
  home: z.string(),
  name: z.string(),
  inForce: z.boolean(),
});
/** A version with the skill that it is of. Home is "library" or a repo's id. */
export type VersionRef = z.infer<typeof VersionRef>;

/** These versions; those that are not there are left out. */
export function listVersionRefs(db: Db, versionIds: readonly string[]): Promise<VersionRef[]> {
  return selectJson(
    db,
    VersionRef,
    Prisma.sql`
    select v.id as "versionId", v.number, v.content_hash as "contentHash", s.id as "skillId", s.home, s.name,
      coalesce(s.current_id = v.id, false) as "inForce"
    from json_to_recordset(${jsonRows(versionIds.map((id) => ({ id })))}) as k(id text)
    join skill_version v on v.id = k.id join skill s on s.id = v.skill_id`,
  );
}

const SkillRef = VersionRef.extend({ tier: Tier, absent: z.boolean() });
/** A skill by its version in force. */
export type SkillRef = z.infer<typeof SkillRef>;

/** Every skill that has a version in force, by name and home, with no more than a comparison needs of it. */
export function listSkillRefs(db: Db): Promise<SkillRef[]> {
  return selectJson(
    db,
    SkillRef,
    Prisma.sql`
    select v.id as "versionId", v.number, v.content_hash as "contentHash", s.id as "skillId", s.home, s.name, true as "inForce", s.tier,
      s.absent_since is not null as absent
    from skill s join skill_version v on v.id = s.current_id order by s.name collate "C", s.home collate "C"`,
  );
}

const RepoSlug = z.object({ id: z.string(), slug: z.string() });

/** The ids and slugs of the repos that are not archived, by slug. */
export function listRepoSlugs(db: Db): Promise<z.infer<typeof RepoSlug>[]> {
  return selectJson(
    db,
    RepoSlug,
    Prisma.sql`select id, slug from repo where archived_at is null order by slug collate "C"`,
  );
}

const Place = z.object({
  name: z.string(),
  repoId: z.string(),
  lies: z.object({ home: z.string().nullable(), contentHash: z.string(), edited: z.boolean() }).nullable(),
  fork: z.boolean(),
  vetoed: z.boolean(),
  pruned: z.boolean(),
});
/** What is known of a skill's name in one repo: what lies there, and what people and the policy decided. */
export type Place = z.infer<typeof Place>;

interface PlaceQuery {
  names: readonly string[];
  repoIds?: readonly string[] | undefined;
  /** Ids of versions: what lies there in one of them is left out. */
  without?: readonly string[];
}

/** Where these names lie, are vetoed on the repo's page, or were pruned. What `yardlet.yaml` says stands in `listVetoTexts`. */
export function listPlaces(db: Db, query: PlaceQuery): Promise<Place[]> {
  return selectJson(
    db,
    Place,
    Prisma.sql`
    select p.name, p.repo_id as "repoId", bool_or(p.fork) as fork, bool_or(p.vetoed) as vetoed, bool_or(p.pruned) as pruned,
      case when bool_or(p.lies) then json_build_object('home', max(s.home), 'contentHash', max(p.hash), 'edited', bool_or(p.edited)) end as lies
    from (${placesOf(query)}) p left join skill_version v on v.id = p.version_id left join skill s on s.id = v.skill_id
    group by p.name, p.repo_id`,
  );
}

/** As `listPlaces`, where repos that stand alike to a name are one: a repo of them, and each repo that has a skill of that name itself. */
export function listKindsOfPlaces(db: Db, query: PlaceQuery): Promise<Place[]> {
  return selectJson(
    db,
    Place,
    Prisma.sql`
    select q.name, min(q.repo_id) as "repoId", q.fork, q.vetoed, q.pruned,
      case when q.lies then json_build_object('home', q.home, 'contentHash', q.hash, 'edited', q.edited) end as lies
    from (
      select p.name, p.repo_id, bool_or(p.fork) as fork, bool_or(p.vetoed) as vetoed, bool_or(p.pruned) as pruned,
        bool_or(p.lies) as lies, max(s.home) as home, max(p.hash) as hash, bool_or(p.edited) as edited
      from (${placesOf(query)}) p left join skill_version v on v.id = p.version_id left join skill s on s.id = v.skill_id
      group by p.name, p.repo_id) q
    left join skill own on own.home = q.repo_id and own.name = q.name
    group by q.name, own.home, q.fork, q.vetoed, q.pruned, q.lies, q.home, q.hash, q.edited`,
  );
}

/** Which of these names have a place anywhere: looked up name by name, since one place is enough. */
export async function listPlacedNames(db: Db, query: Omit<PlaceQuery, "without">): Promise<string[]> {
  const { names, repoIds } = query;
  const only = repoIds === undefined ? Prisma.empty : Prisma.sql`and e.repo_id = ${anyOf(repoIds)}`;
  const rows = await selectJson(
    db,
    z.object({ name: z.string() }),
    Prisma.sql`
    select k.name from json_to_recordset(${jsonRows(names.map((name) => ({ name })))}) as k(name text)
    where exists (select from equipped e where e.name = k.name and e.to_at is null ${only})
    union select p.name from (${decidedOf(query)}) p`,
  );
  return rows.map(({ name }) => name);
}

/** In which repos any of these names has a place. */
export async function listPlacedRepos(db: Db, query: PlaceQuery): Promise<string[]> {
  const rows = await selectJson(
    db,
    z.object({ repoId: z.string() }),
    Prisma.sql`select distinct p.repo_id as "repoId" from (${placesOf(query)}) p`,
  );
  return rows.map(({ repoId }) => repoId);
}

/** The repos in which tasks have ended, and with `placed` those in which a skill lies as well; of all or of some. */
export async function listRepoIdsInUse(
  db: Db,
  { placed, repoIds }: { placed: boolean; repoIds?: readonly string[] | undefined },
): Promise<string[]> {
  const only = repoIds === undefined ? Prisma.empty : Prisma.sql`and r.id = ${anyOf(repoIds)}`;
  const lies = placed
    ? Prisma.sql`or exists (select from equipped e where e.repo_id = r.id and e.to_at is null)`
    : Prisma.empty;
  const rows = await selectJson(
    db,
    z.object({ id: z.string() }),
    Prisma.sql`
    select r.id from repo r where r.archived_at is null ${only}
      and (exists (select from repo_week w where w.repo_id = r.id and w.units > 0) ${lies})`,
  );
  return rows.map(({ id }) => id);
}

function placesOf(query: PlaceQuery): Prisma.Sql {
  const { without = [] } = query;
  const others =
    without.length === 0 ? Prisma.empty : Prisma.sql`and (version_id is null or not version_id = ${anyOf(without)})`;
  return Prisma.sql`
    select name, repo_id, version_id, content_hash as hash, edited, true as lies, false as fork, false as vetoed, false as pruned
      from equipped where to_at is null and ${wanted(query, "name", "repo_id")} ${others}
    union all ${decidedOf(query)}`;
}

/** What people and the policy made of a name in a repo, in the columns of `placesOf`. */
function decidedOf(query: Omit<PlaceQuery, "without">): Prisma.Sql {
  const inRepo = wanted(query, "name", "repo_id");
  return Prisma.sql`
    select name, repo_id, null as version_id, null as hash, false as edited, false as lies, true as fork, false as vetoed, false as pruned
      from skill where forked_from is not null and repo_id is not null and absent_since is null and state = 'active' and ${inRepo}
    union all select name, repo_id, null, null, false, false, false, true, false
      from repo_choice where kind = 'skill' and choice = 'veto' and ${inRepo}
    union all select name, home, null, null, false, false, false, false, true
      from tombstone where kind = 'prune' and lifted_at is null and home <> 'library' and ${wanted(query, "name", "home")}`;
}

function wanted({ names, repoIds }: Omit<PlaceQuery, "without">, name: string, repo: string): Prisma.Sql {
  const named = Prisma.sql`${Prisma.raw(name)} = ${anyOf(names)}`;
  return repoIds === undefined ? named : Prisma.sql`${named} and ${Prisma.raw(repo)} = ${anyOf(repoIds)}`;
}

const VetoText = z.object({ repoId: z.string(), text: z.string() });

/** The `yardlet.yaml` of each repo whose text has the word, as the last sync read it. */
export function listVetoTexts(db: Db): Promise<z.infer<typeof VetoText>[]> {
  return selectJson(
    db,
    VetoText,
    Prisma.sql`
    select r.id as "repoId", s.config_text as text from repo r join repo_snapshot s on s.id = r.snapshot_id
    where s.config_text like '%veto%'`,
  );
}

const WorkRow = z.object({
  agent: z.string(),
  model: z.string().nullable(),
  repo: z.string(),
  kind: z.string(),
  n: z.number(),
  x: z.number(),
});

/** What agents and models did, by repo and kind: intents, and the sum of their values in millionths; in every repo or in one. */
export function loadWork(db: Db, query: { repoId?: string }): Promise<z.infer<typeof WorkRow>[]> {
  const only = query.repoId === undefined ? Prisma.empty : Prisma.sql`and repo_id = ${query.repoId}`;
  return selectJson(
    db,
    WorkRow,
    Prisma.sql`select agent, nullif(model, '') as model, repo_id as repo, kind, n, x from worker_stratum where n > 0 ${only}`,
  );
}

const WorkOf = z.object({ looked: z.number(), known: z.number(), strata: z.array(WorkRow) });

/** As `loadWork`, of the newest tasks that count for one version: how many were looked at, and in how many of them one agent is known. */
export async function loadWorkOf(
  db: Db,
  query: VersionKey & { newest: number; repoId?: string },
): Promise<z.infer<typeof WorkOf>> {
  const { versionId, epoch, newest, repoId } = query;
  const only = repoId === undefined ? Prisma.empty : Prisma.sql`and u.repo_id = ${repoId}`;
  const [work] = await selectJson(
    db,
    WorkOf,
    Prisma.sql`
    with newest as materialized (
      select u.* from (select unit_id from unit_skill where version_id = ${versionId} and epoch = ${epoch} and reason is null
        order by unit_id desc limit ${newest}) k
      join unit_value u on u.unit_id = k.unit_id where u.included ${only}),
    cells as materialized (
      select u.agent, u.model, u.repo_id, u.kind, u.intent, count(*)::int as n, sum(u.u)::bigint as s
      from newest u where u.agent is not null group by 1, 2, 3, 4, 5)
    select (select count(*)::int from newest) as looked, (select coalesce(sum(n), 0)::int from cells) as known,
      (select coalesce(json_agg(w), '[]') from (
        select agent, model, repo_id as repo, kind, count(*)::int as n, sum((2 * s + n) / (2 * n))::bigint as x
        from cells group by 1, 2, 3, 4) w) as strata`,
  );
  return work ?? { looked: 0, known: 0, strata: [] };
}

const UpliftCell = z.object({
  versionId: z.string(),
  epoch: z.number(),
  repoId: z.string(),
  uplift: Uplift,
});
/** One repo's part of what was compared for a version. */
export type UpliftCellRow = z.infer<typeof UpliftCell>;

/** What was compared in some repos, without reading the rest of each comparison out of the database. */
export function listUpliftCells(
  db: Db,
  { versionIds, repoIds }: { versionIds: readonly string[]; repoIds: readonly string[] },
): Promise<UpliftCellRow[]> {
  return selectJson(
    db,
    UpliftCell,
    Prisma.sql`
    select s.version_id as "versionId", s.epoch, r.repo as "repoId", r.uplift
    from json_to_recordset(${jsonRows(versionIds.map((id) => ({ id })))}) as k(id text)
    join skill_standing s on s.version_id = k.id
    cross join lateral jsonb_to_recordset(s.comparison -> 'repos') as r(repo text, uplift jsonb)
    where r.repo = ${anyOf(repoIds)}`,
  );
}
