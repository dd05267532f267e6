import type { Program } from "./program.ts";
import { MOST_NESTED, type Token, isMark, isName } from "./token.ts";

/** One call within a chain: `from` and `to` are the indices of its parentheses. */
export interface Call {
  /** What is called, as it is known there. */
  path: string;
  from: number;
  to: number;
  isNew: boolean;
}

/**
 * A name and what is reached through it, as paths: `process.env`, `@fs.promises` for a member of a module, `open()` for what a call
 * answers, `[]` for a member whose name is only known when the program runs.
 */
export interface Chain {
  paths: readonly string[];
  calls: readonly Call[];
  /** Index of its first token, and the one behind its last. */
  from: number;
  end: number;
}

/** Calls that answer a module, by its name. */
const IMPORTERS = new Set([
  "require",
  "import",
  "module.require",
  "process.getBuiltinModule",
  "process.mainModule.require",
  "@module.createRequire()",
  "__import__",
  "@importlib.import_module",
  "@importlib.__import__",
  "@builtins.__import__",
  "@pydoc.locate",
]);
/** Calls that answer a member, by its name. */
const GETTERS = new Set(["getattr", "Reflect.get", "@builtins.getattr", "object.__getattribute__"]);
/** Modules that a fragment uses without importing them. */
const AMBIENT = new Set(["os", "fs", "subprocess", "child_process", "shutil", "socket"]);
const LONGEST_PATH = 320;
const MOST_CALLS = 100;
const GLOBALS = /^(?:(?:globalThis|window|self|global)\.)+/u;
const PYTHON_GLOBALS = /^(?:(?:__builtins__|@builtins|globals\(\)|vars\(\)|locals\(\)|@sys\.modules\.__main__)\.)+/u;
const DICTIONARY = /\.__dict__\.|\.__getattribute__\(\)\./u;

/** A path in the one way that rules name it. */
export function plainPath(path: string, { language, own }: Pick<Program, "language" | "own">): string {
  if (language === "python") {
    const plain = path.replace(PYTHON_GLOBALS, "").replace(DICTIONARY, ".");
    return plain.startsWith("@sys.modules.") ? `@${plain.slice("@sys.modules.".length)}` : plain;
  }
  const [base = ""] = path.split(".", 1);
  const plain = own.has(base) ? path : path.replace(GLOBALS, "");
  return plain.startsWith("@process.") ? plain.slice(1) : plain === "@process" ? "process" : plain;
}

/** A module as a path: `node:fs/promises` is `@fs.promises`. */
export function modulePath(name: string): string {
  return `@${name.replace(/^node:/u, "").replace(/^fs\/promises$/u, "fs.promises")}`;
}

/** The chain that begins at a token; undefined where none does. */
export function chainAt(program: Program, from: number, depth = 0): Chain | undefined {
  const start = startOf(program, from, depth);
  if (start === undefined || depth > MOST_NESTED) return undefined;
  const { tokens, pairs } = program;
  let { paths, end } = start;
  const calls: Call[] = [...start.calls];
  const isNew = isName(tokens[from - 1], "new");
  const extend = (step: string) => (paths = paths.map((path) => plainPath(shortened(path + step), program)));
  for (;;) {
    const token = tokens[end];
    const next = tokens[end + 1];
    const close = pairs[end] ?? -1;
    if (isMark(token, ".", "?.") && next?.kind === "name") {
      extend(`.${next.value}`);
      end += 2;
    } else if (isMark(token, "?.") && isMark(next, "(", "[")) end += 1;
    else if (isMark(token, "!") && isMark(next, ".", "[", "(")) end += 1;
    else if (isMark(token, "[") && close > 0) {
      const key = tokens[end + 1];
      const isConstant = close === end + 2 && (key?.kind === "text" || key?.kind === "number");
      extend(isConstant ? `.${key.value}` : "[]");
      end = close + 1;
    } else if (isMark(token, "(") && close > 0) {
      if (calls.length < MOST_CALLS) for (const path of paths) calls.push({ path, from: end, to: close, isNew });
      const answered = answerOf(program, paths, end, depth);
      if (answered === undefined) extend("()");
      else paths = answered.map((path) => plainPath(path, program));
      end = close + 1;
    } else return { paths, calls, from, end };
  }
}

/** A long path without its middle: how it begins and ends is what rules ask for. */
function shortened(path: string): string {
  return path.length <= LONGEST_PATH ? path : `${path.slice(0, LONGEST_PATH / 4)}…${path.slice(-LONGEST_PATH / 2)}`;
}

function startOf(program: Program, from: number, depth: number): Pick<Chain, "paths" | "end" | "calls"> | undefined {
  const { tokens, aliases, own, pairs } = program;
  const token = tokens[from];
  if (token?.kind === "name") {
    const known = [...(aliases.get(token.value) ?? [])];
    const isEntered = isMark(tokens[from + 1], ".", "?.", "[");
    if (isEntered && known.length === 0 && !own.has(token.value) && AMBIENT.has(token.value))
      known.push(`@${token.value}`);
    const isOwn = known.length > 0 && (own.has(token.value) || known.includes("this"));
    const plain = own.has(token.value) ? `~${token.value}` : token.value;
    return { paths: isOwn ? known : [...known, plain], end: from + 1, calls: [] };
  }
  const close = pairs[from] ?? -1;
  if (!isMark(token, "(") || close < 0) return undefined;
  const inside = innerStart(tokens, from, close);
  const chain = isUsable(tokens[inside]) ? chainAt(program, inside, depth + 1) : undefined;
  const isWhole = chain?.end === close;
  if (isWhole) program.followed.add(inside);
  return isWhole
    ? { paths: chain.paths, end: close + 1, calls: chain.calls }
    : { paths: ["()"], end: close + 1, calls: [] };
}

/** Where the value of a parenthesis begins: behind `await`, and behind `0,`. */
function innerStart(tokens: readonly Token[], open: number, close: number): number {
  let at = open + 1;
  if (tokens[at]?.kind === "number" && isMark(tokens[at + 1], ",")) at += 2;
  while (at < close && isName(tokens[at], "await", "new")) at += 1;
  return at;
}

function isUsable(token: Token | undefined): boolean {
  return token?.kind === "name" || isMark(token, "(");
}

/** What a call answers, where it is a module or a member; undefined for any other call. */
function answerOf(program: Program, paths: readonly string[], open: number, depth: number): string[] | undefined {
  const { tokens } = program;
  const first = tokens[open + 1];
  if (paths.some((path) => IMPORTERS.has(path))) {
    const isConstant = first?.kind === "text" && isMark(tokens[open + 2], ")", ",");
    return [isConstant ? modulePath(first.value) : "@[]"];
  }
  if (!paths.some((path) => GETTERS.has(path)) || !isUsable(first)) return undefined;
  const object = chainAt(program, open + 1, depth + 1);
  if (object === undefined || !isMark(tokens[object.end], ",")) return undefined;
  const key = tokens[object.end + 1];
  const isConstant = key?.kind === "text" && isMark(tokens[object.end + 2], ")", ",");
  program.followed.add(open + 1);
  return object.paths.map((path) => path + (isConstant ? `.${key.value}` : "[]"));
}
