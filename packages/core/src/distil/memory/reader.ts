import type { Token } from "./token.ts";

/** Reads a program's text from its beginning, and keeps the tokens that were found with their lines. */
export class Reader {
  readonly text: string;
  readonly tokens: Token[] = [];
  /** Where the next token begins, and its line, from 1. */
  at = 0;
  line: number;

  constructor(text: string, firstLine: number) {
    this.text = text;
    this.line = firstLine;
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** What a sticky pattern finds here, and goes behind it; undefined where it finds nothing. */
  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined || found === "") return undefined;
    this.advance(found.length);
    return found;
  }

  advance(length: number): void {
    this.line += breaksIn(this.text.slice(this.at, this.at + length));
    this.at += length;
  }

  push(kind: Token["kind"], value: string, line = this.line): void {
    this.tokens.push({ kind, value, line });
  }
}

/** How many lines end in a text. */
export function breaksIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}
