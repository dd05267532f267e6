import { type KnownVersion, type ObservedVersion, ResultPhase } from "@yardlet/core/run";
import * as z from "zod";
import type { Db } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import { jsonRows, selectJson, timeText, execute } from "./json.ts";

const Version = z.object({
  home: z.string(),
  name: z.string(),
  skillId: z.string(),
  versionId: z.string(),
  number: z.number(),
  contentHash: z.string(),
  treeHash: z.string(),
}) satisfies z.ZodType<KnownVersion>;

const VERSION = Prisma.sql`s.home, s.name, s.id as "skillId", v.id as "versionId", v.number, v.content_hash as "contentHash", v.tree_hash as "treeHash"`;

/** Every version that one of these names may mean: the library's, and those of skills at home in a repo. */
export function findNamedVersions(db: Db, names: readonly string[]): Promise<KnownVersion[]> {
  return selectJson(
    db,
    Version,
    Prisma.sql`
    select ${VERSION} from json_to_recordset(${jsonRows(names.map((name) => ({ name })))}) as n(name text)
    join skill s on s.name = n.name join skill_version v on v.skill_id = s.id`,
  );
}

export function findVersionsById(db: Db, versionIds: readonly string[]): Promise<KnownVersion[]> {
  return selectJson(
    db,
    Version,
    Prisma.sql`
    select ${VERSION} from json_to_recordset(${jsonRows(versionIds.map((id) => ({ id })))}) as n(id text)
    join skill_version v on v.id = n.id join skill s on s.id = v.skill_id`,
  );
}

const Observed = z.object({
  repoId: z.string(),
  name: z.string(),
  versionId: z.string().nullable(),
  fromAt: z.string(),
  toAt: z.string().nullable(),
});

/** What was observed under these names, at any time. */
export function findObserved(
  db: Db,
  keys: readonly { repoId: string; name: string }[],
): Promise<(ObservedVersion & { repoId: string; name: string })[]> {
  return selectJson(
    db,
    Observed,
    Prisma.sql`
    select e.repo_id as "repoId", e.name, e.version_id as "versionId", ${timeText("e.from_at")} as "fromAt", ${timeText("e.to_at")} as "toAt"
    from json_to_recordset(${jsonRows(keys)}) as k("repoId" text, name text)
    join equipped e on e.repo_id = k."repoId" and e.name = k.name
    order by e.from_at, e.id`,
  );
}

/** What the manifest listed at commits that were read: at syncs, and for runs that name them. */
export async function findPlacedAt(
  db: Db,
  keys: readonly { repoId: string; commit: string }[],
): Promise<{ repoId: string; commit: string; name: string; contentHash: string }[]> {
  return selectJson(
    db,
    z.object({ repoId: z.string(), commit: z.string(), name: z.string(), contentHash: z.string() }),
    Prisma.sql`
    with k as (select * from json_to_recordset(${jsonRows(keys)}) as k("repoId" text, commit text))
    select s.repo_id as "repoId", s.commit, p.name, p.content_hash as "contentHash"
    from k join repo_snapshot s on s.repo_id = k."repoId" and s.commit = k.commit join placed_skill p on p.snapshot_id = s.id
    where p.entry is not null and p.content_hash is not null
    union
    select c.repo_id, c.commit, m.key, m.value
    from k join seen_commit c on c.repo_id = k."repoId" and c.commit = k.commit, jsonb_each_text(c.manifest) m`,
  );
}

/** Commits that runs of a repo name and nobody has looked at, although a skill of theirs does not say its version; newest first. */
export async function listUnseenCommits(
  db: Db,
  query: { repoId: string; since: Date; limit: number },
): Promise<string[]> {
  const rows = await selectJson(
    db,
    z.object({ commit: z.string() }),
    Prisma.sql`
    select r.commit from run r
    where r.repo_id = ${query.repoId} and r.at >= ${query.since} and r.commit is not null
      and exists (select 1 from run_skill s where s.run_pk = r.id and s.reported = '' and s.how in ('observed', 'mapped', 'unresolved'))
      and not exists (select 1 from seen_commit c where c.repo_id = r.repo_id and c.commit = r.commit)
      and not exists (select 1 from repo_snapshot p where p.repo_id = r.repo_id and p.commit = r.commit)
    group by r.commit order by max(r.at) desc limit ${query.limit}`,
  );
  return rows.map((row) => row.commit);
}

export async function storeSeenCommit(
  db: Db,
  seen: { repoId: string; commit: string; manifest: Readonly<Record<string, string>>; at: Date },
): Promise<void> {
  await execute(
    db,
    Prisma.sql`
    insert into seen_commit (repo_id, commit, manifest, at)
    values (${seen.repoId}, ${seen.commit}, ${JSON.stringify(seen.manifest)}::jsonb, ${seen.at}) on conflict do nothing`,
  );
}

export function findMappings(
  db: Db,
  repoIds: readonly string[],
): Promise<{ repoId: string; name: string; reported: string; versionId: string }[]> {
  return selectJson(
    db,
    z.object({ repoId: z.string(), name: z.string(), reported: z.string(), versionId: z.string() }),
    Prisma.sql`
    select m.repo_id as "repoId", m.name, m.reported, m.version_id as "versionId"
    from json_to_recordset(${jsonRows(repoIds.map((id) => ({ id })))}) as k(id text) join skill_mapping m on m.repo_id = k.id`,
  );
}

export async function storeMapping(
  db: Db,
  mapping: { repoId: string; name: string; reported: string; versionId: string; by: string; at: Date },
): Promise<void> {
  await execute(
    db,
    Prisma.sql`
    insert into skill_mapping (repo_id, name, reported, version_id, by, at)
    values (${mapping.repoId}, ${mapping.name}, ${mapping.reported}, ${mapping.versionId}, ${mapping.by}, ${mapping.at})
    on conflict (repo_id, name, reported) do update set version_id = excluded.version_id, by = excluded.by, at = excluded.at`,
  );
}

/** When the evidence of these skills started anew; most have no row. */
export function findEpochs(
  db: Db,
  skillIds: readonly string[],
): Promise<{ skillId: string; epoch: number; fromAt: string }[]> {
  return selectJson(
    db,
    z.object({ skillId: z.string(), epoch: z.number(), fromAt: z.string() }),
    Prisma.sql`
    select e.skill_id as "skillId", e.epoch, ${timeText("e.from_at")} as "fromAt"
    from json_to_recordset(${jsonRows(skillIds.map((id) => ({ id })))}) as k(id text) join skill_epoch e on e.skill_id = k.id`,
  );
}

/** The repos that records may name, with every name of theirs. */
export const NamedRepo = z.object({
  repoId: z.string(),
  slug: z.string(),
  identities: z.array(z.string()),
  resultPhase: ResultPhase,
});
export type NamedRepo = z.infer<typeof NamedRepo>;

export function listRepoNames(db: Db): Promise<NamedRepo[]> {
  return selectJson(
    db,
    NamedRepo,
    Prisma.sql`
    select r.id as "repoId", r.slug, (select json_agg(i.identity) from
      (select r.identity union select a.identity from repo_alias a where a.repo_id = r.id) i) as identities, r.result_phase as "resultPhase"
    from repo r where r.archived_at is null`,
  );
}
