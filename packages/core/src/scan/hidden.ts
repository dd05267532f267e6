import type { ScanRule, ScanSeverity } from "./types.ts";

export const HIDDEN_RULES = {
  "hidden-text": {
    why: "it hides text from people that an agent reads",
    example: "Be helpful.\u{E0041}\u{E0042}\u{E0043}",
    waive: "delete the characters that show nothing",
    lowered: false,
    patterns: [],
    severities: ["critical", "high", "low"],
  },
  "hidden-order": {
    why: "it shows people another order than the one that is read",
    example: "run \u202Etxt.exe",
    waive: "delete the characters that turn the direction",
    lowered: false,
    patterns: [],
    severities: ["critical", "high", "medium"],
  },
} as const satisfies Record<string, ScanRule>;

/** Hidden characters in one line. */
export interface Hidden {
  rule: keyof typeof HIDDEN_RULES;
  severity: ScanSeverity;
}

const PLAIN = /^[\t\x20-\x7E]*$/u;
const TAG = /[\u{E0000}-\u{E007F}]/u;
/** A flag of a region is a black flag and tags. */
const FLAG = /\u{1F3F4}[\u{E0020}-\u{E007E}]{2,6}\u{E007F}/gu;
const SELECTORS = /[\u{E0100}-\u{E01EF}]{2}|[\uFE00-\uFE0D]{3}|[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]{4}/u;
/** Latin letters have no variants. */
const BETWEEN_LETTERS = /[a-z][\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/giu;
const TURNS = /[\u202D\u202E]/u;
const TURNS_LATIN = /[\u202B\u2067]/u;
const EMBEDS = /[\u202A\u202B\u2066-\u2068]/u;
const RUN = /[\u200B\u2060-\u2064\uFEFF]{2}|[\u200C\u200D]{3}/u;
const ZERO = /[\u200B\u2060-\u2064]/gu;
const RIGHT_TO_LEFT = /[\u0590-\u08FF]/u;
/** One such character may be a slip of an editor; so many are a pattern. */
const MANY = 4;

/** What is hidden in a line as it stands in the file; undefined for nothing. The joiners of emoji and of scripts are no such thing. */
export function hiddenIn(line: string): Hidden | undefined {
  if (PLAIN.test(line)) return undefined;
  if (TAG.test(line.replace(FLAG, "")) || SELECTORS.test(line)) return { rule: "hidden-text", severity: "critical" };
  if (TURNS.test(line)) return { rule: "hidden-order", severity: "critical" };
  const zeros = line.match(ZERO)?.length ?? 0;
  const isRun = RUN.test(line) || zeros >= MANY || (line.match(BETWEEN_LETTERS)?.length ?? 0) >= MANY;
  if (isRun) return { rule: "hidden-text", severity: "high" };
  if (EMBEDS.test(line) && !RIGHT_TO_LEFT.test(line))
    return { rule: "hidden-order", severity: TURNS_LATIN.test(line) ? "high" : "medium" };
  return zeros > 0 ? { rule: "hidden-text", severity: "low" } : undefined;
}
