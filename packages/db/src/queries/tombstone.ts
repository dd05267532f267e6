import type { Tombstone } from "@yardlet/core/version";
import * as z from "zod";
import { clientOf, type Db } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import { selectJson } from "./json.ts";
import { newId } from "./rows.ts";

export const TombstoneState = z.enum(["standing", "lifted"]);
export type TombstoneState = z.infer<typeof TombstoneState>;

const Kind = z.enum(["prune", "rejection"]);

/** The fingerprint of a skill that went. */
export interface TombstoneRow extends Tombstone {
  id: string;
  /** Null for a proposal that never became a skill. */
  skillId: string | null;
  /** "library" or the repo's slug. */
  homeSlug: string;
  liftedBy: string | null;
}

/** Puts a tombstone on a text; the one that stands for it already stays. Answers its id. */
export async function insertTombstone(
  db: Db,
  tombstone: Pick<
    TombstoneRow,
    "home" | "name" | "skillId" | "version" | "contentHash" | "kind" | "reason" | "by" | "at"
  >,
): Promise<string> {
  const { home, name, contentHash } = tombstone;
  await clientOf(db).$executeRaw`
    insert into tombstone (id, home, name, skill_id, version, content_hash, kind, reason, "by", at)
    values (${newId()}, ${home}, ${name}, ${tombstone.skillId}, ${tombstone.version}, ${contentHash}, ${tombstone.kind},
      ${tombstone.reason}, ${tombstone.by}, ${tombstone.at})
    on conflict (home, name, content_hash) where lifted_at is null do nothing`;
  const standing = { home, name, contentHash, liftedAt: null };
  return (await clientOf(db).tombstone.findFirstOrThrow({ where: standing, select: { id: true } })).id;
}

export async function findTombstone(db: Db, id: string): Promise<TombstoneRow | undefined> {
  return (await selectTombstones(db, Prisma.sql`t.id = ${id}`, 1))[0];
}

/** Newest first. `words` each stand in the name or the reason, lower case; `before` is the last of the page above. */
export function listTombstones(
  db: Db,
  query: {
    home?: string;
    kind?: TombstoneRow["kind"];
    state?: TombstoneState;
    words?: readonly string[];
    before?: { at: Date; id: string };
    limit: number;
  },
): Promise<TombstoneRow[]> {
  const { home, kind, state, words = [], before, limit } = query;
  const text = Prisma.sql`lower(concat_ws(' ', t.name, t.reason))`;
  const filters = [
    Prisma.sql`true`,
    ...(home === undefined ? [] : [Prisma.sql`t.home = ${home}`]),
    ...(kind === undefined ? [] : [Prisma.sql`t.kind = ${kind}`]),
    ...(state === undefined ? [] : [Prisma.sql`(t.lifted_at is null) = ${state === "standing"}`]),
    ...words.map((word) => Prisma.sql`strpos(${text}, ${word}) > 0`),
    ...(before ? [Prisma.sql`(t.at, t.id) < (${before.at.toISOString()}::timestamptz, ${before.id})`] : []),
  ];
  return selectTombstones(db, Prisma.join(filters, " and "), limit);
}

/** Lifts the tombstones that stand on a skill and answers how many. */
export async function liftTombstonesOf(db: Db, skillId: string, lift: { by: string; at: Date }): Promise<number> {
  const done = await clientOf(db).tombstone.updateMany({
    where: { skillId, liftedAt: null },
    data: { liftedAt: lift.at, liftedBy: lift.by },
  });
  return done.count;
}

/** Lifts what stands on a text in a home, and answers how many. */
export async function liftTombstonesOn(
  db: Db,
  text: { home: string; contentHash: string },
  lift: { by: string; at: Date },
): Promise<number> {
  const done = await clientOf(db).tombstone.updateMany({
    where: { ...text, liftedAt: null },
    data: { liftedAt: lift.at, liftedBy: lift.by },
  });
  return done.count;
}

/** Lifts a tombstone, once: false when it was lifted before. */
export async function liftTombstone(db: Db, id: string, lift: { by: string; at: Date }): Promise<boolean> {
  const done = await clientOf(db).tombstone.updateMany({
    where: { id, liftedAt: null },
    data: { liftedAt: lift.at, liftedBy: lift.by },
  });
  return done.count === 1;
}

const Row = z.object({
  id: z.string(),
  home: z.string(),
  homeSlug: z.string(),
  name: z.string(),
  skillId: z.string().nullable(),
  version: z.number().nullable(),
  contentHash: z.string(),
  kind: Kind,
  reason: z.string(),
  by: z.string(),
  at: z.coerce.date(),
  liftedAt: z.coerce.date().nullable(),
  liftedBy: z.string().nullable(),
}) satisfies z.ZodType<TombstoneRow>;

function selectTombstones(db: Db, filter: Prisma.Sql, limit: number): Promise<TombstoneRow[]> {
  return selectJson(
    db,
    Row,
    Prisma.sql`
    select t.id, t.home, coalesce(r.slug, t.home) as "homeSlug", t.name, t.skill_id as "skillId", t.version, t.content_hash as "contentHash",
      t.kind, t.reason, t."by", t.at, t.lifted_at as "liftedAt", t.lifted_by as "liftedBy"
    from tombstone t left join repo r on r.id = t.home where ${filter} order by t.at desc, t.id desc limit ${limit}`,
  );
}
