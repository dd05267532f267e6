import { DomainError } from "@yardlet/core/error";
import { MOST_VIEWS, ViewName, ViewPage, ViewQuery, type SavedView } from "@yardlet/core/view";
import { listViews, lockMember, putView, recordAudit, recordEvent } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";

export const SaveViewInput = z.strictObject({
  page: ViewPage,
  name: ViewName,
  query: ViewQuery,
  /** Takes the place of the view that has the name. */
  overwrite: z.boolean().default(false),
});

/**
 * Keeps the state of a list under a name, for the one who asks alone.
 * @throws DomainError `conflict` when the name is taken and `overwrite` is not set, `limit_reached` at MOST_VIEWS of a page,
 * `forbidden` for who is no member.
 */
export async function saveView(ctx: ServiceContext, input: z.input<typeof SaveViewInput>): Promise<SavedView> {
  requirePermission(ctx, "view.write");
  const { page, name, query, overwrite } = SaveViewInput.parse(input);
  return transact(ctx, async (tx) => {
    if (!(await lockMember(tx, ctx.actor.id))) {
      throw new DomainError("forbidden", `views belong to members, and ${ctx.actor.name} is none; sign in as a member`);
    }
    const known = await listViews(tx, ctx.actor.id, page);
    const before = known.find((view) => view.name === name);
    if (before && !overwrite) {
      throw new DomainError("conflict", `you have a view "${name}" of this page; overwrite it or choose another name`, {
        id: before.id,
        name,
      });
    }
    if (!before && known.length >= MOST_VIEWS) {
      throw new DomainError("limit_reached", `you have ${MOST_VIEWS} views of this page; delete one of them first`, {
        most: MOST_VIEWS,
      });
    }
    const view = await putView(tx, { memberId: ctx.actor.id, page, name, query, savedAt: ctx.now() });
    await recordAudit(tx, ctx.actor, {
      action: "view.save",
      subject: `view ${name} of ${page}`,
      reason: before ? "saved again" : "saved",
      details: { view: view.id, page, name, query, ...(before ? { before: before.query } : {}) },
    });
    await recordEvent(tx, "view", view.id);
    return view;
  });
}
