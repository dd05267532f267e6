import type { ReadLines } from "./lines.ts";
import { ScanSeverity } from "./types.ts";

const ABOUT_ATTACKS =
  /\b(?:attack|attacker|malicious|malware|adversar|injection|exploit|phishing|exfiltrat|detect|scanner|threat|vulnerab|pentest|penetration test|red.?team|forensic|incident response|security|suspicious|ioc|indicator|hunting|reverse engineer|hardening|untrusted|owasp)|安全|恶意|攻击|检测|漏洞/iu;
const WARNS =
  /\b(?:attack|malicious|adversar|injection|inject|exploit|phishing|detect|scan(?:s|ner|ning)?\b|flag(?:s|ged)?\b|never|avoid|do not|don't|must not|dangerous|destructive|unsafe|block(?:s|ed)?\b|reject|refuse|deny|denied|forbidden|prohibited|suspicious|(?<![\w.])e\.g\.|such as|for example|vulnerab|untrusted|warning|red flag|anti-?pattern|bad:|payload|containing|says)|❌|✗|✘|⛔|🚫|🚨|不要|禁止|警惕|检测/iu;
const HEADING = /^\s{0,3}(#{1,6})\s+(.*)$/u;
const FENCE = /^\s{0,12}(?:```|~~~)/u;
const SHOWN = /^\s{0,12}(?:>|\||[-*+]\s{1,4}["“'`「]|\d{1,3}[.)]\s{1,4}["“'`「]|#|\/\/|["“'`「])/u;

/** What surrounds the lines of a file. */
export interface Surroundings {
  /** By line: a heading above it speaks of attacks. */
  headed: readonly boolean[];
  /** By line: it lies in a code block. */
  fenced: readonly boolean[];
}

/** Whether a skill says of itself that it is about attacks. `about` is its name and description. */
export function isAboutAttacks(about: string): boolean {
  return ABOUT_ATTACKS.test(about);
}

/** Reads headings and code blocks of a Markdown file. */
export function surroundingsOf(raw: readonly string[]): Surroundings {
  const headings: string[] = [];
  const headed: boolean[] = [];
  const fenced: boolean[] = [];
  let isFenced = false;
  for (const line of raw) {
    const isFence = FENCE.test(line);
    if (isFence) isFenced = !isFenced;
    const [, marks, title] = isFenced || isFence ? [] : (HEADING.exec(line) ?? []);
    if (marks !== undefined) {
      headings.length = Math.min(headings.length, marks.length - 1);
      headings[marks.length - 1] = title ?? "";
    }
    headed.push(
      headings.some((heading) => heading !== undefined && (ABOUT_ATTACKS.test(heading) || WARNS.test(heading))),
    );
    fenced.push(isFenced && !isFence);
  }
  return { headed, fenced };
}

/** A match and where it stands. */
export interface Place {
  line: number;
  /** Offsets of the match in the text that was read. */
  from: number;
  to: number;
  /** It is said to the agent, so that showing it in a code block is quoting. */
  spoken: boolean;
}

const NEAR = 160;
/** What an address is called says nothing. */
const ADDRESS = /\bhttps?:\/\/[^\s)\]>"'`]{1,200}/giu;

/**
 * How much there is to say that something is shown rather than asked for: 0 nothing, 2 or more plainly shown. What a skill says
 * of itself counts only beside a sign where the match stands: an attacker writes the description too.
 */
export function shownness(place: Place, read: ReadLines, around: Surroundings, aboutAttacks: boolean): number {
  const before = read.text.slice(Math.max(0, place.from - NEAR), place.from);
  const after = read.text.slice(place.to, place.to + NEAR);
  const near = `${lastLines(before)} ${firstLine(after)}`.replace(ADDRESS, "");
  const line = read.raw[place.line] ?? "";
  const isQuoted =
    place.spoken &&
    (around.fenced[place.line] === true || SHOWN.test(line) || isEnclosed(lastLine(before), firstLine(after)));
  const here = [around.headed[place.line] === true, WARNS.test(near), isQuoted].filter(Boolean).length;
  return here > 0 && aboutAttacks ? here + 1 : here;
}

function lastLines(text: string): string {
  return text.split("\n").slice(-3).join(" ");
}

function lastLine(text: string): string {
  return text.slice(text.lastIndexOf("\n") + 1);
}

function firstLine(text: string): string {
  const end = text.indexOf("\n");
  return end < 0 ? text : text.slice(0, end);
}

const PAIRS = ['""', "``", "“”", "‘’", "「」", "«»", "''"] as const;

function isEnclosed(before: string, after: string): boolean {
  return PAIRS.some(([open = "", close = ""]) => {
    const opened = before.split(open).length - 1;
    const isOpen = open === close ? opened % 2 === 1 : opened > before.split(close).length - 1;
    return isOpen && after.includes(close);
  });
}

/** The severity some steps milder; never milder than `low`. */
export function lower(severity: ScanSeverity, steps: number): ScanSeverity {
  const index = ScanSeverity.options.indexOf(severity) + Math.min(steps, 2);
  return ScanSeverity.options[Math.min(index, ScanSeverity.options.length - 1)] ?? "low";
}
