import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";

/** How often one event is tried before the webhook is disabled. */
export const MOST_ATTEMPTS = 8;

const FIRST_WAIT_MS = 15_000;
const FACTOR = 4;
const JITTER = 0.1;
const LONGEST_ASKED_MS = 6 * 3_600_000;

/** How an attempt ended. `status` is null when no answer came; `retryAfter` is what the receiver asks for, in seconds. */
export interface AttemptEnd {
  messageId: string;
  /** Counted from 1. */
  attempt: number;
  status: number | null;
  retryAfter?: number | undefined;
  error: string | null;
}

/** What follows: the receiver has it, it is tried again after a while, or nothing more is sent. */
export type AttemptFollows =
  | { does: "next" }
  | { does: "retry"; afterMs: number }
  | { does: "disable"; reason: string };

/** A receiver took a message when it answered 2xx. Source: the Standard Webhooks specification, as for 410. */
export function afterAttempt(end: AttemptEnd): AttemptFollows {
  if (end.error === null) return { does: "next" };
  if (end.status === 410) return { does: "disable", reason: "the receiver answered 410: it wants nothing more" };
  if (end.attempt >= MOST_ATTEMPTS) {
    return { does: "disable", reason: `${end.attempt} attempts at one event failed; the last one: ${end.error}` };
  }
  const asked = Math.min(LONGEST_ASKED_MS, (end.retryAfter ?? 0) * 1_000);
  return { does: "retry", afterMs: Math.max(asked, waitAfter(end)) };
}

/**
 * How long to wait after a failed attempt, in milliseconds: four times as long each time, from 15 s to 17 h, some 23 h in all. Of the
 * same message and attempt it is always the same; different messages spread by a tenth to both sides.
 */
export function waitAfter({ messageId, attempt }: Pick<AttemptEnd, "messageId" | "attempt">): number {
  const [byte = 0] = sha256(utf8ToBytes(`${messageId} ${attempt}`));
  const spread = 1 + JITTER * ((byte / 255) * 2 - 1);
  return Math.round(FIRST_WAIT_MS * FACTOR ** (attempt - 1) * spread);
}
