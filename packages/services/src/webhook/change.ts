import { recordAudit, recordEvent, skipToNow, updateWebhook as store, type Db, type WebhookRow } from "@yardlet/db";
import { DomainError } from "@yardlet/core/error";
import * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { requireRepo } from "../repo/find.ts";
import { CreateWebhookInput } from "./create.ts";
import { checkedUrl, requireWebhook, sealFor, WebhookInput } from "./find.ts";
import { newWebhookSecret } from "./sign.ts";

/** So long a receiver may still hold the secret before. */
const OVERLAP_MS = 24 * 3_600_000;

export const UpdateWebhookInput = CreateWebhookInput.extend(WebhookInput.shape);

/** Sets where it is sent and what of. What waits is sent there as well, if it is still wanted. */
export async function updateWebhook(ctx: ServiceContext, input: z.infer<typeof UpdateWebhookInput>): Promise<void> {
  requirePermission(ctx, "webhook.manage");
  const url = checkedUrl(ctx, input.url);
  await transact(ctx, async (tx) => {
    const hook = await requireWebhook(tx, input.id);
    const repo = input.repo === undefined ? undefined : await requireRepo(tx, input.repo);
    await store(tx, hook.id, { url, events: input.events, repoId: repo?.id ?? null, failures: 0, nextAt: null });
    const before = { url: hook.url, events: hook.events, repo: hook.repoSlug };
    const after = { url, events: input.events, repo: repo?.slug ?? null };
    await note(ctx, tx, { ...hook, url }, { action: "webhook.update", reason: "changed in settings", before, after });
  });
}

/** Holds everything back: it waits, up to WEBHOOK_EVENT_DAYS. */
export async function pauseWebhook(ctx: ServiceContext, input: z.infer<typeof WebhookInput>): Promise<void> {
  requirePermission(ctx, "webhook.manage");
  await transact(ctx, async (tx) => {
    const hook = await requireWebhook(tx, input.id);
    if (hook.state !== "active") throw new DomainError("conflict", `this webhook is ${hook.state} already`);
    await setState(ctx, tx, hook, { state: "paused", reason: "paused in settings" });
    await note(ctx, tx, hook, { action: "webhook.pause", reason: "paused in settings" });
  });
}

export const ResumeWebhookInput = WebhookInput.extend({
  /** Whether what has happened meanwhile is sent, in its order, or left out. */
  from: z.enum(["where_it_stopped", "now"]),
});

/** Goes on with one that was paused, or that Yardlet gave up. */
export async function resumeWebhook(ctx: ServiceContext, input: z.infer<typeof ResumeWebhookInput>): Promise<void> {
  requirePermission(ctx, "webhook.manage");
  await transact(ctx, async (tx) => {
    const hook = await requireWebhook(tx, input.id);
    if (hook.state === "active") throw new DomainError("conflict", "this webhook is active already");
    if (input.from === "now") await skipToNow(tx, hook.id);
    await setState(ctx, tx, hook, { state: "active", reason: null });
    const reason = input.from === "now" ? "what happened meanwhile is left out" : "goes on where it stopped";
    await note(ctx, tx, hook, { action: "webhook.resume", reason, from: input.from });
  });
}

/** Makes another secret, which is answered this once. For a day messages are signed with the one before as well. */
export async function rotateWebhook(
  ctx: ServiceContext,
  input: z.infer<typeof WebhookInput>,
): Promise<{ id: string; secret: string }> {
  requirePermission(ctx, "webhook.manage");
  const secret = newWebhookSecret();
  return transact(ctx, async (tx) => {
    const hook = await requireWebhook(tx, input.id);
    const oldSecretUntil = new Date(ctx.now().getTime() + OVERLAP_MS);
    await store(tx, hook.id, { secret: sealFor(ctx, hook.id, secret), oldSecret: hook.secret, oldSecretUntil });
    await note(ctx, tx, hook, { action: "webhook.rotate", reason: "another secret was made in settings" });
    return { id: hook.id, secret };
  });
}

/** Ends it for good: its secrets are forgotten, what it was sent stays in the log until it is old. */
export async function deleteWebhook(ctx: ServiceContext, input: z.infer<typeof WebhookInput>): Promise<void> {
  requirePermission(ctx, "webhook.manage");
  await transact(ctx, async (tx) => {
    const hook = await requireWebhook(tx, input.id);
    await store(tx, hook.id, { deletedAt: ctx.now(), secret: null, oldSecret: null, oldSecretUntil: null });
    await note(ctx, tx, hook, { action: "webhook.delete", reason: "deleted in settings" });
  });
}

async function setState(
  ctx: ServiceContext,
  tx: Db,
  { id }: WebhookRow,
  { state, reason }: { state: WebhookRow["state"]; reason: string | null },
): Promise<void> {
  const by = ctx.actor.name;
  await store(tx, id, { state, stateReason: reason, stateBy: by, stateAt: ctx.now(), failures: 0, nextAt: null });
}

async function note(
  ctx: ServiceContext,
  tx: Db,
  { id, url, repoId }: WebhookRow,
  { action, reason, ...details }: { action: string; reason: string } & Record<string, unknown>,
): Promise<void> {
  await recordAudit(tx, ctx.actor, { action, repoId, subject: url, reason, details: { webhook: id, ...details } });
  await recordEvent(tx, "webhook", id);
}
