import { randomUUID } from "node:crypto";
import { DomainError } from "@yardlet/core/error";
import { MOST_WEBHOOK_URL, MOST_WEBHOOKS, WebhookEvent } from "@yardlet/core/webhook";
import { countWebhooks, insertWebhook, recordAudit, recordEvent } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { requireRepo } from "../repo/find.ts";
import { checkedUrl, sealFor } from "./find.ts";
import { newWebhookSecret } from "./sign.ts";

export const CreateWebhookInput = z.strictObject({
  url: z.string().trim().min(1).max(MOST_WEBHOOK_URL),
  events: z
    .array(WebhookEvent)
    .min(1, "choose at least one event")
    .max(WebhookEvent.options.length)
    .refine((events) => new Set(events).size === events.length, "an event stands here twice"),
  /** The slug of the one repo it hears of; without it every repo, and the library. */
  repo: z.string().min(1).max(128).optional(),
});

/**
 * Adds an address that is told what happens from now on. The secret that its messages are signed with is answered this once; it is
 * stored encrypted.
 * @throws DomainError `forbidden` for an address that nothing is sent to, `not_found` for an unknown repo, `limit_reached` at
 * MOST_WEBHOOKS
 */
export async function createWebhook(
  ctx: ServiceContext,
  input: z.infer<typeof CreateWebhookInput>,
): Promise<{ id: string; secret: string }> {
  requirePermission(ctx, "webhook.manage");
  const url = checkedUrl(ctx, input.url);
  const id = randomUUID();
  const secret = newWebhookSecret();
  const sealed = sealFor(ctx, id, secret);
  return transact(ctx, async (tx) => {
    const repo = input.repo === undefined ? undefined : await requireRepo(tx, input.repo);
    if ((await countWebhooks(tx)) >= MOST_WEBHOOKS) {
      throw new DomainError("limit_reached", `the team has ${MOST_WEBHOOKS} webhooks; delete those that nobody reads`);
    }
    await insertWebhook(tx, {
      id,
      url,
      events: input.events,
      repoId: repo?.id ?? null,
      secret: sealed,
      createdBy: ctx.actor.name,
      createdAt: ctx.now(),
    });
    await recordAudit(tx, ctx.actor, {
      action: "webhook.create",
      repoId: repo?.id ?? null,
      subject: url,
      reason: "added in settings",
      details: { webhook: id, events: input.events },
    });
    await recordEvent(tx, "webhook", id);
    return { id, secret };
  });
}
