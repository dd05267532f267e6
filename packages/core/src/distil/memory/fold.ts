import { type Token, isMark, isName, pairsOf } from "./token.ts";

const ROUNDS = 4;
const MOST_PARTS = 400;

/** Names that a value may follow without being called. */
const NO_CALLEE = new Set(
  "return in of case typeof void throw new else do await yield and or not if elif while is assert print".split(" "),
);
const DECLARES = new Set(
  "const let var function class def import as from for global nonlocal type interface".split(" "),
);

/**
 * Puts texts together that are put together from constants: `"fe" + "tch"`, `["fe", "tch"].join("")`, `chr(102)`, and names that
 * stand for one constant text in the whole file. A name that is a parameter, or that is given several values, stays a name.
 */
export function foldTexts(tokens: readonly Token[]): Token[] {
  let folded = foldOnce(tokens, new Map());
  for (let round = 0, known = 0; round < ROUNDS; round += 1) {
    const constants = constantsOf(folded);
    if (constants.size === known) break;
    known = constants.size;
    folded = foldOnce(folded, constants);
  }
  return folded;
}

/** The indices of the names in lists of parameters. */
export function parametersOf(tokens: readonly Token[], pairs: Int32Array): Set<number> {
  const found = new Set<number>();
  for (const [index, token] of tokens.entries()) {
    if (isMark(tokens[index + 1], "=>") && token.kind === "name") found.add(index);
    const to = isMark(token, "(") ? (pairs[index] ?? -1) : -1;
    if (to < 0 || !hasParameters(tokens, index, to)) continue;
    for (let at = index + 1; at < to; at += 1) {
      const inner = isMark(tokens[at], "(") ? (pairs[at] ?? -1) : -1;
      if (inner > at) at = inner;
      const isFirst = at === index + 1 || isMark(tokens[at - 1], ",", "*", "**", "...", "{", "[");
      if (tokens[at]?.kind === "name" && isFirst) found.add(at);
    }
  }
  return found;
}

function hasParameters(tokens: readonly Token[], open: number, close: number): boolean {
  const [two, one] = [tokens[open - 2], tokens[open - 1]];
  if (isName(one, "function") || isName(two, "function", "def") || isMark(tokens[close + 1], "=>")) return true;
  const isCallable =
    one?.kind === "name" && !NO_CALLEE.has(one.value) && !isName(one, "for", "switch", "catch", "with");
  return isCallable && isMark(tokens[close + 1], "{") && !isMark(two, ".", "?.", "=", "(", ",", "+");
}

function foldOnce(tokens: readonly Token[], constants: ReadonlyMap<string, string>): Token[] {
  const out: Token[] = [];
  const open: number[] = [];
  for (const [index, token] of tokens.entries()) {
    const value = token.kind === "name" ? constants.get(token.value) : undefined;
    const isUse = value !== undefined && isValueThere(out.at(-1), tokens[index + 1]);
    out.push(isUse ? { kind: "text", value, line: token.line } : token);
    if (isMark(token, "(", "[", "{")) open.push(out.length - 1);
    const opener = isMark(token, ")", "]", "}") ? (open.pop() ?? -1) : -1;
    while (reduce(out, opener, tokens[index + 1])) continue;
  }
  return out;
}

function isValueThere(before: Token | undefined, next: Token | undefined): boolean {
  if (isMark(before, ".", "?.") || (before?.kind === "name" && DECLARES.has(before.value))) return false;
  if (isMark(next, "=", "(", ":=", "=>", "+=")) return false;
  return !(isMark(next, ":") && (before === undefined || before.kind === "break" || isMark(before, "{", ",", "(")));
}

/** Makes the end of the list shorter where it is a text put together from texts. */
function reduce(out: Token[], opener: number, next: Token | undefined): boolean {
  const [third, second, last] = [out.at(-3), out.at(-2), out.at(-1)];
  if (last?.kind === "text" && second?.kind === "text") return replaceEnd(out, 2, second.value + last.value);
  if (last?.kind === "text" && isMark(second, "+") && third?.kind === "text" && !isMark(next, "."))
    return replaceEnd(out, 3, third.value + last.value);
  if (!isMark(last, ")")) return false;
  if (second?.kind === "text" && isMark(third, "(") && !isCallee(out.at(-4))) return replaceEnd(out, 3, second.value);
  return opener >= 1 && out.length - opener <= MOST_PARTS && reduceCall(out, opener);
}

function isCallee(token: Token | undefined): boolean {
  if (token === undefined) return false;
  if (token.kind === "name") return !NO_CALLEE.has(token.value);
  return token.kind === "text" || isMark(token, ")", "]", "}");
}

/** `text.concat("…")`, `[…].join("…")`, `"…".join([…])`, `String.fromCharCode(…)` and `chr(…)`. */
function reduceCall(out: Token[], open: number): boolean {
  if (!isMark(out[open], "(")) return false;
  const inside = out.slice(open + 1, -1);
  const callee = out[open - 1];
  const receiver = out[open - 3];
  const isMethod = isMark(out[open - 2], ".");
  if (isName(callee, "chr") && !isMethod) return replaceCodes(out, open - 1, inside);
  if (isName(callee, "fromCharCode", "fromCodePoint") && isMethod) return replaceCodes(out, open - 3, inside);
  if (isName(callee, "concat") && isMethod && receiver?.kind === "text") {
    const parts = textsIn(inside);
    return parts !== undefined && replaceEnd(out, out.length - open + 3, [receiver.value, ...parts].join(""));
  }
  if (!isName(callee, "join") || !isMethod) return false;
  const [first] = inside;
  if (receiver?.kind === "text" && isMark(first, "[", "(")) {
    const parts = textsIn(inside.slice(1, -1));
    return parts !== undefined && replaceEnd(out, out.length - open + 3, parts.join(receiver.value));
  }
  if (!isMark(receiver, "]") || first?.kind !== "text" || inside.length !== 1) return false;
  const list = openerOf(out, open - 3);
  if (list < 0 || isCallee(out[list - 1])) return false;
  const parts = textsIn(out.slice(list + 1, open - 3));
  return parts !== undefined && replaceEnd(out, out.length - list, parts.join(first.value));
}

function replaceCodes(out: Token[], from: number, inside: readonly Token[]): boolean {
  if (from < 0 || inside.length === 0) return false;
  const codes = inside
    .filter((token) => !isMark(token, ","))
    .map(({ kind, value }) => (kind === "number" ? Number(value) : -1));
  if (!codes.every((code) => Number.isInteger(code) && code >= 0 && code <= 0x10_ff_ff)) return false;
  return replaceEnd(out, out.length - from, String.fromCodePoint(...codes));
}

function textsIn(tokens: readonly Token[]): string[] | undefined {
  const parts = tokens.filter((token) => !isMark(token, ","));
  return parts.every(({ kind }) => kind === "text") ? parts.map(({ value }) => value) : undefined;
}

function openerOf(out: readonly Token[], close: number): number {
  let depth = 0;
  for (let at = close; at >= Math.max(0, close - MOST_PARTS); at -= 1) {
    if (isMark(out[at], ")", "]", "}")) depth += 1;
    if (isMark(out[at], "(", "[", "{")) depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}

function replaceEnd(out: Token[], count: number, value: string): true {
  const line = out.at(-count)?.line ?? 1;
  out.splice(-count, count, { kind: "text", value, line });
  return true;
}

/** Names that are given one text, and nothing else, anywhere in the file. */
function constantsOf(tokens: readonly Token[]): Map<string, string> {
  const values = new Map<string, string | null>();
  const note = (name: string, value: string | null) => {
    const isSame = !values.has(name) || values.get(name) === value;
    values.set(name, isSame ? value : null);
  };
  const pairs = pairsOf(tokens);
  for (const index of parametersOf(tokens, pairs)) note(tokens[index]?.value ?? "", null);
  for (const [index, token] of tokens.entries()) {
    const assigned = isMark(token, "=", ":=") ? assignedName(tokens, index) : undefined;
    if (assigned !== undefined) note(assigned, isWhole(tokens, index) ? (tokens[index + 1]?.value ?? null) : null);
    const before = tokens[index - 1];
    if (isMark(token, "+=", "-=", "||=", "??=", "&&=") && before?.kind === "name") note(before.value, null);
    const isTaken = isName(before, "for", "of", "in", "as") || isName(tokens[index + 1], "of", "in");
    if (token.kind === "name" && isTaken) note(token.value, null);
    const from = isMark(tokens[index + 1], "=") && isMark(token, "}", "]") ? (pairs[index] ?? -1) : -1;
    if (from >= 0)
      for (const { kind, value } of tokens.slice(Math.max(from, index - MOST_PARTS), index))
        if (kind === "name") note(value, null);
  }
  return new Map([...values].filter((pair): pair is [string, string] => pair[1] !== null));
}

/** The name that is given a value by the mark at `index`; undefined for members, arguments and patterns. */
function assignedName(tokens: readonly Token[], index: number): string | undefined {
  const isTyped = isMark(tokens[index - 2], ":");
  const at = isTyped ? index - 3 : index - 1;
  const name = tokens[at];
  return name?.kind === "name" && !isMark(tokens[at - 1], ".", "?.") ? name.value : undefined;
}

function isWhole(tokens: readonly Token[], index: number): boolean {
  const isTyped = isMark(tokens[index - 2], ":");
  const before = tokens[isTyped ? index - 4 : index - 2];
  const next = tokens[index + 2];
  const isArgument = isMark(before, "(", ",");
  const isEnd = next === undefined || next.kind === "break" || next.kind === "name" || isMark(next, ";", ",", ")", "}");
  return tokens[index + 1]?.kind === "text" && !isArgument && isEnd;
}
