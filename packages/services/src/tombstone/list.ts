import { findRepoBySlug, listTombstones as queryTombstones, TombstoneState, type TombstoneRow } from "@yardlet/db";
import { DomainError } from "@yardlet/core/error";
import * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";
import { Asked, plainText } from "../run/input.ts";

export const ListTombstonesInput = z.strictObject({
  /** "library" or a repo's slug; all without it. */
  home: Asked.optional(),
  kind: z.enum(["prune", "rejection"]).optional(),
  state: TombstoneState.optional(),
  /** Words that stand in the name or the reason. */
  text: plainText(200).optional(),
  /** `next` of the page above. */
  before: z.string().max(200).optional(),
  limit: z.int().min(1).max(200).default(50),
});

/** A tombstone as pages show it. */
export interface TombstoneLine extends Omit<TombstoneRow, "home" | "homeSlug"> {
  /** "library" or the repo's slug. */
  home: string;
}

/** The tombstones of all homes, newest first; `next` is where the page below begins, null at the end. */
export async function listTombstones(
  ctx: ServiceContext,
  input: z.input<typeof ListTombstonesInput> = {},
): Promise<{ tombstones: TombstoneLine[]; next: string | null }> {
  requirePermission(ctx, "skill.read");
  const { home: slug, kind, state, text = "", before, limit } = ListTombstonesInput.parse(input);
  const home = slug === undefined || slug === "library" ? slug : (await findRepoBySlug(ctx.db, slug))?.id;
  if (slug !== undefined && home === undefined) return { tombstones: [], next: null };
  const found = await queryTombstones(ctx.db, {
    ...(home === undefined ? {} : { home }),
    ...(kind === undefined ? {} : { kind }),
    ...(state === undefined ? {} : { state }),
    words: text.toLowerCase().split(/\s+/).filter(Boolean),
    ...(before === undefined ? {} : { before: placeOf(before) }),
    limit: limit + 1,
  });
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    tombstones: page.map(({ home: _home, homeSlug, ...facts }) => ({ ...facts, home: homeSlug })),
    next: found.length > limit && last ? `${last.at.toISOString()} ${last.id}` : null,
  };
}

const Place = z.tuple([z.iso.datetime(), z.string().min(1).max(128)]);

function placeOf(cursor: string): { at: Date; id: string } {
  const place = Place.safeParse(cursor.split(" "));
  if (!place.success) {
    throw new DomainError("invalid", "the page begins nowhere; use the last answer's next, or leave it out");
  }
  const [at, id] = place.data;
  return { at: new Date(at), id };
}
