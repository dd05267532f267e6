import { DomainError } from "@yardlet/core/error";
import type { ApiKey } from "@yardlet/core/team";
import { recordAudit, recordEvent, revokeKey as endKey } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";

export const RevokeKeyInput = z.strictObject({ id: z.string().min(1).max(128) });

/** Ends a key for good: from the next request on its secret opens nothing. */
export async function revokeKey(ctx: ServiceContext, input: z.infer<typeof RevokeKeyInput>): Promise<ApiKey> {
  requirePermission(ctx, "key.manage");
  return transact(ctx, async (tx) => {
    const key = await endKey(tx, input.id, { by: ctx.actor.name, at: ctx.now() });
    if (!key) throw new DomainError("not_found", "this key is revoked already, or never was; reload the list");
    await recordAudit(tx, ctx.actor, {
      action: "key.revoke",
      repoId: key.repoId,
      subject: `${key.name} (${key.start}…)`,
      reason: "revoked in settings",
      details: { key: key.id },
    });
    await recordEvent(tx, "key", key.id);
    return key;
  });
}
