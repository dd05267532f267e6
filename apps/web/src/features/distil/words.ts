import type { FailureSeverity } from "@yardlet/core/run";
import type { GlyphName, GlyphTone } from "@/ui/glyph.tsx";

/** How bad what a lesson is about is, by the namespace of its codes. */
export const SEVERITIES = {
  high: { glyph: "bad", tone: "bad", word: "high" },
  medium: { glyph: "mid", tone: "mid", word: "medium" },
  low: { glyph: "none", tone: "unk", word: "low" },
} as const satisfies Record<FailureSeverity, { glyph: GlyphName; tone: GlyphTone; word: string }>;

/** What of all evidence speaks for a lesson: failures of failures, what passed the same way, and one. */
export interface Fraction {
  numerator: number;
  denominator: number;
}

/** The confidence of what failed in so many runs, while so many passed the same way. Source: contracts.md, section 9. */
export function confidenceOf({ recurrence, counter }: { recurrence: number; counter: number }): Fraction {
  return { numerator: recurrence, denominator: recurrence + counter + 1 };
}

/** `0.67`; to two digits, as scores are. */
export function fractionValue({ numerator, denominator }: Fraction): string {
  return (numerator / denominator).toFixed(2);
}

/** `4 ÷ (4 failed + 1 passed + 1)`: what the figure is made of. */
export function fractionWords({ recurrence, counter }: { recurrence: number; counter: number }): string {
  return `${recurrence} ÷ (${recurrence} failed + ${counter} passed + 1)`;
}

/** The word behind a figure. */
export function runsWord(count: number): string {
  return count === 1 ? "run" : "runs";
}

/** `lesson 3f2a91c4`: an id as people read it, by the part that stays with its group. */
export function shortId(id: string): string {
  const [kind = "", rest = ""] = id.split(":");
  return rest === "" ? id : `${kind} ${rest.slice(0, SHORT)}`;
}

const SHORT = 8;
