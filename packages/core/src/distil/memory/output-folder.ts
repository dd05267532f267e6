import { type Chain, chainAt } from "./chain.ts";
import type { Program } from "./program.ts";
import { SKILL_STORE } from "./rules.ts";
import { type Token, isMark, isName } from "./token.ts";

/** Where a write goes, as far as it can be seen. */
export type Target = "own" | "skill-store" | "elsewhere";

const OUTPUT_NAME = /^(?:own_?)?out(?:put)?s?_?(?:dir|directory|folder|path|root|base)?$/iu;
const JOINERS =
  /(?:^|[.@])(?:join|resolve|normalize|joinpath|Path|PurePath|PosixPath|str|String|URL|with_suffix|with_name|toString|as_posix|fspath)$/u;
const STORE_NAME = /^(?:live_?)?skill_?(?:store|library|folder|dir|path|root)s?$/iu;
const MOST_STEPS = 4;
const MOST_VALUES = 8;
/** A path that is put together from more tokens is one that nobody can follow. */
const MOST_TOKENS = 400;

/** Where a path leads that is put together by the tokens of [from, to). `plugin` is the id of the memory plugin, where it has one. */
export function targetOf(program: Program, from: number, to: number, plugin: string | undefined, step = 0): Target {
  const { tokens, language } = program;
  if (step > MOST_STEPS || from >= to || to - from > MOST_TOKENS) return "elsewhere";
  const texts = tokens.slice(from, to).flatMap(({ kind, value }) => (kind === "text" ? [value] : []));
  const isStore =
    texts.some((text) => SKILL_STORE.test(text)) ||
    SKILL_STORE.test(texts.join("/")) ||
    tokens.slice(from, to).some(({ kind, value }) => kind === "name" && STORE_NAME.test(value));
  if (isStore) return "skill-store";
  for (let at = from; at < to; at += 1) {
    const token = tokens[at];
    if (token?.kind !== "text" || at === from) continue;
    if (climbs(token.value)) return "elsewhere";
    const isAbsolute = /^(?:[/\\~]|[a-z]:)/iu.test(token.value) && !isMark(tokens[at - 1], "+", "(");
    if (isAbsolute && (language === "python" || !isMark(tokens[at - 1], ","))) return "elsewhere";
  }
  return baseOf(program, from, to, plugin, step);
}

function climbs(path: string): boolean {
  return path.split(/[/\\]/u).includes("..");
}

/** Whether a constant path lies below the folder `output/<plugin>/`. */
export function isOwnPath(path: string, plugin: string | undefined): boolean {
  const plain = path.replace(/^(?:\.\/)+/u, "");
  if (climbs(plain) || !plain.startsWith("output/")) return false;
  const [, folder = ""] = plain.split("/");
  return folder !== "" && (plugin === undefined || folder === plugin);
}

function baseOf(program: Program, from: number, to: number, plugin: string | undefined, step: number): Target {
  const { tokens, pairs } = program;
  let at = from;
  while (at < to && isBeforeBase(tokens, at)) at += 1;
  const token = tokens[at];
  if (token?.kind === "text") return isOwnPath(token.value, plugin) ? "own" : "elsewhere";
  const chain = token?.kind === "name" ? chainAt(program, at) : undefined;
  if (chain === undefined || token === undefined) return "elsewhere";
  const joined = chain.calls.find(({ path }) => JOINERS.test(path.replaceAll("()", "")));
  if (joined !== undefined && !isOutput(program, at, chain)) {
    const isJoin = joined.from + 1 < joined.to;
    return isJoin ? targetOf(program, joined.from + 1, joined.to, plugin, step + 1) : "elsewhere";
  }
  if (!isOutput(program, at, chain) && valuesOf(program, token.value).length === 0) return "elsewhere";
  const values = valuesOf(program, lastName(program, at, chain)).filter((start) => start < from || start >= to);
  if (values.length === 0) return isOutput(program, at, chain) ? "own" : "elsewhere";
  const targets = values.map((start) => targetOf(program, start, endOfValue(program, start, pairs), plugin, step + 1));
  return targets.find((target) => target !== "own") ?? "own";
}

/** What stands before the first part of a path: brackets, and the empty text at the head of a template. */
function isBeforeBase(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  const isEmpty = token?.kind === "text" && token.value === "" && isMark(tokens[at + 1], "+");
  const isBehindEmpty = isMark(token, "+") && tokens[at - 1]?.value === "";
  return isEmpty || isBehindEmpty || isName(token, "await", "new") || isMark(token, "(", "[");
}

/** The last plain name of a chain, such as `outputDir` of `this.options.outputDir`. */
function lastName({ tokens }: Program, at: number, chain: Chain): string {
  let name = tokens[at]?.value ?? "";
  for (let index = at + 1; index < chain.end && isMark(tokens[index], ".", "?."); index += 2) {
    if (isMark(tokens[index + 2], "(")) break;
    name = tokens[index + 1]?.value ?? name;
  }
  return name;
}

function isOutput(program: Program, at: number, chain: Chain): boolean {
  return OUTPUT_NAME.test(lastName(program, at, chain));
}

/** Where the values begin that a name or a member of that name is given; a value that only hands on the same name is none. */
function valuesOf({ tokens, given }: Program, name: string): number[] {
  const starts = (given.get(name) ?? []).slice(0, MOST_VALUES);
  return starts.filter((start) => !isName(tokens[start], name) || isMark(tokens[start + 1], "("));
}

function endOfValue({ tokens }: Program, from: number, pairs: Int32Array): number {
  let at = from;
  while (at < tokens.length) {
    const token = tokens[at];
    if (token?.kind === "break" || isMark(token, ";", ",", ")", "]", "}")) return at;
    const close = pairs[at] ?? -1;
    at = close > at ? close + 1 : at + 1;
  }
  return at;
}
