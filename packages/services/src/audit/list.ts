import { ActorKind, type AuditEntry } from "@yardlet/core/audit";
import { undoOf, type Undo } from "@yardlet/core/version";
import { findRepoBySlug, findUndone, listAudit as queryAudit, type AuditQuery } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";
import { plainText } from "../run/input.ts";

/** What of the log is asked for; everything without it. */
export const AuditFilter = z.strictObject({
  repo: z.string().max(128).optional(),
  actorKind: ActorKind.optional(),
  /** Stands in the name of who did it. */
  actor: plainText(128).optional(),
  /** What stands before the dot of an action: `skill`, `repo`, `team`. */
  group: z
    .string()
    .regex(/^[a-z]{1,32}$/, "a group is the first word of an action, such as skill")
    .optional(),
  /** Stands in the subject or the reason. */
  text: plainText(200).optional(),
  since: z.date().optional(),
  until: z.date().optional(),
});
export type AuditFilter = z.infer<typeof AuditFilter>;

export const ListAuditInput = AuditFilter.extend({
  before: z
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
  limit: z.int().min(1).max(200).default(50),
});

/** An entry with whether and how it can be undone. */
export interface AuditLine extends AuditEntry {
  undo: Undo;
  /** The entry that took it back. */
  undoneBy: string | null;
}

/** Newest first; `next` is the cursor of the page below, null at the end. */
export async function listAudit(
  ctx: ServiceContext,
  input: z.infer<typeof ListAuditInput>,
): Promise<{ entries: AuditLine[]; next: string | null }> {
  requirePermission(ctx, "audit.read");
  const { limit, before, ...filter } = input;
  const query = await queryOf(ctx, filter);
  if (!query) return { entries: [], next: null };
  const below = before === undefined ? {} : { before };
  const entries = await queryAudit(ctx.db, { ...query, ...below, limit: limit + 1 });
  const page = entries.slice(0, limit);
  const undone = await findUndone(
    ctx.db,
    page.map(({ id }) => id),
  );
  const now = ctx.now();
  return {
    entries: page.map((entry) => ({
      ...entry,
      undo: undoOf(entry, { now, undone: undone.has(entry.id) }),
      undoneBy: undone.get(entry.id) ?? null,
    })),
    next: entries.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}

/** The filter in the database's terms; undefined for a repo that nobody knows, of which there is nothing. */
export async function queryOf(
  ctx: ServiceContext,
  { repo: slug, ...filter }: AuditFilter,
): Promise<Omit<AuditQuery, "limit" | "before"> | undefined> {
  const repo = slug === undefined ? undefined : await findRepoBySlug(ctx.db, slug);
  if (slug !== undefined && !repo) return undefined;
  const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined && value !== ""));
  return { ...given, ...(repo ? { repoId: repo.id } : {}) };
}
