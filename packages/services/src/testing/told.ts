import { messageBody } from "@yardlet/core/webhook";
import { giveTurns, nextEvent } from "@yardlet/db";
import { transact, type ServiceContext } from "../context.ts";

/** The body of the next message that a webhook is due, as it would be sent. */
export async function nextMessage(ctx: ServiceContext, webhookId: string): Promise<unknown> {
  await transact(ctx, giveTurns);
  const event = await nextEvent(ctx.db, webhookId);
  return event && JSON.parse(messageBody(event));
}
