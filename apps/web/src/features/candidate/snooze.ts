import { formatCount, formatDay } from "@/ui/format.ts";

/** Until when a candidate is out of sight: a moment, or so many more intents. */
export type Snooze = { until: Date } | { intents: number };

/** The longest snooze is refused a moment too late: some seconds less than whole days. */
const DAY_MS = 86_400_000;
const SLACK_MS = 1_000;

/** How far ahead a candidate may be put away, in days; the server holds to the same. */
export const MOST_DAYS = 90;
export const MOST_INTENTS = 1_000;

export function snoozeDays(days: number, now: number): Snooze {
  return { until: new Date(now + days * DAY_MS - SLACK_MS) };
}

/** A day as a field of dates has it, so many days from now, in UTC. */
export function dayAhead(days: number, now: number): string {
  return new Date(now + days * DAY_MS).toISOString().slice(0, 10);
}

/** Reads a day from a field of dates; undefined for anything else. */
export function readDay(text: string): Date | undefined {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(text) : undefined;
  return at && !Number.isNaN(at.getTime()) ? at : undefined;
}

/** Reads a count of intents from a field; undefined for anything else. */
export function readIntents(text: string): number | undefined {
  const count = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  return count >= 1 && count <= MOST_INTENTS ? count : undefined;
}

/** `until 3 Dec`, `until 5 more intents`. */
export function snoozeWords(snooze: Snooze): string {
  if ("until" in snooze) return `until ${formatDay(snooze.until)}`;
  return `until ${formatCount(snooze.intents, "more intent")}`;
}
