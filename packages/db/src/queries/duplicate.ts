import * as z from "zod";
import { clientOf, type Db } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import { selectJson } from "./json.ts";

/** Two skills that are near-duplicates, in order of their ids, with the texts that were compared. */
export interface DuplicatePairRow {
  firstId: string;
  secondId: string;
  firstHash: string;
  secondHash: string;
  body: number;
  description: number;
  name: number;
  by: string[];
  foundAt: Date;
  dismissedAt: Date | null;
  dismissedBy: string | null;
  dismissReason: string | null;
  /** The texts that were seen when it was dismissed. */
  dismissedFirst: string | null;
  dismissedSecond: string | null;
}

const Unlooked = z.object({ skillId: z.string(), contentHash: z.string() });

/** Skills whose text of now has not been looked at for duplicates. */
export function listUnlooked(db: Db, limit: number): Promise<z.infer<typeof Unlooked>[]> {
  return selectJson(
    db,
    Unlooked,
    Prisma.sql`
    select s.id as "skillId", v.content_hash as "contentHash" from skill s join skill_version v on v.id = s.current_id
      left join skill_lookup k on k.skill_id = s.id
    where s.state = 'active' and s.absent_since is null and k.content_hash is distinct from v.content_hash order by s.id limit ${limit}`,
  );
}

export async function putLookups(
  db: Db,
  { skillId, contentHash, lookups }: { skillId: string; contentHash: string; lookups: readonly number[] },
): Promise<void> {
  const row = { contentHash, lookups: [...lookups] };
  await clientOf(db).skillLookup.upsert({ where: { skillId }, create: { skillId, ...row }, update: row });
}

const Id = z.object({ id: z.string() });

/**
 * Skills that share a lookup with one under another name, in its home or the library; of the library's all. What was made from the
 * other, as a fork or by promotion, is like it by intent and left out, and so is what bears its name in another home: it is offered
 * the library's, or adopted.
 */
export async function findSharing(
  db: Db,
  { skillId, home, lookups, limit }: { skillId: string; home: string; lookups: readonly number[]; limit: number },
): Promise<string[]> {
  const rows = await selectJson(
    db,
    Id,
    Prisma.sql`
    select s.id from skill_lookup k join skill s on s.id = k.skill_id join skill o on o.id = ${skillId}
    where k.lookups && ${[...lookups]}::int[] and s.name <> o.name and s.state = 'active' and s.absent_since is null
      and (s.home = ${home} or s.home = 'library' or ${home} = 'library')
      and not exists (select from skill_version v where v.id in (s.forked_from, s.promoted_from) and v.skill_id = o.id)
      and not exists (select from skill_version v where v.id in (o.forked_from, o.promoted_from) and v.skill_id = s.id)
    order by s.id limit ${limit}`,
  );
  return rows.map(({ id }) => id);
}

/** Stores what was found of a pair; `asksAgain` forgets that it was dismissed. */
export async function putDuplicatePair(
  db: Db,
  pair: Pick<
    DuplicatePairRow,
    "firstId" | "secondId" | "firstHash" | "secondHash" | "body" | "description" | "name" | "by" | "foundAt"
  >,
  { asksAgain }: { asksAgain: boolean },
): Promise<void> {
  const { firstId, secondId, foundAt, ...found } = pair;
  const facts = { ...found, by: [...found.by] };
  const undone = {
    dismissedAt: null,
    dismissedBy: null,
    dismissReason: null,
    dismissedFirst: null,
    dismissedSecond: null,
  };
  await clientOf(db).duplicatePair.upsert({
    where: { firstId_secondId: { firstId, secondId } },
    create: { firstId, secondId, foundAt, ...facts },
    update: asksAgain ? { ...facts, foundAt, ...undone } : facts,
  });
}

export async function findDuplicatePair(
  db: Db,
  { firstId, secondId }: Pick<DuplicatePairRow, "firstId" | "secondId">,
): Promise<DuplicatePairRow | undefined> {
  const row = await clientOf(db).duplicatePair.findUnique({ where: { firstId_secondId: { firstId, secondId } } });
  return row ?? undefined;
}

/** The pairs that a skill is in, whatever became of them. */
export function listPairsOf(db: Db, skillId: string): Promise<DuplicatePairRow[]> {
  return clientOf(db).duplicatePair.findMany({ where: { OR: [{ firstId: skillId }, { secondId: skillId }] } });
}

/** The pairs of skills that are active with the texts that were compared. */
export async function listLivePairs(db: Db, { dismissed }: { dismissed: boolean }): Promise<DuplicatePairRow[]> {
  return clientOf(db).$queryRaw<DuplicatePairRow[]>`
    select p.first_id as "firstId", p.second_id as "secondId", p.first_hash as "firstHash", p.second_hash as "secondHash", p.body,
      p.description, p.name, p."by", p.found_at as "foundAt", p.dismissed_at as "dismissedAt", p.dismissed_by as "dismissedBy",
      p.dismiss_reason as "dismissReason", p.dismissed_first as "dismissedFirst", p.dismissed_second as "dismissedSecond"
    from duplicate_pair p
      join skill a on a.id = p.first_id and a.state = 'active' and a.absent_since is null
      join skill_version va on va.id = a.current_id and va.content_hash = p.first_hash
      join skill b on b.id = p.second_id and b.state = 'active' and b.absent_since is null
      join skill_version vb on vb.id = b.current_id and vb.content_hash = p.second_hash
    where (p.dismissed_at is not null) = ${dismissed} order by p.first_id, p.second_id`;
}

/** Notes that a person dismissed a pair, or (null) that it counts again; false for no such pair. */
export async function dismissDuplicatePair(
  db: Db,
  { firstId, secondId }: Pick<DuplicatePairRow, "firstId" | "secondId">,
  how: { at: Date; by: string; reason: string } | null,
): Promise<boolean> {
  const done = await clientOf(db).$executeRaw`
    update duplicate_pair set dismissed_at = ${how?.at ?? null}, dismissed_by = ${how?.by ?? null}, dismiss_reason = ${how?.reason ?? null},
      dismissed_first = case when ${how !== null} then first_hash end, dismissed_second = case when ${how !== null} then second_hash end
    where first_id = ${firstId} and second_id = ${secondId}`;
  return done === 1;
}

/** Two texts that are alike no longer are no pair. */
export async function deleteDuplicatePair(
  db: Db,
  { firstId, secondId }: Pick<DuplicatePairRow, "firstId" | "secondId">,
): Promise<void> {
  await clientOf(db).duplicatePair.deleteMany({ where: { firstId, secondId } });
}
