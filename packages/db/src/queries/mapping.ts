import { RunSkill } from "@yardlet/core/run";
import * as z from "zod";
import type { Db } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import { execute, jsonRows, selectJson } from "./json.ts";

/** A name that runs of a repo say and nobody could resolve. */
export const UnresolvedName = z.object({
  repo: z.string(),
  name: z.string(),
  /** What was said of the version: a hash, `v3`, or nothing. */
  reported: z.string(),
  runs: z.number(),
  lastSeen: z.coerce.date(),
});
export type UnresolvedName = z.infer<typeof UnresolvedName>;

/** The names among the newest `mentions` that could not be resolved, most frequent first. */
export function listUnresolvedNames(
  db: Db,
  query: { repoId?: string; mentions: number; limit: number },
): Promise<UnresolvedName[]> {
  return selectJson(
    db,
    UnresolvedName,
    Prisma.sql`
    select p.slug as repo, u.name, u.reported, count(distinct u.run_pk) as runs, max(u.at) as "lastSeen"
    from (select s.run_pk, s.name, s.reported, s.at from run_skill s where s.version_id is null
      order by s.at desc, s.run_pk desc limit ${query.mentions}) u
    join run r on r.id = u.run_pk join repo p on p.id = r.repo_id
    where p.archived_at is null and ${query.repoId === undefined ? Prisma.sql`true` : Prisma.sql`r.repo_id = ${query.repoId}`}
    group by p.slug, u.name, u.reported order by runs desc, p.slug, u.name, u.reported limit ${query.limit}`,
  );
}

/** A person's answer to what a name means in a repo. */
export const SkillMapping = z.object({
  repo: z.string(),
  name: z.string(),
  reported: z.string(),
  versionId: z.string(),
  version: z.object({ home: z.string(), name: z.string(), number: z.number() }),
  by: z.string(),
  at: z.coerce.date(),
});
export type SkillMapping = z.infer<typeof SkillMapping>;

export function listMappings(db: Db, query: { repoId?: string; limit: number }): Promise<SkillMapping[]> {
  return selectJson(
    db,
    SkillMapping,
    Prisma.sql`
    select p.slug as repo, m.name, m.reported, m.version_id as "versionId", m.by, m.at,
      json_build_object('home', coalesce(h.slug, k.home), 'name', k.name, 'number', v.number) as version
    from skill_mapping m join repo p on p.id = m.repo_id join skill_version v on v.id = m.version_id join skill k on k.id = v.skill_id
    left join repo h on h.id = k.repo_id
    where ${query.repoId === undefined ? Prisma.sql`true` : Prisma.sql`m.repo_id = ${query.repoId}`}
    order by m.at desc, p.slug, m.name, m.reported limit ${query.limit}`,
  );
}

/** Answers whether there was one. */
export async function deleteMapping(
  db: Db,
  mapping: { repoId: string; name: string; reported: string },
): Promise<boolean> {
  const deleted = await execute(
    db,
    Prisma.sql`delete from skill_mapping where repo_id = ${mapping.repoId} and name = ${mapping.name} and reported = ${mapping.reported}`,
  );
  return deleted > 0;
}

/** A mention of a skill by a stored run, with what it takes to resolve it again. */
const Mention = z.object({
  runPk: z.number(),
  ord: z.number(),
  taskPk: z.number(),
  at: z.string(),
  said: RunSkill,
  commit: z.string().nullable(),
  startedAt: z.coerce.date().nullable(),
  endedAt: z.coerce.date().nullable(),
  receivedAt: z.coerce.date(),
});
export type Mention = z.infer<typeof Mention>;

const MENTION = Prisma.sql`
  select s.run_pk as "runPk", s.ord, r.task_pk as "taskPk", s.at, r.record->'skills'->s.ord as said, r.commit,
    r.started_at as "startedAt", r.ended_at as "endedAt", r.received_at as "receivedAt"
  from run_skill s join run r on r.id = s.run_pk`;

/**
 * The next mentions of a name that a mapping to `versionId` changes: those that nothing else answers. Null is the end of a mapping:
 * those it answered for.
 */
export function listMentions(
  db: Db,
  query: { repoId: string; name: string; reported: string; versionId: string | null; after?: Mention; limit: number },
): Promise<Mention[]> {
  const { repoId, name, reported, versionId, after, limit } = query;
  const stale =
    versionId === null
      ? Prisma.sql`s.how = 'mapped'`
      : Prisma.sql`(s.how = 'unresolved' or s.how = 'mapped' and s.version_id <> ${versionId})`;
  return selectJson(
    db,
    Mention,
    Prisma.sql`${MENTION}
    where s.name = ${name} and s.reported = ${reported} and r.repo_id = ${repoId} and ${stale}
      ${after ? Prisma.sql`and (s.at, s.run_pk, s.ord) > (${after.at}::timestamptz, ${after.runPk}::bigint, ${after.ord}::int)` : Prisma.empty}
    order by s.at, s.run_pk, s.ord limit ${limit}`,
  );
}

/** Mentions by runs at a commit that do not say themselves which version they mean. */
export function listMentionsAt(
  db: Db,
  query: { repoId: string; commit: string; since: Date; limit: number },
): Promise<Mention[]> {
  return selectJson(
    db,
    Mention,
    Prisma.sql`${MENTION}
    where r.repo_id = ${query.repoId} and r.at >= ${query.since} and r.commit = ${query.commit}
      and s.reported = '' and s.how in ('observed', 'mapped', 'unresolved')
    order by s.at, s.run_pk, s.ord limit ${query.limit}`,
  );
}

/** Corrects which versions these mentions mean. */
export async function updateMentions(
  db: Db,
  rows: readonly { run_pk: number; ord: number; version_id: string | null; epoch: number | null; how: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  await execute(
    db,
    Prisma.sql`
    update run_skill set version_id = t.version_id, epoch = t.epoch, how = t.how
    from json_to_recordset(${jsonRows(rows)}) as t(run_pk bigint, ord int, version_id text, epoch int, how text)
    where run_skill.run_pk = t.run_pk and run_skill.ord = t.ord`,
  );
}
