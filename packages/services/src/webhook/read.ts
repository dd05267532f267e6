import type { Webhook, WebhookDelivery } from "@yardlet/core/webhook";
import { countWaitingEvents, listDeliveries, listWebhooks as queryWebhooks } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";
import { WebhookInput } from "./find.ts";

/** A webhook, how many events wait for it, and how the last attempt ended. */
export interface WebhookView extends Webhook {
  waiting: number;
  last: Pick<WebhookDelivery, "at" | "status" | "error"> | null;
}

/** The oldest first. */
export async function listWebhooks(ctx: ServiceContext): Promise<WebhookView[]> {
  requirePermission(ctx, "webhook.manage");
  const waiting = await countWaitingEvents(ctx.db);
  const views: WebhookView[] = [];
  for (const { secret: _secret, oldSecret: _old, cursor: _cursor, ...hook } of await queryWebhooks(ctx.db)) {
    const [last] = await listDeliveries(ctx.db, { webhookId: hook.id, failed: false, limit: 1 });
    views.push({
      ...hook,
      waiting: waiting.get(hook.id) ?? 0,
      last: last ? { at: last.at, status: last.status, error: last.error } : null,
    });
  }
  return views;
}

export const DeliveryId = z.string().regex(/^\d{1,18}$/, "a delivery's id is a number");

export const ListDeliveriesInput = WebhookInput.extend({
  failed: z.boolean().default(false),
  /** Where the page above ended. */
  before: DeliveryId.optional(),
  limit: z.int().min(1).max(100).default(50),
});

/** What was sent to a webhook and what came back, the newest first; `next` is the cursor of the page below, null at the end. */
export async function listWebhookDeliveries(
  ctx: ServiceContext,
  input: z.infer<typeof ListDeliveriesInput>,
): Promise<{ deliveries: WebhookDelivery[]; next: string | null }> {
  requirePermission(ctx, "webhook.manage");
  const { id: webhookId, before, failed, limit } = input;
  const query = { webhookId, failed, ...(before === undefined ? {} : { before }), limit: limit + 1 };
  const found = await listDeliveries(ctx.db, query);
  const deliveries = found.slice(0, limit);
  return { deliveries, next: found.length > limit ? (deliveries.at(-1)?.id ?? null) : null };
}
