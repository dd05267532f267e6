import type { Sign } from "./detect-code.ts";
import type { ForbiddenRuleId } from "./rules.ts";
import { FORBIDS, FORBIDS_NOT, PROSE_PATTERNS } from "./rules-prose.ts";

const ROWS: readonly { rule: ForbiddenRuleId; match: RegExp }[] = [
  { rule: "network", match: PROSE_PATTERNS.network },
  { rule: "process-spawn", match: PROSE_PATTERNS["process-spawn"] },
  { rule: "write-outside", match: PROSE_PATTERNS["write-outside"] },
  { rule: "environment-read", match: PROSE_PATTERNS["environment-read"] },
  { rule: "held-out-read", match: PROSE_PATTERNS["held-out-read"] },
  { rule: "skill-store-write", match: PROSE_PATTERNS["skill-store-write"] },
  { rule: "dynamic-code", match: PROSE_PATTERNS["dynamic-code"] },
  { rule: "clock-randomness", match: PROSE_PATTERNS["clock-randomness"] },
];
const RETRIEVES = /\bretriev/iu;
const STARTS_ANEW = /^\s*(?:$|#|[-*+]\s|\d{1,3}[.)]\s|>|\|)/u;
const TURN = /\n|[.;:!?]\s|\b(?:but|however|except|unless|then|yet|although)\b|—/giu;

const LEADS = /^(?:[.;:!?),\d]*\s+|[-*+]\s+|(?:but|then|yet)\s+)+/iu;

/** Paragraphs, each in one line of `text`, and where each line of the file begins in it. */
interface Paragraphs {
  text: string;
  lines: { line: number; from: number; heading: string }[];
}

/**
 * What sentences ask for that a memory design must not do. `onRetrieve` says that the whole text is about the retrieve side; else a
 * sentence or the heading above it has to say so, for what is forbidden there alone.
 */
export function signsOfProse(lines: readonly string[], firstLine: number, onRetrieve: boolean): Sign[] {
  const paragraphs = paragraphsOf(lines, firstLine);
  const { text } = paragraphs;
  return ROWS.flatMap(({ rule, match }) =>
    matchesOf(match, text).flatMap((found): Sign[] => {
      const start = found.index + leadLength(found[0]);
      const sentence = sentenceBefore(text, start) + text.slice(start, found.index + found[0].length);
      const { line, heading } = placeOf(paragraphs, start);
      const isAsked = rule !== "held-out-read" || onRetrieve || RETRIEVES.test(`${heading} ${sentence}`);
      return isAsked && !isForbidden(sentence) ? [{ rule, line }] : [];
    }),
  );
}

/** All matches of a global pattern. `matchAll` makes the pattern anew each time, which takes longer than matching. */
function matchesOf(pattern: RegExp, text: string): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let one = pattern.exec(text); one !== null; one = pattern.exec(text)) found.push(one);
  return found;
}

function paragraphsOf(lines: readonly string[], firstLine: number): Paragraphs {
  const parts: string[] = [];
  const places: Paragraphs["lines"] = [];
  let heading = "";
  let length = 0;
  for (const [index, line] of lines.entries()) {
    if (/^\s{0,3}#{1,6}\s/u.test(line)) heading = line;
    const part = `${STARTS_ANEW.test(line) ? "\n" : ""}${line.trim()} `;
    places.push({ line: firstLine + index, from: length, heading });
    parts.push(part);
    length += part.length;
  }
  return { text: parts.join(""), lines: places };
}

function placeOf({ lines }: Paragraphs, at: number): { line: number; heading: string } {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lines[middle]?.from ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return lines[low] ?? { line: 1, heading: "" };
}

/** How much of a match is only what stands before its verb. */
function leadLength(match: string): number {
  return LEADS.exec(match)?.[0].length ?? 0;
}

function sentenceBefore(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - 400), at);
  const turns = matchesOf(TURN, before);
  const last = turns.at(-1);
  return last === undefined ? before : before.slice(last.index + last[0].length);
}

function isForbidden(text: string): boolean {
  const turned = text.replaceAll(FORBIDS_NOT, " ");
  return FORBIDS.test(turned);
}
