import type { Pair, VersionKey } from "@yardlet/core/score";
import { SkillState } from "@yardlet/core/skill";
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

const TextHome = z.object({
  repoId: z.string(),
  repo: z.string(),
  archived: z.boolean(),
  skillId: z.string(),
  name: z.string(),
  state: SkillState,
  absent: z.boolean(),
  fork: z.boolean(),
  versionId: z.string(),
  number: z.number(),
  /** The version in force. */
  current: z.number(),
  treeHash: z.string(),
});
/** A repo that is the home of a skill with a certain text, in force there or not. `repo` is its slug. */
export type TextHome = z.infer<typeof TextHome>;

/** Every repo whose own skill has, or had, this text, by slug. */
export function listTextHomes(db: Db, contentHash: string): Promise<TextHome[]> {
  return selectJson(
    db,
    TextHome,
    Prisma.sql`
    select r.id as "repoId", r.slug as repo, r.archived_at is not null as archived, k.id as "skillId", k.name, k.state,
      k.absent_since is not null as absent, k.forked_from is not null as fork, v.id as "versionId", v.number, c.number as current,
      v.tree_hash as "treeHash"
    from skill_version v join skill k on k.id = v.skill_id join repo r on r.id = k.repo_id join skill_version c on c.id = k.current_id
    where v.content_hash = ${contentHash} order by r.slug, k.name`,
  );
}

const PromotedSkill = z.object({
  skillId: z.string(),
  versionId: z.string(),
  name: z.string(),
  number: z.number(),
  contentHash: z.string(),
  /** The text that was promoted. */
  fromHash: z.string(),
});
/** A library skill that was made from a repo's own, with its version in force. */
export type PromotedSkill = z.infer<typeof PromotedSkill>;

/** Those that are offered: active, and in the library. */
export function listPromotedSkills(db: Db): Promise<PromotedSkill[]> {
  return selectJson(
    db,
    PromotedSkill,
    Prisma.sql`
    select k.id as "skillId", c.id as "versionId", k.name, c.number, c.content_hash as "contentHash", f.content_hash as "fromHash"
    from skill k join skill_version c on c.id = k.current_id join skill_version f on f.id = k.promoted_from
    where k.home = 'library' and k.state = 'active' and k.absent_since is null order by k.name`,
  );
}

/** The presets that are certain in some of these repos at their last sync, in order. */
export async function listCertainPresets(db: Db, repoIds: readonly string[]): Promise<string[]> {
  const rows = await selectJson(
    db,
    z.object({ preset: z.string() }),
    Prisma.sql`
    select distinct d.preset from json_array_elements_text(${JSON.stringify(repoIds)}::json) i join repo r on r.id = i.value
    join detection d on d.snapshot_id = r.snapshot_id where d.confidence = 'certain' order by 1`,
  );
  return rows.map(({ preset }) => preset);
}
