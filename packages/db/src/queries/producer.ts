import { RunRecord } from "@yardlet/core/run";
import * as z from "zod";
import type { Db } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import { selectJson } from "./json.ts";

/** Who reports runs of a repo: an agent by a key. */
export const ProducerRow = z.object({
  repo: z.string(),
  keyId: z.string(),
  /** The name of the key, or of the person who reported by a login; null when it is nobody's any more. */
  key: z.string().nullable(),
  agent: z.string().nullable(),
  runs: z.number(),
  wrapped: z.number(),
  lastAt: z.coerce.date(),
  lastWrappedAt: z.coerce.date().nullable(),
  /** The wrapped run that arrived last. */
  example: z.object({ runId: z.string(), record: RunRecord }).nullable(),
});
export type ProducerRow = z.infer<typeof ProducerRow>;

export interface ProducerQuery {
  repoId?: string | undefined;
  /** Of runs from then on. */
  since: Date;
  /** Leaves out the runs that returned a SkillResult, and so the producers that need no wrapping. */
  wrappedOnly: boolean;
  limit: number;
}

/** Producers of the repos that are not archived; those with most wrapped runs first. */
export function listProducerRows(db: Db, { repoId, since, wrappedOnly, limit }: ProducerQuery): Promise<ProducerRow[]> {
  const ofRepo = repoId === undefined ? Prisma.empty : Prisma.sql`and r.repo_id = ${repoId}`;
  const onlyWrapped = wrappedOnly ? Prisma.sql`and r.wrapped` : Prisma.empty;
  return selectJson(
    db,
    ProducerRow,
    Prisma.sql`
    select p.slug as repo, g.key_id as "keyId", g.agent, g.runs, g.wrapped, g."lastAt", g."lastWrappedAt",
      coalesce((select k.name from api_key k where k.id = g.key_id), (select u.name from "user" u where u.id = g.key_id)) as key,
      case when x.id is null then null else json_build_object('runId', x.run_id, 'record', x.record) end as example
    from (select r.repo_id, r.key_id, r.agent, count(*) as runs, count(*) filter (where r.wrapped) as wrapped, max(r.at) as "lastAt",
        max(r.at) filter (where r.wrapped) as "lastWrappedAt", max(r.id) filter (where r.wrapped) as example
      from run r where r.at >= ${since.toISOString()}::timestamptz ${ofRepo} ${onlyWrapped} group by 1, 2, 3) g
    join repo p on p.id = g.repo_id and p.archived_at is null left join run x on x.id = g.example
    order by g.wrapped desc, g.runs desc, p.slug, g.key_id, g.agent limit ${limit}`,
  );
}
