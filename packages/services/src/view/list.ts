import { ViewPage, type SavedView } from "@yardlet/core/view";
import { listViews as queryViews } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";

export const ListViewsInput = z.strictObject({ page: ViewPage });

/** The views that the one who asks has saved of a page, by name. */
export async function listViews(ctx: ServiceContext, input: z.infer<typeof ListViewsInput>): Promise<SavedView[]> {
  requirePermission(ctx, "view.read");
  return queryViews(ctx.db, ctx.actor.id, input.page);
}
