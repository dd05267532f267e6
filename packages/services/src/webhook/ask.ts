import { randomUUID } from "node:crypto";
import { DomainError } from "@yardlet/core/error";
import { messageBody, WEBHOOK_PING, type WebhookDelivery } from "@yardlet/core/webhook";
import {
  countAttempts,
  countWaitingDeliveries,
  findDelivery,
  insertDelivery,
  recordAudit,
  recordEvent,
  type Db,
  type WebhookRow,
} from "@yardlet/db";
import * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { enqueueDelivery, requireWebhook, WebhookInput } from "./find.ts";
import { DeliveryId } from "./read.ts";

/** What people may have asked for and that was not sent yet. */
const MOST_ASKED = 20;

/** Sends a test message, also to a webhook that is paused or disabled. */
export async function pingWebhook(ctx: ServiceContext, input: z.infer<typeof WebhookInput>): Promise<void> {
  requirePermission(ctx, "webhook.manage");
  await transact(ctx, async (tx) => {
    const hook = await requireWebhook(tx, input.id);
    const data = { webhook: hook.id, by: ctx.actor.name };
    const messageId = `msg_${randomUUID()}`;
    const body = messageBody({ kind: WEBHOOK_PING, at: ctx.now(), data });
    await ask(ctx, tx, hook, { messageId, kind: WEBHOOK_PING, trigger: "ping", body });
  });
}

export const RedeliverInput = z.strictObject({ delivery: DeliveryId });

/** Sends a message once more: same id, same body, signed anew. */
export async function redeliver(ctx: ServiceContext, input: z.infer<typeof RedeliverInput>): Promise<void> {
  requirePermission(ctx, "webhook.manage");
  await transact(ctx, async (tx) => {
    const sent = await findDelivery(tx, input.delivery);
    if (!sent) throw new DomainError("not_found", "this delivery is not in the log any more; reload it");
    const hook = await requireWebhook(tx, sent.webhookId);
    const { messageId, kind, body } = sent;
    await ask(ctx, tx, hook, { messageId, kind, trigger: "redelivery", body });
  });
}

async function ask(
  ctx: ServiceContext,
  tx: Db,
  hook: WebhookRow,
  message: Pick<WebhookDelivery, "messageId" | "kind" | "trigger" | "body">,
): Promise<void> {
  if ((await countWaitingDeliveries(tx, hook.id)) >= MOST_ASKED) {
    throw new DomainError("limit_reached", `${MOST_ASKED} messages wait to be sent there; wait until they are`);
  }
  await insertDelivery(tx, {
    ...message,
    webhookId: hook.id,
    attempt: (await countAttempts(tx, hook.id, message.messageId)) + 1,
    askedAt: ctx.now(),
    askedBy: ctx.actor.name,
  });
  await enqueueDelivery(ctx, tx, hook.id);
  await recordAudit(tx, ctx.actor, {
    action: `webhook.${message.trigger}`,
    repoId: hook.repoId,
    subject: hook.url,
    reason: "asked for in settings",
    details: { webhook: hook.id, message: message.messageId },
  });
  await recordEvent(tx, "webhook", hook.id);
}
