import type { Call } from "./chain.ts";
import { type Target, targetOf } from "./output-folder.ts";
import type { Program } from "./program.ts";
import { type Reference, referencesOf } from "./references.ts";
import { FORBIDDEN_IO, type ForbiddenRuleId } from "./rules.ts";
import { type Token, isMark, isName } from "./token.ts";
import type { CodePattern, WriteCall } from "./types.ts";

/** A rule that a line sets off. */
export interface Sign {
  rule: ForbiddenRuleId;
  line: number;
}

const OPEN_MODE = /^[rwaxbt+U]{1,4}$/u;
const OPEN_FLAG = /^(?:r|rs|sr|rs\+|[rwa]x?\+?|as\+?|sa\+?)$/u;
/** A pattern of a language with its rules, by the path it names. */
interface Book {
  paths: ReadonlyMap<string, ForbiddenRuleId>;
  emptyCalls: ReadonlyMap<string, ForbiddenRuleId>;
  carriers: ReadonlyMap<string, ForbiddenRuleId>;
  writes: ReadonlyMap<string, readonly WriteCall[]>;
  texts: readonly { rule: ForbiddenRuleId; match: RegExp }[];
}

const BOOKS = { javascript: bookOf("javascript"), python: bookOf("python") } as const;

/** What a program does that a memory design must not, apart from what belongs to its retrieve side. */
export function signsOfCode(program: Program, plugin: string | undefined): Sign[] {
  const book = BOOKS[program.language];
  const references = referencesOf(program);
  return [
    ...references.flatMap((reference) => signsOfReference(program, book, reference, plugin)),
    ...program.tokens.flatMap(({ kind, value, line }) =>
      kind === "text" ? book.texts.filter(({ match }) => match.test(value)).map(({ rule }) => ({ rule, line })) : [],
    ),
    ...programTexts(program),
  ];
}

function signsOfReference(program: Program, book: Book, reference: Reference, plugin: string | undefined): Sign[] {
  const { paths, calls, line, isKept, at } = reference;
  const rules = new Set<ForbiddenRuleId>();
  for (const path of paths) {
    for (const rule of rulesAt(book.paths, path)) rules.add(rule);
    const carrier = isKept || isShown(program, at) ? undefined : book.carriers.get(path);
    if (carrier !== undefined) rules.add(carrier);
  }
  for (const call of calls) {
    const empty = call.to === call.from + 1 ? book.emptyCalls.get(call.path) : undefined;
    if (empty !== undefined) rules.add(empty);
    for (const write of writesAt(book.writes, call.path)) {
      const target = targetOfWrite(program, write, call, at, plugin);
      if (target === "elsewhere") rules.add("write-outside");
      if (target === "skill-store") rules.add("skill-store-write");
    }
  }
  return [...rules].map((rule) => ({ rule, line }));
}

/** A name that only says of what kind something is. */
function isShown({ tokens }: Program, at: number): boolean {
  return isName(tokens[at - 1], "instanceof", "typeof") || isMark(tokens[at - 1], ":", "|", "<", "->");
}

function* rulesAt(paths: ReadonlyMap<string, ForbiddenRuleId>, path: string): Generator<ForbiddenRuleId> {
  if (path.startsWith("@") && path.endsWith(".*")) {
    for (const [known, rule] of paths) if (known.startsWith(path.slice(0, -1))) yield rule;
  }
  for (let end = path.length; end > 0; end = lastStep(path, end)) {
    const rule = paths.get(path.slice(0, end)) ?? paths.get(path.slice(0, end).replaceAll("()", ""));
    if (rule !== undefined) yield rule;
    const from = path.lastIndexOf(".", end - 1);
    const member = from >= 0 ? paths.get(`*${path.slice(from, end)}`) : undefined;
    if (member !== undefined) yield member;
    const before = from > 0 ? path.lastIndexOf(".", from - 1) : -1;
    const two = before >= 0 ? paths.get(`*${path.slice(before, end)}`) : undefined;
    if (two !== undefined) yield two;
  }
}

/** Where a path ends that is one step shorter: at a dot, a bracket, or a slash within a module's name. */
function lastStep(path: string, end: number): number {
  return Math.max(...[".", "(", "[", "/"].map((mark) => path.lastIndexOf(mark, end - 1)));
}

function writesAt(writes: Book["writes"], path: string): readonly WriteCall[] {
  const last = path.slice(path.lastIndexOf("."));
  return (
    writes.get(path) ??
    writes.get(path.replaceAll("()", "")) ??
    (path.includes(".") ? (writes.get(`*${last}`) ?? []) : [])
  );
}

function targetOfWrite(
  program: Program,
  { target, mode }: WriteCall,
  call: Call,
  at: number,
  plugin: string | undefined,
): Target | undefined {
  const args = argumentsOf(program, call);
  if (mode !== undefined && !opensForWriting(program, args, mode, target === "receiver")) return undefined;
  if (target === "receiver") return targetOf(program, at, call.from - 2, plugin);
  const [from, to] = args[target] ?? [0, 0];
  return targetOf(program, from, to, plugin);
}

function opensForWriting({ tokens }: Program, args: readonly Range[], index: number, isMethod: boolean): boolean {
  const named = args.find(([from]) => isName(tokens[from], "mode", "flags") && isMark(tokens[from + 1], "="));
  const [from, to] = named ? [named[0] + 2, named[1]] : (args[index] ?? [0, 0]);
  if (to <= from) return false;
  const mode = tokens[from];
  const isConstant = to === from + 1 && mode?.kind === "text";
  if (!isConstant) return !isMethod && !(mode?.kind === "name" && isMark(tokens[from + 1], "="));
  return (OPEN_MODE.test(mode.value) || OPEN_FLAG.test(mode.value)) && /[wax+]/u.test(mode.value);
}

type Range = readonly [from: number, to: number];

function argumentsOf({ tokens, pairs }: Program, { from, to }: Pick<Call, "from" | "to">): Range[] {
  const found: Range[] = [];
  let start = from + 1;
  for (let at = start; at <= to; at += 1) {
    if (at === to || isMark(tokens[at], ",")) {
      if (at > start) found.push([start, at]);
      start = at + 1;
    }
    const close = pairs[at] ?? -1;
    if (close > at && close < to) at = close;
  }
  return found;
}

/** `setTimeout("…")` runs its text. */
function programTexts({ tokens, language }: Program): Sign[] {
  if (language === "python") return [];
  return tokens.flatMap((token: Token, index): Sign[] => {
    const isTimer = isName(token, "setTimeout", "setInterval", "setImmediate") && isMark(tokens[index + 1], "(");
    return isTimer && tokens[index + 2]?.kind === "text" ? [{ rule: "dynamic-code", line: token.line }] : [];
  });
}

function bookOf(language: "javascript" | "python"): Book {
  const rows = Object.entries(FORBIDDEN_IO).flatMap(([id, rule]) => {
    const pattern: CodePattern | undefined = language in rule ? Reflect.get(rule, language) : undefined;
    return pattern && isRule(id) ? [{ rule: id, pattern }] : [];
  });
  const all = (key: "paths" | "emptyCalls" | "carriers") =>
    new Map(rows.flatMap(({ rule, pattern }) => (pattern[key] ?? []).map((path) => [path, rule] as const)));
  return {
    paths: all("paths"),
    emptyCalls: all("emptyCalls"),
    carriers: all("carriers"),
    writes: Map.groupBy(
      rows.flatMap(({ pattern }) => pattern.writes ?? []),
      ({ path }) => path,
    ),
    texts: rows.flatMap(({ rule, pattern }) => (pattern.texts ? [{ rule, match: pattern.texts }] : [])),
  };
}

function isRule(id: string): id is ForbiddenRuleId {
  return Object.hasOwn(FORBIDDEN_IO, id);
}
