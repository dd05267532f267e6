import type { Pair, VersionKey } from "@yardlet/core/score";
import * as z from "zod";
import type { Db } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import { selectJson } from "./json.ts";
import { baselineOf } from "./score.ts";

const PairRow = z.object({ repo: z.string(), a: z.number(), b: z.number() });

/**
 * Work with a version (`a`) and without its skill since `from` (`b`), intent by intent in millionths: in each repo and kind the k-th
 * of one with the k-th of the other, in order of their first ends. As `pairsOf` of core makes them from units.
 */
export function loadPairs(
  db: Db,
  { versionId, epoch, skillId, from }: VersionKey & { skillId: string; from: string },
): Promise<Pair[]> {
  const cells = Prisma.sql`select u.repo_id, u.kind, u.intent, (2 * sum(u.u)::bigint + count(*)) / (2 * count(*)) as u, min(u.ended_at) as first`;
  const ranked = Prisma.sql`select repo_id, kind, u, row_number() over (partition by repo_id, kind order by first, intent collate "C") as k`;
  return selectJson(
    db,
    PairRow,
    Prisma.sql`
    with mine as (${ranked} from (${cells} from unit_skill x join unit_value u on u.unit_id = x.unit_id
      where x.version_id = ${versionId} and x.epoch = ${epoch} and x.reason is null and u.included group by 1, 2, 3) c),
    others as (${ranked} from (${cells} from unit_value u where ${baselineOf(versionId, epoch, skillId, from)} group by 1, 2, 3) c)
    select m.repo_id as repo, m.u as a, o.u as b from mine m join others o using (repo_id, kind, k) order by m.repo_id, m.kind, k`,
  );
}
