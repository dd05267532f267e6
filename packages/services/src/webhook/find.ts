import { DomainError } from "@yardlet/core/error";
import { targetOf, type UrlParts } from "@yardlet/core/webhook";
import { findOpenJobOf, lockWebhook, type Db, type WebhookRow } from "@yardlet/db";
import * as z from "zod";
import type { ServiceContext } from "../context.ts";
import { openSecret, sealSecret } from "../credential/seal.ts";
import { enqueueJob } from "../job/enqueue.ts";

export const WebhookInput = z.strictObject({ id: z.string().min(1).max(128) });

/** @throws DomainError `not_found` */
export async function requireWebhook(tx: Db, id: string): Promise<WebhookRow> {
  const hook = await lockWebhook(tx, id);
  if (!hook) throw new DomainError("not_found", "there is no such webhook any more; reload the list");
  return hook;
}

/** The address as it is stored. @throws DomainError by `targetOf` */
export function checkedUrl(ctx: ServiceContext, text: string): string {
  return targetOf(urlPartsOf(text), ctx.settings.webhookAllow ?? []).url;
}

export function urlPartsOf(text: string): UrlParts | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

export function sealFor(ctx: ServiceContext, id: string, secret: string): string {
  return sealSecret(ctx, `webhook ${id}`, secret);
}

export function openFor(ctx: ServiceContext, id: string, sealed: string): string {
  return openSecret(ctx, `webhook ${id}`, sealed);
}

/** Sees to it that what waits for a webhook is sent; a job that is there already does it. */
export async function enqueueDelivery(ctx: ServiceContext, tx: Db, webhookId: string): Promise<void> {
  if (await findOpenJobOf(tx, "webhook.deliver", "webhookId", webhookId)) return;
  await enqueueJob(ctx, tx, "webhook.deliver", { webhookId });
}
