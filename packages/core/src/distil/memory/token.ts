/** One piece of a program, without comments. What is put together from constants is a `text` as well. */
export interface Token {
  /** A `break` ends a statement at the end of a line; its value is the indent of the next line, in columns. */
  kind: "name" | "text" | "number" | "mark" | "break";
  /** A text's content, with its escapes resolved; a name as it is spelled. */
  value: string;
  /** From 1. */
  line: number;
}

/** Programs that are read deeper than this hold nothing that a person could follow. */
export const MOST_NESTED = 24;

export function isMark(token: Token | undefined, ...marks: readonly string[]): boolean {
  return token?.kind === "mark" && marks.includes(token.value);
}

export function isName(token: Token | undefined, ...names: readonly string[]): boolean {
  return token?.kind === "name" && names.includes(token.value);
}

const CLOSERS: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** For each opening bracket the index of its closing one, and the other way round; -1 elsewhere and where there is none. */
export function pairsOf(tokens: readonly Token[]): Int32Array {
  const pairs = new Int32Array(tokens.length).fill(-1);
  const open: number[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== "mark") continue;
    if (CLOSERS[token.value] !== undefined) open.push(index);
    if (token.value !== ")" && token.value !== "]" && token.value !== "}") continue;
    const from = open.pop();
    const opener = from === undefined ? undefined : tokens[from];
    if (from === undefined || opener === undefined || CLOSERS[opener.value] !== token.value) continue;
    pairs[from] = index;
    pairs[index] = from;
  }
  return pairs;
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f", v: "\v", "\n": "" };
const ESCAPE =
  /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|U([0-9a-fA-F]{8})|([0-7]{1,3})|([^]))/gu;

/** The text that a literal stands for, in the escapes that JavaScript and Python share. */
export function unescapeText(literal: string): string {
  return literal.replace(
    ESCAPE,
    (_whole, x?: string, u?: string, braced?: string, long?: string, octal?: string, one?: string) => {
      const hex = x ?? u ?? braced ?? long;
      if (hex !== undefined) return codePoint(Number.parseInt(hex, 16));
      if (octal !== undefined) return codePoint(Number.parseInt(octal, 8));
      return ESCAPES[one ?? ""] ?? one ?? "";
    },
  );
}

function codePoint(code: number): string {
  return code <= 0x10_ff_ff ? String.fromCodePoint(code) : "";
}
