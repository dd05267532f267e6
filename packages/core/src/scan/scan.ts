import { describeSkill } from "../skill/describe.ts";
import { compareText } from "../skill/order.ts";
import { SKILL_FILE, parseSkill } from "../skill/parse.ts";
import type { SkillFile } from "../skill/types.ts";
import { decodeText } from "../skill/utf8.ts";
import { type Surroundings, isAboutAttacks, lower, shownness, surroundingsOf } from "./context.ts";
import { hiddenTexts } from "./encoded.ts";
import { excerptOf } from "./excerpt.ts";
import { hiddenIn } from "./hidden.ts";
import { type ReadLines, lineAt, linesOf, readLines } from "./lines.ts";
import { otherReadings, partedReadings, type Reading, spacedLetters } from "./readings.ts";
import { RULE_ROWS, SCAN_RULES, SPOKEN, SQUEEZED_ROWS, type RuleRow, type ScanRuleId } from "./rules.ts";
import { type ScanFinding, ScanSeverity } from "./types.ts";

const FINDINGS_A_RULE = 20;
/** Of one pattern in one file so many matches are weighed by what stands around them; the next one counts in full, and ends it. */
const WEIGHED_MATCHES = 500;

/** A rule that a line sets off, before it is a finding of a file. */
interface Sign {
  rule: string;
  severity: ScanSeverity;
  line: number;
}

/**
 * What in a skill's files could harm who uses it: static, deterministic, in order of severity, file, line and rule. What is
 * quoted, warned of or part of a text about attacks weighs one or two steps less. Of one rule in one file the worst 20 findings
 * are kept. Never throws; time grows with the size of the files.
 */
export function scanSkill(files: readonly SkillFile[]): ScanFinding[] {
  const aboutAttacks = isAboutAttacks(aboutOf(files));
  return files.flatMap((file) => scanFile(file, aboutAttacks)).toSorted(compareScanFindings);
}

/** Whether a scan has nothing critical or high to say. */
export function isScanOk(findings: readonly ScanFinding[]): boolean {
  return !findings.some(isAlarming);
}

/** Order of findings: severity, file, line, rule. */
export function compareScanFindings(a: ScanFinding, b: ScanFinding): number {
  return (
    rankOf(a.severity) - rankOf(b.severity) ||
    compareText(a.file, b.file) ||
    a.line - b.line ||
    compareText(a.rule, b.rule)
  );
}

function scanFile({ path, bytes }: SkillFile, aboutAttacks: boolean): ScanFinding[] {
  const { text } = decodeText(bytes);
  if (isProgram(bytes)) {
    return [toFinding(path, { rule: "compiled-program", severity: "high", line: 1 }, "")];
  }
  const read = readLines(text);
  const around = surroundingsOf(read.raw);
  const plain = signsOf(read, around, aboutAttacks);
  const signs = [
    ...plain,
    ...hiddenSigns(read),
    ...disguisedSigns(read, around, { aboutAttacks, plain }),
    ...encodedSigns(read, around, { aboutAttacks, plain }),
  ];
  return worst(signs).map((sign) => toFinding(path, sign, read.raw[sign.line - 1] ?? ""));
}

interface Reach {
  rows: readonly RuleRow[];
  /** So many matches of a pattern are weighed by what surrounds them. */
  weighed: number;
  /** A text may be a quotation; one that was taken apart is none. */
  quotes: boolean;
}

function signsOf(
  read: ReadLines,
  around: Surroundings,
  aboutAttacks: boolean,
  { rows, weighed, quotes }: Reach = { rows: RULE_ROWS, weighed: WEIGHED_MATCHES, quotes: true },
): Sign[] {
  return rows.flatMap(({ id, rule }) =>
    rule.patterns.flatMap(({ match, severity, unless }) =>
      matchesOf(match, read.text).flatMap(([from, to], index) => {
        const line = lineAt(read, from + leadingBreaks(read.text, from));
        if (unless?.test(read.text.slice(from, to))) return [];
        const place = { line, from, to, spoken: quotes && SPOKEN.has(id) };
        const isWeighed = rule.lowered && index < weighed;
        const steps = isWeighed ? shownness(place, read, around, aboutAttacks) : 0;
        return [{ rule: id, severity: lower(severity, steps), line: line + 1 }];
      }),
    ),
  );
}

function hiddenSigns({ raw }: ReadLines): Sign[] {
  return raw.flatMap((line, index) => {
    const hidden = hiddenIn(line);
    return hidden ? [{ ...hidden, line: index + 1 }] : [];
  });
}

interface Known {
  aboutAttacks: boolean;
  /** What the lines say as they stand. */
  plain: readonly Sign[];
}

/** What lines say once they are put together: commands with quotes inside of words, letters with blanks between, digits for letters. */
function disguisedSigns(read: ReadLines, around: Surroundings, known: Known): Sign[] {
  const lines = linesOf(read);
  const found = [
    ...signsInside([...otherReadings(lines), ...partedReadings(read.raw)], RULE_ROWS, { around, ...known }),
    ...signsInside(spacedLetters(lines), SQUEEZED_ROWS, { around, ...known }),
  ];
  return unlessPlain(found, known);
}

/** What is written in another writing is decoded and scanned as it would be in clear. */
function encodedSigns(read: ReadLines, around: Surroundings, known: Known): Sign[] {
  const { texts, over } = hiddenTexts(read.raw);
  const found = unlessPlain(signsInside(texts, RULE_ROWS), known).filter(isAlarming);
  const lines = new Set(found.map(({ line }) => line));
  const signs = [...lines].map((line): Sign => {
    const [from, to] = [read.starts[line - 1] ?? 0, read.starts[line] ?? read.text.length];
    const steps = shownness({ line: line - 1, from, to, spoken: false }, read, around, known.aboutAttacks);
    return { rule: "encoded-payload", severity: lower("critical", steps), line };
  });
  return over === undefined ? signs : [...signs, { rule: "encoded-payload", severity: "critical", line: over + 1 }];
}

/** Far enough apart that no pattern reaches from one text into the next. */
const APART = ["", "", "", "", ""];

/** What texts say that were made of lines; with what surrounds those, it weighs less where they are shown. */
function signsInside(
  texts: readonly Reading[],
  rows: readonly RuleRow[],
  where?: { around: Surroundings; aboutAttacks: boolean },
): Sign[] {
  const owners: number[] = [];
  const lines: string[] = [];
  for (const { line, text } of texts) {
    for (const one of [...text.split(/\r\n|\r|\n/u), ...APART]) {
      lines.push(one);
      owners.push(line);
    }
  }
  if (lines.length === 0) return [];
  const around = { headed: owners.map((line) => where?.around.headed[line] === true), fenced: [] };
  const signs = signsOf(readLines(lines.join("\n")), around, where?.aboutAttacks === true, {
    rows,
    weighed: where ? WEIGHED_MATCHES : 0,
    quotes: false,
  });
  return signs.map((sign) => ({ ...sign, line: (owners[sign.line - 1] ?? 0) + 1 }));
}

function unlessPlain(signs: readonly Sign[], { plain }: Known): Sign[] {
  const known = new Set(plain.map(({ rule, line }) => `${rule} ${line}`));
  return signs.filter(({ rule, line }) => !known.has(`${rule} ${line}`));
}

/** Whether a finding makes a scan not ok. */
export function isAlarming({ severity }: Pick<ScanFinding, "severity">): boolean {
  return severity === "critical" || severity === "high";
}

function matchesOf(pattern: RegExp, text: string): [number, number][] {
  const found: [number, number][] = [];
  for (const match of text.matchAll(pattern)) {
    found.push([match.index, match.index + match[0].length]);
    if (found.length > WEIGHED_MATCHES) break;
  }
  return found;
}

function leadingBreaks(text: string, from: number): number {
  return text[from] === "\n" ? 1 : 0;
}

/** One sign a rule and line, the worst; of each rule the worst ones. */
function worst(signs: readonly Sign[]): Sign[] {
  const sorted = signs.toSorted((a, b) => rankOf(a.severity) - rankOf(b.severity) || a.line - b.line);
  const lines = new Set<string>();
  const counts = new Map<string, number>();
  return sorted.filter(({ rule, line }) => {
    const key = `${rule} ${line}`;
    const count = counts.get(rule) ?? 0;
    if (lines.has(key) || count >= FINDINGS_A_RULE) return false;
    lines.add(key);
    counts.set(rule, count + 1);
    return true;
  });
}

function toFinding(file: string, { rule, severity, line }: Sign, text: string): ScanFinding {
  const row = SCAN_RULES[isRuleId(rule) ? rule : "hidden-text"];
  return { rule, severity, message: `${row.why}; ${row.waive}`, file, line, excerpt: excerptOf(text) };
}

function isRuleId(id: string): id is ScanRuleId {
  return Object.hasOwn(SCAN_RULES, id);
}

function rankOf(severity: ScanSeverity): number {
  return ScanSeverity.options.indexOf(severity);
}

/** The first bytes of executables of Linux, Windows and macOS. */
const MARKS = [
  [0x7f, 0x45, 0x4c, 0x46],
  [0x4d, 0x5a, 0x90, 0x00],
  [0xcf, 0xfa, 0xed, 0xfe],
  [0xca, 0xfe, 0xba, 0xbe],
] as const;

function isProgram(bytes: Uint8Array): boolean {
  return MARKS.some((mark) => mark.every((byte, index) => bytes[index] === byte));
}

function aboutOf(files: readonly SkillFile[]): string {
  const file = files.find(({ path }) => path === SKILL_FILE);
  if (file === undefined) return "";
  const skill = parseSkill(file.bytes);
  const { name } = skill.data;
  return `${typeof name === "string" ? name : ""} ${describeSkill(skill) ?? ""}`;
}
