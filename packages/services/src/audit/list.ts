import { ActorKind, type AuditEntry } from "@yardlet/core/audit";
import { findRepoBySlug, listAudit as queryAudit } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";

export const ListAuditInput = z.strictObject({
  repo: z.string().max(128).optional(),
  actorKind: ActorKind.optional(),
  before: z
    .string()
    .regex(/^\d{1,19}$/)
    .optional(),
  limit: z.int().min(1).max(200).default(50),
});

/** Newest first; `next` is the cursor of the page below, null at the end. */
export async function listAudit(
  ctx: ServiceContext,
  input: z.infer<typeof ListAuditInput>,
): Promise<{ entries: AuditEntry[]; next: string | null }> {
  requirePermission(ctx, "audit.read");
  const repo = input.repo === undefined ? undefined : await findRepoBySlug(ctx.db, input.repo);
  if (input.repo !== undefined && !repo) return { entries: [], next: null };
  const { repo: _slug, limit, ...query } = input;
  const entries = await queryAudit(ctx.db, { ...query, ...(repo ? { repoId: repo.id } : {}), limit: limit + 1 });
  const page = entries.slice(0, limit);
  return { entries: page, next: entries.length > limit ? (page.at(-1)?.id ?? null) : null };
}
