import type { Sign } from "./detect-code.ts";
import type { Program } from "./program.ts";
import { HELD_OUT } from "./rules.ts";
import { type Token, isMark, isName } from "./token.ts";

const RETRIEVE = /retriev/iu;
/** Shorter ids of tasks are found in too many texts. */
const SHORTEST_ID = 4;
/** Between a function's name and its body lies less than this. */
const MOST_STEPS = 500;

/** A function or class: its name, and the tokens from it to the end of its body. */
interface Definition {
  name: string;
  program: Program;
  from: number;
  to: number;
}

/** A program and the path of its file. */
export interface PlacedProgram {
  file: string;
  program: Program;
}

/**
 * Where the retrieve side of these programs names what a task came to, or what it is evaluated by: in functions and classes whose name
 * says retrieve, in whatever they name that is defined in any of the files, and in files whose path says retrieve.
 */
export function signsOfRetrieveSide(
  programs: readonly PlacedProgram[],
  evalTasks: readonly string[],
): { file: string; sign: Sign }[] {
  const definitions = programs.flatMap(({ program }) => definitionsOf(program));
  const byName = new Map<string, Definition[]>();
  for (const definition of definitions) {
    const same = byName.get(definition.name) ?? [];
    byName.set(definition.name, same);
    same.push(definition);
  }
  const tasks = new Set(evalTasks.filter((id) => id.length >= SHORTEST_ID));
  const reached = reach(
    definitions.filter(({ name }) => RETRIEVE.test(name)),
    byName,
  );
  return programs.flatMap(({ file, program }) => {
    const cover = reached.get(program);
    return program.tokens.flatMap((token, index) => {
      const isReached = RETRIEVE.test(file) || cover?.has(index) === true;
      return isReached && isHeldOut(token, tasks)
        ? [{ file, sign: { rule: "held-out-read" as const, line: token.line } }]
        : [];
    });
  });
}

function isHeldOut({ kind, value }: Token, tasks: ReadonlySet<string>): boolean {
  if (kind === "name") return isHeldOutName(value);
  if (kind !== "text") return false;
  return tasks.has(value) || (!/\s/u.test(value) && value.split(/[/\\.]/u).some((step) => isHeldOutName(step)));
}

/** Whether a name, in either way of writing it, is one of what the retrieve side must not see. */
export function isHeldOutName(name: string): boolean {
  return name.length < 100 && HELD_OUT.test(name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/gu, "_"));
}

function reach(
  starts: readonly Definition[],
  byName: ReadonlyMap<string, readonly Definition[]>,
): ReadonlyMap<Program, Cover> {
  const covers = new Map<Program, Cover>();
  const named = new Set<string>();
  const waiting = starts.toReversed();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { program, from, to } = next;
    const cover = covers.get(program) ?? new Cover(program.tokens.length);
    covers.set(program, cover);
    for (const index of cover.take(from, to)) {
      const token = program.tokens[index];
      if (token?.kind !== "name" || named.has(token.value)) continue;
      named.add(token.value);
      for (const definition of byName.get(token.value) ?? []) waiting.push(definition);
    }
  }
  return covers;
}

/** Tokens that were reached; each is given out once, however often ranges overlap. */
class Cover {
  /** For each token one that is not reached yet, at or behind it; the token itself while it is not. */
  readonly #next: Int32Array;

  constructor(length: number) {
    this.#next = Int32Array.from({ length: length + 1 }, (_, index) => index);
  }

  has(index: number): boolean {
    return this.#next[index] !== index;
  }

  *take(from: number, to: number): Generator<number> {
    for (let at = this.#find(from); at < to; at = this.#find(at)) {
      this.#next[at] = at + 1;
      yield at;
    }
  }

  #find(from: number): number {
    let root = from;
    while ((this.#next[root] ?? root) !== root) root = this.#next[root] ?? root;
    for (let at = from; at !== root;) {
      const next = this.#next[at] ?? root;
      this.#next[at] = root;
      at = next;
    }
    return root;
  }
}

function definitionsOf(program: Program): Definition[] {
  if (program.language === "python") return pythonDefinitions(program);
  return program.tokens.flatMap((token, from): Definition[] => {
    const to = token.kind === "name" ? scriptEnd(program, from) : undefined;
    return to === undefined ? [] : [{ name: token.value, program, from, to }];
  });
}

/** The block of `def name` or `class name` ends at the first line that is indented no deeper. */
function pythonDefinitions(program: Program): Definition[] {
  const { tokens } = program;
  const found: Definition[] = [];
  const open: (Definition & { indent: number })[] = [];
  let indent = 0;
  for (const [index, token] of tokens.entries()) {
    if (token.kind === "break" && tokens[index + 1]?.kind !== "break") {
      indent = Number(token.value);
      for (let last = open.at(-1); last && last.indent >= indent; last = open.at(-1)) {
        found.push({ ...last, to: index });
        open.pop();
      }
    }
    if (token.kind === "name" && isName(tokens[index - 1], "def", "class"))
      open.push({ name: token.value, program, from: index, to: tokens.length, indent });
  }
  return [...found, ...open];
}

function scriptEnd({ tokens, pairs }: Program, from: number): number | undefined {
  const [before, next] = [tokens[from - 1], tokens[from + 1]];
  if (isMark(before, ".", "?.")) return undefined;
  const isDeclared =
    isName(before, "function", "class") || (isMark(before, "*") && isName(tokens[from - 2], "function"));
  const parameters = isMark(next, "(") ? (pairs[from + 1] ?? -1) : -1;
  const isMethod = parameters > 0 && isMark(tokens[parameters + 1], "{", ":");
  const isGiven = isMark(next, "=", ":") && isFunctionAt(tokens, pairs, from + 2);
  if (!isDeclared && !isMethod && !isGiven) return undefined;
  return bodyEnd(tokens, pairs, from + 1);
}

function isFunctionAt(tokens: readonly Token[], pairs: Int32Array, at: number): boolean {
  const start = isName(tokens[at], "async") ? at + 1 : at;
  if (isName(tokens[start], "function", "class")) return true;
  const behind = isMark(tokens[start], "(") ? (pairs[start] ?? -1) + 1 : start + 1;
  return behind > 0 && isMark(tokens[behind], "=>", ":");
}

/** Behind the first block outside of parentheses; for an arrow without a block where its statement ends. */
function bodyEnd(tokens: readonly Token[], pairs: Int32Array, from: number): number {
  for (let at = from, steps = 0; at < tokens.length && steps < MOST_STEPS; at += 1, steps += 1) {
    const token = tokens[at];
    const close = pairs[at] ?? -1;
    if (isMark(token, "{") && !isMark(tokens[at - 1], "=>", ")", ":", ">") && close < 0) return tokens.length;
    if (isMark(token, "{")) return close < 0 ? tokens.length : close + 1;
    if (isMark(token, ";") || (token?.kind === "break" && at > from + 1)) return at;
    if (close > at) at = close;
  }
  return tokens.length;
}
