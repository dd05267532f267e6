import { type Chain, chainAt, modulePath, plainPath } from "./chain.ts";
import type { Program } from "./program.ts";
import { MOST_NESTED, type Token, isMark, isName } from "./token.ts";

/** A chain at its line. */
export interface Reference extends Pick<Chain, "paths" | "calls"> {
  line: number;
  /** Index of its first token. */
  at: number;
  /** What it names is kept under another name, or only imported: what is done with it shows there. */
  isKept: boolean;
}

const NO_BASE = new Set(
  "const let var function class return if else for while do switch case new await async yield typeof instanceof in of delete void throw try catch finally export default extends super null true false static def lambda pass raise with as from nonlocal del assert not and or is None True False elif except type interface enum".split(
    " ",
  ),
);
const ROUNDS = 3;

/** Everything a program refers to, with other names for the same thing followed. Fills the program's aliases. */
export function referencesOf(program: Program): Reference[] {
  const imports = new ImportReader(program);
  imports.read();
  declareOwn(program);
  let references: Reference[] = [];
  for (let round = 0, known = -1; round < ROUNDS; round += 1) {
    references = readOnce(program, imports.skipped);
    const size = [...program.aliases.values()].reduce((sum, paths) => sum + paths.size, 0);
    if (size === known) break;
    known = size;
  }
  return [...imports.references, ...references];
}

function readOnce(program: Program, skipped: ReadonlySet<number>): Reference[] {
  const { tokens } = program;
  const references: Reference[] = [];
  for (const [index, token] of tokens.entries()) {
    const isOpen = isMark(token, "(") && !isCallable(tokens[index - 1]);
    if ((token.kind !== "name" && !isOpen) || skipped.has(index) || (!isOpen && !isBase(program, index))) continue;
    const chain = chainAt(program, index);
    if (chain === undefined) continue;
    const isKept = keepUnderName(program, chain, references) || program.followed.has(index);
    const { paths, calls } = chain;
    references.push({ paths, calls, line: (tokens[chain.end - 1] ?? token).line, at: index, isKept });
  }
  return references;
}

function isCallable(token: Token | undefined): boolean {
  if (token?.kind === "name") return !NO_BASE.has(token.value);
  return token?.kind === "text" || isMark(token, ")", "]", "!");
}

function isBase(program: Program, index: number): boolean {
  const { tokens, language, parameters } = program;
  const [before, token, next] = [tokens[index - 1], tokens[index], tokens[index + 1]];
  if (token === undefined || NO_BASE.has(token.value) || parameters.has(index)) return false;
  if (isMark(before, ".", "?.") || isName(before, "function", "class", "def", "const", "let", "var")) return false;
  if (isMark(next, "=", ":=") && !isMark(before, "=")) return false;
  if (language === "python") return true;
  const isKey =
    isMark(next, ":") && (before === undefined || before.kind === "break" || isMark(before, "{", ",", "}", ";"));
  return !isKey && !isMethod(program, index);
}

const METHOD_PREFIXES = ["async", "get", "set", "static", "public", "private", "protected", "readonly"];

/** A method's own name: `fetch(key) {` in a class or an object, `fetch(key): Lesson;` in an interface. */
function isMethod({ tokens, pairs }: Program, index: number): boolean {
  const before = tokens[index - 1];
  const startsMember =
    before?.kind === "break" || isMark(before, "{", "}", ";", ",", "*") || isName(before, ...METHOD_PREFIXES);
  if (!startsMember || !isMark(tokens[index + 1], "(")) return false;
  const close = pairs[index + 1] ?? -1;
  return close > 0 && isMark(tokens[close + 1], "{", ":");
}

/** Notes the name that a chain is given to by `=`; a pattern takes its members apart. Answers whether there was one. */
function keepUnderName(program: Program, { paths, from, end }: Chain, references: Reference[]): boolean {
  const { tokens, pairs } = program;
  const next = tokens[end];
  const isWhole = next === undefined || next.kind === "break" || isMark(next, ";", ",", ")", "}");
  let before = from - 1;
  while (isName(tokens[before], "await", "new", "type")) before -= 1;
  if (!isWhole || !isMark(tokens[before], "=", ":=", "??=", "||=")) return false;
  const target = tokens[before - 1];
  if (isMark(target, "}")) {
    const open = pairs[before - 1] ?? -1;
    if (open >= 0) takeApart(program, { open, close: before - 1, paths, depth: 0 }, references);
    return open >= 0;
  }
  if (target?.kind !== "name") return false;
  if (isMark(tokens[before - 2], ".", "?.")) return false;
  for (const path of paths) note(program, target.value, path);
  return true;
}

interface Pattern {
  open: number;
  close: number;
  paths: readonly string[];
  depth: number;
}

function takeApart(program: Program, { open, close, paths, depth }: Pattern, references: Reference[]): void {
  const { tokens, pairs } = program;
  if (depth > MOST_NESTED) return;
  for (let at = open + 1; at < close; at += 1) {
    const key = tokens[at];
    const isRest = isMark(tokens[at - 1], "...");
    const inner = pairs[at] ?? -1;
    if (isMark(key, "[") && inner > at) {
      const computed = tokens[at + 1];
      const step = inner === at + 2 && computed?.kind === "text" ? `.${computed.value}` : "[]";
      references.push({ paths: paths.map((path) => path + step), calls: [], line: key?.line ?? 1, at, isKept: true });
      const local = isMark(tokens[inner + 1], ":") ? tokens[inner + 2] : undefined;
      if (local?.kind === "name") for (const path of paths) note(program, local.value, path + step);
      at = isMark(tokens[inner + 1], ":") ? inner + 2 : inner;
      continue;
    }
    if (key?.kind !== "name" && key?.kind !== "text") continue;
    const members = isRest ? paths : paths.map((path) => `${path}.${key.value}`);
    const behind = isMark(tokens[at + 1], ":") ? tokens[at + 2] : key;
    const nested = isMark(behind, "{") ? (pairs[at + 2] ?? -1) : -1;
    references.push({ paths: members, calls: [], line: key.line, at, isKept: true });
    if (nested > 0) takeApart(program, { open: at + 2, close: nested, paths: members, depth: depth + 1 }, references);
    else if (behind?.kind === "name") for (const path of members) note(program, behind.value, path);
    at = nested > 0 ? nested : behind === key ? at : at + 2;
    while (at + 1 < close && !isMark(tokens[at + 1], ",")) at += 1;
  }
}

const MOST_PATHS = 8;

function note(program: Program, name: string, given: string): void {
  const { aliases, own } = program;
  const path = plainPath(given, program);
  if (path === name) own.delete(name);
  const known = aliases.get(name) ?? new Set<string>();
  aliases.set(name, known);
  if (known.size < MOST_PATHS && path.length < 200 && path !== name) known.add(path);
}

/** Names that are declared outside of every block hold for the whole file. */
function declareOwn({ tokens, language, own, aliases }: Program): void {
  let depth = 0;
  let indent = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.kind === "break") indent = Number(token.value);
    if (isMark(token, "{", "(", "[")) depth += 1;
    if (isMark(token, "}", ")", "]")) depth -= 1;
    if (token.kind !== "name" || depth > 0 || aliases.has(token.value)) continue;
    const before = tokens[index - 1];
    const declares = language === "python" ? ["def", "class"] : ["const", "let", "var", "function", "class"];
    if (indent === 0 && isName(before, ...declares)) own.add(token.value);
  }
}

/** Reads what is imported: each module and each name of it is a reference, and a name for it. */
class ImportReader {
  readonly references: Reference[] = [];
  readonly skipped = new Set<number>();
  readonly #program: Program;

  constructor(program: Program) {
    this.#program = program;
  }

  read(): void {
    const { tokens, language } = this.#program;
    for (const [index, token] of tokens.entries()) {
      const isStart =
        index === 0 || tokens[index - 1]?.kind === "break" || isMark(tokens[index - 1], ";", "}", ":", ")");
      if (!isStart || token.kind !== "name") continue;
      if (language === "python" && token.value === "import") this.#readPlain(index);
      if (language === "python" && token.value === "from") this.#readFrom(index);
      if (language === "javascript" && isName(token, "import", "export")) this.#readScript(index);
    }
  }

  /** `import a.b as c, d` */
  #readPlain(from: number): void {
    const end = this.#skipTo(from);
    for (let at = from + 1; at < end; at += 1) {
      const [path, next] = this.#dotted(at, end);
      const [alias, after] = this.#renamed(next);
      this.#refer(`@${path}`, at);
      if (alias === undefined) note(this.#program, path.split(".", 1)[0] ?? "", `@${path.split(".", 1)[0]}`);
      else note(this.#program, alias, `@${path}`);
      at = after;
    }
  }

  /** `from a.b import (c as d, e)`; a star takes every name there is. */
  #readFrom(from: number): void {
    const { tokens } = this.#program;
    const end = this.#skipTo(from);
    const [path, next] = this.#dotted(from + 1, end);
    if (!isName(tokens[next], "import")) return;
    this.#refer(`@${path}`, from);
    for (let at = next + 1; at < end; at += 1) {
      const name = tokens[at];
      if (isMark(name, "*")) this.#refer(`@${path}.*`, at);
      if (name?.kind !== "name") continue;
      const [alias, after] = this.#renamed(at + 1);
      this.#refer(`@${path}.${name.value}`, at);
      note(this.#program, alias ?? name.value, `@${path}.${name.value}`);
      at = after - 1;
    }
  }

  #dotted(from: number, end: number): [path: string, next: number] {
    const { tokens } = this.#program;
    let at = from;
    let path = "";
    while (
      at < end &&
      (tokens[at]?.kind === "name" || isMark(tokens[at], ".", "...")) &&
      !isName(tokens[at], "import", "as")
    ) {
      path += tokens[at]?.value ?? "";
      at += 1;
    }
    return [path, at];
  }

  #renamed(at: number): [alias: string | undefined, next: number] {
    const { tokens } = this.#program;
    return isName(tokens[at], "as") ? [tokens[at + 1]?.value, at + 2] : [undefined, at];
  }

  /** `import d, { a as b } from "m"`, `import * as n from "m"`, `import "m"`, `import n = require("m")`, `export … from "m"`. */
  #readScript(from: number): void {
    const { tokens } = this.#program;
    if (isMark(tokens[from + 1], "(", ".") || isName(tokens[from + 1], "type")) return;
    const source = this.#sourceAt(from);
    if (source === undefined) return;
    const whole = modulePath(tokens[source]?.value ?? "");
    for (let at = from; at <= source; at += 1) this.skipped.add(at);
    this.#refer(whole, source);
    for (let at = from + 1; at < source; at += 1) {
      const token = tokens[at];
      if (token?.kind !== "name" || isName(token, "from", "as", "type")) continue;
      const isWhole =
        isMark(tokens[at - 1], "*") || isName(tokens[at - 1], "import", "export") || isName(token, "default");
      const isStar = isName(tokens[at - 1], "as") && isMark(tokens[at - 2], "*");
      const local = isName(tokens[at + 1], "as") ? tokens[at + 2]?.value : token.value;
      const path = isWhole || isStar ? whole : `${whole}.${token.value}`;
      if (path !== whole) this.#refer(path, at);
      note(this.#program, local ?? "", path);
      if (isName(tokens[at + 1], "as")) at += 2;
    }
  }

  /** The index of the text that names the module, within the statement. */
  #sourceAt(from: number): number | undefined {
    const { tokens } = this.#program;
    for (let at = from + 1; at < Math.min(tokens.length, from + 2000); at += 1) {
      const token = tokens[at];
      if (token?.kind === "text") return isName(tokens[at - 1], "from", "import") ? at : undefined;
      const isInside = token?.kind === "name" || isMark(token, "{", "}", ",", "*");
      if (!isInside) return undefined;
    }
    return undefined;
  }

  #skipTo(from: number): number {
    const { tokens } = this.#program;
    let end = from;
    while (end < tokens.length && tokens[end]?.kind !== "break" && !isMark(tokens[end], ";")) {
      this.skipped.add(end);
      end += 1;
    }
    return end;
  }

  #refer(path: string, at: number): void {
    const line = this.#program.tokens[at]?.line ?? 1;
    this.references.push({ paths: [plainPath(path, this.#program)], calls: [], line, at, isKept: true });
  }
}
