import * as z from "zod";
import type { Db } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import { execute, jsonRows, selectJson } from "./json.ts";

/** The newest runs of a version that are looked at; they say enough. */
const MOST_RUNS = 20_000;

/** Counts anew what became of a version at hand in each repo, in builders' runs since then. */
export async function recountUses(db: Db, versionId: string, since: Date): Promise<void> {
  await execute(db, Prisma.sql`delete from skill_use where version_id = ${versionId}`);
  await execute(
    db,
    Prisma.sql`
    insert into skill_use (version_id, repo_id, runs, observed, activated, failed, idle_failed)
    select ${versionId}, r.repo_id, count(*), count(o.agent), count(*) filter (where mine.activated),
      count(*) filter (where mine.activated and r.state not in ('Done', 'Partial')),
      count(o.agent) filter (where not mine.activated and r.state not in ('Done', 'Partial'))
    from (
      select run_pk, bool_or(use = 'activated') as activated from (
        select run_pk, use from run_skill where version_id = ${versionId} and at >= ${since} order by at desc limit ${MOST_RUNS}) newest
      group by 1) mine
    join run r on r.id = mine.run_pk left join use_observer o on o.repo_id = r.repo_id and o.agent = r.agent
    where r.role = 'builder' and not r.simulated and r.infra is null and r.ended_at is not null
    group by r.repo_id`,
  );
}

/** Remembers the agents of these runs, which say that a skill was used: they would say so of any. */
export async function noteObservers(db: Db, runPks: readonly number[]): Promise<void> {
  if (runPks.length === 0) return;
  await execute(
    db,
    Prisma.sql`
    insert into use_observer (repo_id, agent)
    select distinct r.repo_id, r.agent from json_to_recordset(${jsonRows(runPks.map((pk) => ({ pk })))}) as k(pk bigint)
    join run r on r.id = k.pk where r.agent is not null on conflict do nothing`,
  );
}

const UseRow = z.object({
  repoId: z.string(),
  skillId: z.string(),
  name: z.string(),
  cutOff: z.boolean(),
  runs: z.number(),
  observed: z.number(),
  activated: z.number(),
  failed: z.number(),
  idleFailed: z.number(),
});
/** A skill that lies in a repo, and what runs there say of it. */
export type UseRow = z.infer<typeof UseRow>;

/** Every skill in every repo, or in one, of which anything is known; the others are left out. */
export function listUses(db: Db, query: { repoId?: string; skillId?: string } = {}): Promise<UseRow[]> {
  const inRepo = query.repoId === undefined ? Prisma.empty : Prisma.sql`and e.repo_id = ${query.repoId}`;
  const ofSkill = query.skillId === undefined ? Prisma.empty : Prisma.sql`and v.skill_id = ${query.skillId}`;
  return selectJson(
    db,
    UseRow,
    Prisma.sql`
    select e.repo_id as "repoId", v.skill_id as "skillId", e.name, coalesce(p.cut_off, false) as "cutOff", coalesce(u.runs, 0) as runs,
      coalesce(u.observed, 0) as observed, coalesce(u.activated, 0) as activated, coalesce(u.failed, 0) as failed,
      coalesce(u.idle_failed, 0) as "idleFailed"
    from equipped e join repo r on r.id = e.repo_id join skill_version v on v.id = e.version_id
    left join placed_skill p on p.snapshot_id = r.snapshot_id and p.name = e.name
    left join skill_use u on u.version_id = e.version_id and u.repo_id = e.repo_id
    where e.to_at is null and r.archived_at is null and (p.cut_off or u.runs > 0) ${inRepo} ${ofSkill}`,
  );
}
