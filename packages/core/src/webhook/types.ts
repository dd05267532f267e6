import * as z from "zod";

/** What a webhook may be told of, in the order that people read it. A test ping is sent whatever is chosen. */
export const WebhookEvent = z.enum([
  "candidate.created",
  "skill.pruned",
  "skill.promoted",
  "skill.regressed",
  "job.failed",
]);
export type WebhookEvent = z.infer<typeof WebhookEvent>;

/** active: events are sent · paused: a person holds them back · disabled: Yardlet gave up, and says why. Both keep what comes. */
export const WebhookState = z.enum(["active", "paused", "disabled"]);
export type WebhookState = z.infer<typeof WebhookState>;

/** Why something was sent: its turn had come, somebody wanted it again, or somebody tried whether it arrives. */
export const WebhookTrigger = z.enum(["event", "redelivery", "ping"]);
export type WebhookTrigger = z.infer<typeof WebhookTrigger>;

export const WEBHOOK_PING = "webhook.ping";

/** Webhooks of a team, characters of an address, days that an event waits for one that is paused or disabled. */
export const MOST_WEBHOOKS = 50;
export const MOST_WEBHOOK_URL = 2_000;
export const WEBHOOK_EVENT_DAYS = 30;

/** Where what happens is told to. Its secret is never among what is read. */
export interface Webhook {
  id: string;
  url: string;
  events: WebhookEvent[];
  /** The one repo it hears of; null is every repo and the library. */
  repoId: string | null;
  repoSlug: string | null;
  state: WebhookState;
  stateReason: string | null;
  stateBy: string | null;
  stateAt: Date;
  /** Failed attempts at the event whose turn it is. */
  failures: number;
  /** When it is tried again. */
  nextAt: Date | null;
  /** Until then everything is signed with the secret before this one as well. */
  oldSecretUntil: Date | null;
  createdBy: string;
  createdAt: Date;
}

/** One attempt, or one that somebody asked for and that waits (`at` is null). */
export interface WebhookDelivery {
  id: string;
  webhookId: string;
  /** The same in every attempt at one event: who has seen it has seen the event. */
  messageId: string;
  kind: string;
  trigger: WebhookTrigger;
  attempt: number;
  askedAt: Date;
  askedBy: string | null;
  at: Date | null;
  ms: number | null;
  status: number | null;
  /** Why it failed, in words; null when the receiver took it. */
  error: string | null;
  body: string;
  /** The beginning of what the receiver answered. */
  response: string | null;
}
