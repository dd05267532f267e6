import type { ScanRule, ScanSeverity } from "./types.ts";

export const HIDDEN_RULES = {
  "hidden-text": {
    why: "it hides text from people that an agent reads",
    example: "Be helpful.\u{E0041}\u{E0042}\u{E0043}",
    waive: "delete the characters that show nothing",
    lowered: false,
    patterns: [],
  },
  "hidden-order": {
    why: "it shows people another order than the one that is read",
    example: "run \u202Etxt.exe",
    waive: "delete the characters that turn the direction",
    lowered: false,
    patterns: [],
  },
} as const satisfies Record<string, ScanRule>;

/** Hidden characters in one line. */
export interface Hidden {
  rule: keyof typeof HIDDEN_RULES;
  severity: ScanSeverity;
}

const TAG = /[\u{E0000}-\u{E007F}]/u;
/** A flag of a region is a black flag and tags. */
const FLAG = /\u{1F3F4}[\u{E0020}-\u{E007E}]{2,6}\u{E007F}/gu;
const SELECTORS = /[\u{E0100}-\u{E01EF}]{2}|[\uFE00-\uFE0D]{3}/u;
const TURNS = /[\u202D\u202E]/u;
const EMBEDS = /[\u202A\u202B\u2066-\u2068]/u;
const RUN = /[\u200B\u2060-\u2064\uFEFF]{2}|[\u200C\u200D]{3}/u;
const ZERO = /[\u200B\u2060-\u2064]/u;
const RIGHT_TO_LEFT = /[\u0590-\u08FF]/u;

/** What is hidden in a line as it stands in the file; undefined for nothing. The joiners of emoji and of scripts are no such thing. */
export function hiddenIn(line: string): Hidden | undefined {
  if (TAG.test(line.replace(FLAG, "")) || SELECTORS.test(line)) return { rule: "hidden-text", severity: "critical" };
  if (TURNS.test(line)) return { rule: "hidden-order", severity: "critical" };
  if (RUN.test(line)) return { rule: "hidden-text", severity: "high" };
  if (EMBEDS.test(line) && !RIGHT_TO_LEFT.test(line)) return { rule: "hidden-order", severity: "medium" };
  return ZERO.test(line) ? { rule: "hidden-text", severity: "low" } : undefined;
}
