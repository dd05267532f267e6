import { Reader, breaksIn } from "./reader.ts";
import { MOST_NESTED, type Token, unescapeText } from "./token.ts";

const SPACE = /(?:[^\S\n]|\\\n)+/uy;
const COMMENT = /#[^\n]*/uy;
const OPEN = /([rbfut]{0,3})("""|'''|"|')/iuy;
const NAME = /[\p{ID_Start}_][\p{ID_Continue}]*/uy;
const NUMBER = /\.?\d[\w.]*/uy;
const MARK = /->|:=|\.\.\.|[=!<>]=|(?:\*\*|\/\/|<<|>>|[-+*/%&|^@])=?|\S/uy;
const INDENT = /\n([^\S\n]*)/uy;

/** A hole of a formatted string that goes on for longer is none. */
const LONGEST_HOLE = 2000;

/** The tokens of Python. A formatted string is read as what it does: its parts put together. A text that is a statement is a comment. */
export function readPython(text: string, firstLine = 1): Token[] {
  return withoutDocs(new PythonReader(text.replaceAll(/\r\n?/gu, "\n"), firstLine, 0).read());
}

class PythonReader {
  readonly #reader: Reader;
  readonly #depth: number;
  #brackets = 0;

  constructor(text: string, firstLine: number, depth: number) {
    this.#reader = new Reader(text, firstLine);
    this.#depth = depth;
  }

  read(): Token[] {
    while (!this.#reader.isAtEnd) this.#step();
    return this.#reader.tokens;
  }

  #step(): void {
    const letter = this.#reader.text[this.#reader.at];
    if (letter === "\n") {
      const indent = this.#reader.take(INDENT) ?? "\n";
      if (this.#brackets === 0) this.#reader.push("break", String(indent.length - 1));
    } else if (this.#reader.take(SPACE) !== undefined || this.#reader.take(COMMENT) !== undefined) return;
    else if (!this.#readString() && !this.#readWord()) this.#readMark();
  }

  #readWord(): boolean {
    const number = this.#reader.take(NUMBER);
    if (number !== undefined) this.#reader.push("number", number);
    const name = number === undefined ? this.#reader.take(NAME) : undefined;
    if (name !== undefined) this.#reader.push("name", name.normalize("NFKC"));
    return number !== undefined || name !== undefined;
  }

  #readMark(): void {
    const mark = this.#reader.take(MARK) ?? "";
    if (mark === "(" || mark === "[" || mark === "{") this.#brackets += 1;
    if (mark === ")" || mark === "]" || mark === "}") this.#brackets = Math.max(0, this.#brackets - 1);
    this.#reader.push("mark", mark);
  }

  #readString(): boolean {
    OPEN.lastIndex = this.#reader.at;
    const [whole, prefix = "", quote = ""] = OPEN.exec(this.#reader.text) ?? [];
    if (whole === undefined) return false;
    const isRaw = /r/iu.test(prefix);
    const isFormatted = /[ft]/iu.test(prefix);
    const from = this.#reader.at + whole.length;
    const to = this.#endOf(from, quote, isFormatted);
    if (to === undefined) return false;
    const inner = this.#reader.text.slice(from, to);
    if (isFormatted && this.#depth < MOST_NESTED) this.#pushParts(inner, isRaw);
    else this.#reader.push("text", isRaw ? inner : unescapeText(inner));
    this.#reader.advance(to + quote.length - this.#reader.at);
    return true;
  }

  /** Where a string ends; quotes in the holes of a formatted one do not end it. Undefined for one that never ends. */
  #endOf(from: number, quote: string, isFormatted: boolean): number | undefined {
    let holes = 0;
    let opened = from;
    for (let at = from; at < this.#reader.text.length; at += 1) {
      const letter = this.#reader.text[at];
      if (holes > 0 && at - opened > LONGEST_HOLE) break;
      if (letter === "\\") at += 1;
      else if (holes === 0 && this.#reader.text.startsWith(quote, at)) return at;
      else if (letter === "\n" && quote.length === 1 && holes === 0) return undefined;
      else if (isFormatted && holes === 0 && this.#reader.text.startsWith("{{", at)) at += 1;
      else if (isFormatted && letter === "{") {
        if (holes === 0) opened = at;
        holes += 1;
      } else if (isFormatted && letter === "}" && holes > 0) holes -= 1;
    }
    return isFormatted ? this.#endOf(from, quote, false) : undefined;
  }

  #pushParts(inner: string, isRaw: boolean): void {
    let at = this.#reader.line;
    let seen = 0;
    this.#reader.push("mark", "(");
    for (const [index, part] of partsOf(inner).entries()) {
      at += breaksIn(inner.slice(seen, part.from));
      seen = part.from;
      if (index > 0) this.#reader.push("mark", "+", at);
      if (part.hole) {
        const hole = new PythonReader(part.text, at, this.#depth + 1).read().filter(({ kind }) => kind !== "break");
        this.#reader.tokens.push({ kind: "mark", value: "(", line: at }, ...hole, {
          kind: "mark",
          value: ")",
          line: at,
        });
      } else this.#reader.push("text", isRaw ? part.text : unescapeText(part.text), at);
    }
    this.#reader.push("mark", ")");
  }
}

interface Part {
  text: string;
  hole: boolean;
  from: number;
}

/** The texts and holes of a formatted string, in order; the first one is a text. */
function partsOf(inner: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  let text = "";
  for (let at = 0; at < inner.length; at += 1) {
    const two = inner.slice(at, at + 2);
    if (two === "{{" || two === "}}") {
      text += two[0] ?? "";
      at += 1;
    } else if (inner[at] === "{") {
      const to = holeEnd(inner, at);
      parts.push({ text, hole: false, from }, { text: inner.slice(at + 1, to), hole: true, from: at + 1 });
      [text, from, at] = ["", to + 1, to];
    } else text += inner[at] ?? "";
  }
  return [...parts, { text, hole: false, from }];
}

function holeEnd(inner: string, from: number): number {
  let depth = 0;
  for (let at = from; at < inner.length; at += 1) {
    if (inner[at] === "{") depth += 1;
    if (inner[at] === "}") depth -= 1;
    if (depth === 0) return at;
  }
  return inner.length;
}

function withoutDocs(tokens: readonly Token[]): Token[] {
  const isEnd = (token: Token | undefined) => token === undefined || token.kind === "break";
  return tokens.filter(
    (token, index) => !(token.kind === "text" && isEnd(tokens[index - 1]) && isEnd(tokens[index + 1])),
  );
}
