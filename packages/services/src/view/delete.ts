import { DomainError } from "@yardlet/core/error";
import type { SavedView } from "@yardlet/core/view";
import { deleteView as removeView, recordAudit, recordEvent } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";

export const DeleteViewInput = z.strictObject({ id: z.string().min(1).max(128) });

/** Removes a view of the one who asks and answers what it was, so that it can be saved again. */
export async function deleteView(ctx: ServiceContext, input: z.infer<typeof DeleteViewInput>): Promise<SavedView> {
  requirePermission(ctx, "view.write");
  return transact(ctx, async (tx) => {
    const view = await removeView(tx, ctx.actor.id, input.id);
    if (!view) throw new DomainError("not_found", "you have no such view; reload the page");
    await recordAudit(tx, ctx.actor, {
      action: "view.delete",
      subject: `view ${view.name} of ${view.page}`,
      reason: "deleted",
      details: { view: view.id, page: view.page, name: view.name, query: view.query },
    });
    await recordEvent(tx, "view", view.id);
    return view;
  });
}
