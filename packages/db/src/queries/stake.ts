import { CandidateKind, type Reach } from "@yardlet/core/candidate";
import * as z from "zod";
import type { Db } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import { jsonRows, selectJson } from "./json.ts";

const Reached = z.object({ id: z.string(), kind: CandidateKind, intents: z.number(), repos: z.number() });

/**
 * What each candidate touches. A gap says it itself, a text that was written for a gap touches what the gap does, and what runs
 * suggest touches their intents; else it is the intents of the version that it is about, and the repos that carry the skill. The
 * order of the ids is not kept.
 */
export function loadReach(db: Db, ids: readonly string[]): Promise<({ id: string; kind: CandidateKind } & Reach)[]> {
  return selectJson(
    db,
    Reached,
    Prisma.sql`
    select c.id, c.kind,
      coalesce((reach.of->>'intents')::int,
        (select nullif(count(distinct r->>'intent'), 0)::int from jsonb_path_query(c.details, '$.runs[*]') r),
        (select t.intents from skill_total t where t.version_id = c.version_id order by t.epoch desc limit 1), 0) as intents,
      coalesce((reach.of->>'repos')::int, greatest((c.repo_id is not null)::int,
        (select count(distinct e.repo_id)::int from equipped e join skill_version v on v.id = e.version_id
         where v.skill_id = c.skill_id and e.to_at is null))) as repos
    from json_to_recordset(${jsonRows(ids.map((id) => ({ id })))}) as i(id text) join candidate c on c.id = i.id
    left join authoring a on a.id = c.details->>'authoring' left join candidate g on g.id = a.gap_id
    cross join lateral (select coalesce(c.details->'reach', g.details->'reach') as of) reach`,
  );
}
