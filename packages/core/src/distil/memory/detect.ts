import { surroundingsOf } from "../../scan/context.ts";
import { MOST_DECODED, decodedIn } from "../../scan/encoded.ts";
import { excerptOf } from "../../scan/excerpt.ts";
import { readLines } from "../../scan/lines.ts";
import { compareText } from "../../skill/order.ts";
import { type Sign, signsOfCode } from "./detect-code.ts";
import { signsOfProse } from "./detect-prose.ts";
import { signsOfShell } from "./detect-shell.ts";
import { type Reading, readingOfFence, readingOfFile } from "./language.ts";
import { readPrograms } from "./program.ts";
import { type PlacedProgram, signsOfRetrieveSide } from "./retrieve-side.ts";
import { FORBIDDEN_IO } from "./rules.ts";
import { FORBIDS_NOT } from "./rules-prose.ts";
import type { MemoryHit, RuleLanguage } from "./types.ts";

/** A text of a candidate. */
export interface MemoryText {
  /** What hits call it: a file's path, or where it stands in the operations. */
  file: string;
  text: string;
  /** How it is read; without it that is told by `file`. */
  reading?: Reading;
  /** All of it is about the retrieve side. */
  onRetrieve?: boolean;
}

interface DetectContext {
  /** The id of the memory plugin, whose output folder is `output/<id>/`. */
  plugin: string | undefined;
  evalTasks: readonly string[];
}

interface Found extends Sign {
  file: string;
  language: RuleLanguage;
}

const HITS_A_RULE = 20;
const MOST_HITS = 500;
const FENCE = /^\s{0,12}(?:`{3,}|~{3,})(.*)$/u;
const PROMPT = /^\s*\$\s+/u;
const COMMAND_LINE = /^\s*(?:\$\s|(?:curl|wget|ssh|scp|nc|eval|bash|sh|source|python3?|node|npx|npm|pip3?|git)\s+\S)/u;
const WARNED =
  /\b(?:never|do not|don't|must not|mustn't|not allowed|forbidden|refused|rejected|bad|wrong|instead of)\b[^.]{0,120}:\s*$/iu;
const UNWARNED = /\b(?:skip|forget|omit|miss|mind|hesitate|fail|only)\b/iu;

/**
 * What the texts of a memory design do, or ask for, that is forbidden: in order of file, line and rule, each rule once a line; of one
 * rule in one file the first 20, of all of them the first 500. Deterministic and without running anything. Its limits are in
 * docs/guides/memory-designs.md.
 */
export function detectForbiddenIo(
  texts: readonly MemoryText[],
  context: DetectContext,
): { hits: MemoryHit[]; leftOut: number } {
  const programs: PlacedProgram[] = [];
  const found = texts.flatMap((text) => signsOfText(text, context, programs));
  for (const { file, sign } of signsOfRetrieveSide(programs, context.evalTasks))
    found.push({ ...sign, file, language: programs.find((one) => one.file === file)?.program.language ?? "other" });
  const sorted = onePerLine(found).toSorted(compareFound);
  const kept = firstOfEach(sorted).slice(0, MOST_HITS);
  const lines = new Map(texts.map(({ file, text }) => [file, text.split(/\r\n|\r|\n/u)]));
  const hits = kept.map(({ file, rule, line, language }): MemoryHit => {
    const { why, remedy } = FORBIDDEN_IO[rule];
    return { rule, language, file, line, excerpt: excerptOf(lines.get(file)?.[line - 1] ?? ""), why, remedy };
  });
  return { hits, leftOut: sorted.length - kept.length };
}

function signsOfText(source: MemoryText, context: DetectContext, programs: PlacedProgram[]): Found[] {
  const { file, text, onRetrieve = false } = source;
  const reading = source.reading ?? readingOfFile(file, text);
  const whole = { text, firstLine: 1, file, onRetrieve, programs, context };
  const decoded = decodedIn(text.split(/\r\n|\r|\n/u)).flatMap((one, index): Found[] => {
    if (index >= MOST_DECODED) return [{ rule: "dynamic-code", line: one.line + 1, file, language: "other" }];
    const inside = signsOfPart({ ...whole, text: one.text, programs: [] }, "any");
    return inside.map((sign) => ({ ...sign, line: one.line + 1 }));
  });
  return [...signsOfPart(whole, reading), ...decoded];
}

interface Part {
  text: string;
  /** The number of its first line in its file. */
  firstLine: number;
  file: string;
  onRetrieve: boolean;
  /** Gathers the programs that are read, for what is judged over all of them. */
  programs: PlacedProgram[];
  context: DetectContext;
}

function signsOfPart(part: Part, reading: Reading): Found[] {
  if (reading === "unread") return [{ rule: "unread-program", line: 1, file: part.file, language: "other" }];
  if (reading === "javascript" || reading === "python") return signsOfProgram(part, reading);
  if (reading === "shell") return signsOfCommands(part, part.text);
  if (reading === "prose") return signsOfMarkdown(part);
  const sentences = signsOfSentences(part, plainLines(part.text));
  if (reading === "data") return sentences;
  const commands = part.text.split("\n").map((line) => (COMMAND_LINE.test(line) ? line : ""));
  return [
    ...sentences,
    ...signsOfProgram(part, "javascript"),
    ...signsOfProgram(part, "python"),
    ...signsOfCommands(part, commands.join("\n")),
  ];
}

function signsOfProgram(part: Part, language: "javascript" | "python"): Found[] {
  const { text, firstLine, file, programs, context } = part;
  return readPrograms(language, text, firstLine).flatMap((program) => {
    programs.push({ file, program });
    return signsOfCode(program, context.plugin).map((sign) => ({ ...sign, file, language }));
  });
}

function signsOfCommands(part: Part, text: string): Found[] {
  const { firstLine, file, context, onRetrieve } = part;
  const isSession = text.split("\n").some((line) => PROMPT.test(line));
  const commands = isSession
    ? text.split("\n").map((line) => (PROMPT.test(line) ? line.replace(PROMPT, "") : ""))
    : [text];
  const signs = signsOfShell(commands.join("\n"), { firstLine, plugin: context.plugin, onRetrieve, file });
  return signs.map((sign) => ({ ...sign, file, language: "shell" }));
}

function signsOfSentences({ firstLine, file, onRetrieve }: Part, lines: readonly string[]): Found[] {
  return signsOfProse(lines, firstLine, onRetrieve).map((sign) => ({ ...sign, file, language: "prose" }));
}

/** Sentences and blocks of code, each read as what it is. A block below a line that says never is shown, not asked for. */
function signsOfMarkdown(part: Part): Found[] {
  const raw = part.text.split(/\r\n|\r|\n/u);
  const plain = plainLines(part.text);
  const { fenced } = surroundingsOf(raw);
  const sentences = plain.map((line, index) => (fenced[index] === true || FENCE.test(raw[index] ?? "") ? "" : line));
  const found = signsOfSentences(part, sentences);
  for (let from = 0; from < raw.length; from += 1) {
    if (fenced[from] !== true) continue;
    let to = from;
    while (fenced[to] === true) to += 1;
    const above = sentences.slice(Math.max(0, from - 3), from).findLast((line) => line.trim() !== "") ?? "";
    const isShown = WARNED.test(above) && !UNWARNED.test(above) && above.search(FORBIDS_NOT) < 0;
    const block = { ...part, text: raw.slice(from, to).join("\n"), firstLine: part.firstLine + from };
    const info = FENCE.exec(raw[from - 1] ?? "")?.[1] ?? "";
    if (!isShown) found.push(...signsOfPart(block, proseless(readingOfFence(info))));
    from = to;
  }
  return found;
}

/** A block within prose is not read as Markdown again. */
function proseless(reading: Reading): Reading {
  return reading === "prose" ? "data" : reading;
}

/** Lines as a reader takes them in, look-alike letters folded. */
function plainLines(text: string): string[] {
  const read = readLines(text);
  return read.starts.map((from, index) => read.text.slice(from, read.starts[index + 1]));
}

function onePerLine(found: readonly Found[]): Found[] {
  const seen = new Map<string, Found>();
  for (const one of found) {
    const key = `${one.file}\0${one.line}\0${one.rule}`;
    if (!seen.has(key)) seen.set(key, one);
  }
  return [...seen.values()];
}

function firstOfEach(sorted: readonly Found[]): Found[] {
  const counts = new Map<string, number>();
  return sorted.filter(({ file, rule }) => {
    const key = `${file}\0${rule}`;
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    return count < HITS_A_RULE;
  });
}

function compareFound(a: Found, b: Found): number {
  return compareText(a.file, b.file) || a.line - b.line || compareText(a.rule, b.rule);
}
