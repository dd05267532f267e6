import { DomainError } from "@yardlet/core/error";
import {
  afterAttempt,
  messageBody,
  refusalOf,
  targetOf,
  type AttemptFollows,
  type WebhookDelivery,
} from "@yardlet/core/webhook";
import {
  endDelivery,
  findWebhook,
  insertAttempt,
  lockWebhook,
  moveWebhook,
  nextDelivery,
  nextEvent,
  recordAudit,
  recordEvent,
  updateWebhook,
  type AnnouncedEvent,
  type Db,
  type WebhookRow,
} from "@yardlet/db";
import { transact, type ServiceContext } from "../context.ts";
import type { JobRun } from "../job/run.ts";
import { openFor, urlPartsOf } from "./find.ts";
import { postMessage } from "./post.ts";
import { signatureHeaders } from "./sign.ts";

/** Messages that one job sends; where more wait the next one goes on. */
const MOST_SENT = 500;

/** How an attempt ended, as the log has it. */
interface Ended {
  at: Date;
  ms: number;
  status: number | null;
  error: string | null;
  response: string | null;
  retryAfter?: number | undefined;
  /** It will not work again before somebody does something. */
  hopeless?: boolean;
}

/**
 * Sends what waits for a webhook: first what people asked for, then event after event in their order. One that fails holds the rest
 * up until it is tried again. A worker that dies between answer and note has sent twice, under the same id.
 */
export async function runWebhookDeliver(
  ctx: ServiceContext,
  webhookId: string,
  run: JobRun,
): Promise<{ sent: number; failed: number }> {
  const counts = { sent: 0, failed: 0 };
  while (counts.sent + counts.failed < MOST_SENT) {
    run.signal.throwIfAborted();
    const hook = await findWebhook(ctx.db, webhookId);
    const ended = hook && (await sendNext(ctx, hook, run.signal));
    if (!ended) break;
    counts[ended.error === null ? "sent" : "failed"] += 1;
  }
  await run.step(`${counts.sent} sent, ${counts.failed} failed`, 1);
  return counts;
}

async function sendNext(ctx: ServiceContext, hook: WebhookRow, signal: AbortSignal): Promise<Ended | undefined> {
  const asked = await nextDelivery(ctx.db, hook.id);
  if (asked) {
    const ended = await attempt(ctx, hook, asked, signal);
    await transact(ctx, async (tx) => {
      const { at, ms, status, error, response } = ended;
      await endDelivery(tx, asked.id, { at, ms, status, error, response });
      await recordEvent(tx, "webhook", hook.id);
    });
    return ended;
  }
  const isDue = hook.state === "active" && (hook.nextAt === null || hook.nextAt <= ctx.now());
  const event = isDue ? await nextEvent(ctx.db, hook.id) : undefined;
  if (!event) return undefined;
  const message = { messageId: event.messageId, body: messageBody(event) };
  const ended = await attempt(ctx, hook, message, signal);
  await transact(ctx, (tx) => noteAttempt(ctx, tx, hook, { event, body: message.body, ended }));
  return ended;
}

async function attempt(
  ctx: ServiceContext,
  hook: WebhookRow,
  { messageId, body }: Pick<WebhookDelivery, "messageId" | "body">,
  signal: AbortSignal,
): Promise<Ended> {
  const at = ctx.now();
  const started = performance.now();
  const took = () => Math.round(performance.now() - started);
  const secrets = secretsOf(ctx, hook, at);
  if (typeof secrets === "string") {
    return { at, ms: took(), status: null, error: secrets, response: null, hopeless: true };
  }
  try {
    const target = targetOf(urlPartsOf(hook.url), ctx.settings.webhookAllow ?? []);
    const timestamp = Math.floor(at.getTime() / 1000);
    const headers = signatureHeaders({ id: messageId, timestamp, body }, secrets);
    const { status, retryAfter, text } = await postMessage({ target, headers, body, signal });
    const error = status >= 200 && status < 300 ? null : refusalOf(status);
    return { at, ms: took(), status, error, response: text, retryAfter };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { at, ms: took(), status: null, error: error.message, response: null };
  }
}

/** The secrets to sign with; or why there are none, in words. */
function secretsOf(ctx: ServiceContext, hook: WebhookRow, now: Date): string[] | string {
  const { id, secret, oldSecret, oldSecretUntil } = hook;
  try {
    const newest = openFor(ctx, id, secret ?? "");
    const isOldGood = oldSecret !== null && oldSecretUntil !== null && oldSecretUntil > now;
    return isOldGood ? [newest, openFor(ctx, id, oldSecret)] : [newest];
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "refused") throw error;
    return error.message;
  }
}

async function noteAttempt(
  ctx: ServiceContext,
  tx: Db,
  before: WebhookRow,
  { event, body, ended }: { event: AnnouncedEvent; body: string; ended: Ended },
): Promise<void> {
  const hook = await lockWebhook(tx, before.id);
  // Another worker, or a person, has moved on meanwhile: what was sent is no longer whose turn it is.
  if (hook?.cursor !== before.cursor) return;
  const number = hook.failures + 1;
  const { at, ms, status, error, response } = ended;
  await insertAttempt(tx, {
    webhookId: hook.id,
    messageId: event.messageId,
    kind: event.kind,
    trigger: "event",
    attempt: number,
    body,
    askedAt: event.at,
    at,
    ms,
    status,
    error,
    response,
  });
  const follows: AttemptFollows =
    ended.hopeless && error !== null
      ? { does: "disable", reason: error }
      : afterAttempt({ messageId: event.messageId, attempt: number, status, error, retryAfter: ended.retryAfter });
  await follow(ctx, tx, hook, { follows, turn: event.turn, failures: number });
  await recordEvent(tx, "webhook", hook.id);
}

async function follow(
  ctx: ServiceContext,
  tx: Db,
  hook: WebhookRow,
  { follows, turn, failures }: { follows: AttemptFollows; turn: string; failures: number },
): Promise<void> {
  switch (follows.does) {
    case "next":
      await moveWebhook(tx, hook, turn);
      return;
    case "retry":
      await updateWebhook(tx, hook.id, { failures, nextAt: new Date(ctx.now().getTime() + follows.afterMs) });
      return;
    case "disable": {
      const { reason } = follows;
      const stateBy = ctx.actor.name;
      if (hook.state !== "active") return;
      await updateWebhook(tx, hook.id, {
        state: "disabled",
        stateReason: reason,
        stateBy,
        stateAt: ctx.now(),
        failures,
        nextAt: null,
      });
      await recordAudit(tx, ctx.actor, {
        action: "webhook.disable",
        repoId: hook.repoId,
        subject: hook.url,
        reason,
        details: { webhook: hook.id, failures },
      });
    }
  }
}
