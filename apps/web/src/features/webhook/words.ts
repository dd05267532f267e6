import type { WebhookEvent, WebhookState, WebhookTrigger } from "@yardlet/core/webhook";
import type { GlyphName, GlyphTone } from "@/ui/glyph.tsx";

/** What a webhook may be told of, in words. */
export const EVENTS = {
  "candidate.created": "something new waits for a decision",
  "skill.pruned": "a skill was taken away from its repo",
  "skill.promoted": "a repo’s skill became one of the library",
  "skill.regressed": "a version is proved worse than the one before",
  "job.failed": "a job was given up",
} as const satisfies Record<WebhookEvent, string>;

export const EVENT_CHOICES = [
  "candidate.created",
  "skill.pruned",
  "skill.promoted",
  "skill.regressed",
  "job.failed",
] as const satisfies readonly WebhookEvent[];

/** How each state looks. */
export const STATES = {
  active: { glyph: "ok", tone: "good" },
  paused: { glyph: "none", tone: "unk" },
  disabled: { glyph: "x", tone: "bad" },
} as const satisfies Record<WebhookState, { glyph: GlyphName; tone: GlyphTone }>;

/** Why something was sent. */
export const TRIGGERS = {
  event: "its turn",
  redelivery: "sent again",
  ping: "a test",
} as const satisfies Record<WebhookTrigger, string>;
