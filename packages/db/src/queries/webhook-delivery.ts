import { WebhookTrigger, type WebhookDelivery } from "@yardlet/core/webhook";
import { clientOf, type Db } from "../client.ts";

type Asked = Pick<WebhookDelivery, "webhookId" | "messageId" | "kind" | "trigger" | "attempt" | "body" | "askedAt">;
type Ended = Pick<WebhookDelivery, "at" | "ms" | "status" | "error" | "response">;

/** Asks for a message to be sent, whatever the webhook's turn is. Answers the id. */
export async function insertDelivery(db: Db, asked: Asked & Pick<WebhookDelivery, "askedBy">): Promise<string> {
  return String((await clientOf(db).webhookDelivery.create({ data: asked, select: { id: true } })).id);
}

/** Notes an attempt at the event whose turn it was. */
export async function insertAttempt(db: Db, attempt: Asked & Ended): Promise<void> {
  await clientOf(db).webhookDelivery.create({ data: attempt });
}

/** Notes how what was asked for ended; false when another worker noted it before. */
export async function endDelivery(db: Db, id: string, end: Ended): Promise<boolean> {
  return (
    (await clientOf(db).webhookDelivery.updateMany({ where: { id: BigInt(id), at: null }, data: end })).count === 1
  );
}

/** The oldest that somebody asked for and that was not sent yet. */
export async function nextDelivery(db: Db, webhookId: string): Promise<WebhookDelivery | undefined> {
  const row = await clientOf(db).webhookDelivery.findFirst({ where: { webhookId, at: null }, orderBy: { id: "asc" } });
  return row ? deliveryOf(row) : undefined;
}

export function countWaitingDeliveries(db: Db, webhookId: string): Promise<number> {
  return clientOf(db).webhookDelivery.count({ where: { webhookId, at: null } });
}

export async function findDelivery(db: Db, id: string): Promise<WebhookDelivery | undefined> {
  const row = await clientOf(db).webhookDelivery.findUnique({ where: { id: BigInt(id) } });
  return row ? deliveryOf(row) : undefined;
}

/** Attempts at one message by one webhook so far. */
export function countAttempts(db: Db, webhookId: string, messageId: string): Promise<number> {
  return clientOf(db).webhookDelivery.count({ where: { webhookId, messageId } });
}

/** Newest first; `before` is the id of the last row of the page above. */
export async function listDeliveries(
  db: Db,
  query: { webhookId: string; failed: boolean; before?: string; limit: number },
): Promise<WebhookDelivery[]> {
  const { webhookId, failed, before, limit } = query;
  const rows = await clientOf(db).webhookDelivery.findMany({
    where: {
      webhookId,
      ...(failed ? { error: { not: null } } : {}),
      ...(before === undefined ? {} : { id: { lt: BigInt(before) } }),
    },
    orderBy: { id: "desc" },
    take: limit,
  });
  return rows.map(deliveryOf);
}

export async function deleteDeliveriesBefore(db: Db, at: Date): Promise<number> {
  return (await clientOf(db).webhookDelivery.deleteMany({ where: { at: { lt: at } } })).count;
}

function deliveryOf(row: Omit<WebhookDelivery, "id" | "trigger"> & { id: bigint; trigger: string }): WebhookDelivery {
  return { ...row, id: String(row.id), trigger: WebhookTrigger.parse(row.trigger) };
}
