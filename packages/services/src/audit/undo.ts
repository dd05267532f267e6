import type { AuditEntry } from "@yardlet/core/audit";
import { DomainError } from "@yardlet/core/error";
import { undoOf, type UndoInverse } from "@yardlet/core/version";
import { findUndone, lockAudit, recordAudit, recordEvent, type Db } from "@yardlet/db";
import * as z from "zod";
import { inside, requirePermission, transact, type ServiceContext } from "../context.ts";
import { INVERSES } from "./inverses.ts";

export const UndoAuditInput = z.strictObject({
  id: z.string().regex(/^\d{1,18}$/, "an entry's id is a number"),
  reason: z.string().trim().min(1).max(500).default("taken back"),
});

/**
 * Takes back what an entry of the audit log tells of, once, by the verb that is its inverse: that verb asks for its own permission
 * and refuses what the world no longer allows. All of it is stored, or nothing.
 * @throws DomainError `not_found` for an unknown entry, `conflict` when it was taken back before, `refused` with the remedy when it
 * cannot be
 */
export async function undoAudit(
  ctx: ServiceContext,
  input: z.input<typeof UndoAuditInput>,
): Promise<{ inverse: UndoInverse }> {
  requirePermission(ctx, "audit.undo");
  const { id, reason } = UndoAuditInput.parse(input);
  return transact(ctx, async (tx) => {
    const entry = await lockAudit(tx, id);
    if (!entry) throw new DomainError("not_found", "there is no such entry; reload the log");
    const undone = (await findUndone(tx, [id])).has(id);
    const undo = undoOf(entry, { now: ctx.now(), undone });
    if (!undo.possible) {
      const code = undo.reason === "already_undone" ? "conflict" : "refused";
      throw new DomainError(code, `this is not undone from here: ${undo.remedy}`, { reason: undo.reason });
    }
    await INVERSES[undo.inverse]({ ctx: inside(ctx, tx), tx, entry, reason });
    await recordUndo(ctx, tx, entry, { inverse: undo.inverse, reason });
    return { inverse: undo.inverse };
  });
}

async function recordUndo(
  ctx: ServiceContext,
  tx: Db,
  { id, repoId, subject, action }: AuditEntry,
  { inverse, reason }: { inverse: UndoInverse; reason: string },
): Promise<void> {
  const details = { entry: id, action, inverse };
  await recordAudit(tx, ctx.actor, { action: "audit.undo", repoId, subject, reason, details, undoes: id });
  await recordEvent(tx, "audit", id);
}
