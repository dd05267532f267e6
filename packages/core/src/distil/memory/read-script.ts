import { Reader } from "./reader.ts";
import { type Token, unescapeText } from "./token.ts";

const SPACE = /[^\S\n]+/uy;
const COMMENT = /\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)/uy;
const NAME =
  /(?:#?[\p{ID_Start}$_]|\\u[0-9a-fA-F]{4}|\\u\{[0-9a-fA-F]+\})(?:[\p{ID_Continue}$\u200C\u200D]|\\u[0-9a-fA-F]{4}|\\u\{[0-9a-fA-F]+\})*/uy;
const NUMBER = /\.?\d[\w.]*/uy;
const STRING = /"((?:[^"\\\n]|\\[^])*)"|'((?:[^'\\\n]|\\[^])*)'/uy;
const REGEX = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.){0,2000}\]){1,2000}\/[a-z]*/uy;
const CHUNK = /(?:[^`\\$]|\\[^]|\$(?!\{))*/uy;
const MARK = /\?\.(?!\d)|=>|\.\.\.|[=!]==?|[<>]=|(?:\*\*|&&|\|\||\?\?|<<|>>|[-+*/%&|^])=?|\S/uy;

/** Names behind which a slash begins a regular expression. */
const BEFORE_VALUE = new Set(
  "return typeof case in of delete void throw new else do await yield instanceof".split(" "),
);
const GUARDS = new Set(["if", "while", "for", "with"]);
/** Marks that a statement cannot end with, and that none begins with. */
const GOES_ON = new Set("( [ { , + - * / % = == === != !== . ?. && || ?? ? : => ! & | ^ < > <= >=".split(" "));
const CONTINUES = new Set(". ?. + - * / % , ) ] = == === != !== && || ?? ? : ( [ => & | ^ < > <= >=".split(" "));

/**
 * The tokens of JavaScript or TypeScript. A template is read as what it does: its parts put together. Behind a closing brace a
 * slash divides or begins a regular expression; where that cannot be told, both readings are answered.
 */
export function readScript(text: string, firstLine = 1): Token[][] {
  const divided = new ScriptReader(text, firstLine, false);
  const tokens = joinLines(divided.read());
  return divided.isUnsure ? [tokens, joinLines(new ScriptReader(text, firstLine, true).read())] : [tokens];
}

class ScriptReader {
  isUnsure = false;
  readonly #reader: Reader;
  readonly #regexBehindBrace: boolean;
  /** By open parenthesis: it belongs to a statement such as `if (…)`. */
  readonly #guards: boolean[] = [];
  /** By open template: how many braces are open in its hole. */
  readonly #holes: number[] = [];
  #closedGuard = false;

  constructor(text: string, firstLine: number, regexBehindBrace: boolean) {
    const plain = text.replace(/^#![^\n]*/u, "").replaceAll(/\r\n?|[\u2028\u2029]/gu, "\n");
    this.#reader = new Reader(plain, firstLine);
    this.#regexBehindBrace = regexBehindBrace;
  }

  read(): Token[] {
    while (!this.#reader.isAtEnd) this.#step();
    return this.#reader.tokens;
  }

  #step(): void {
    const letter = this.#reader.text[this.#reader.at];
    if (letter === "\n") {
      this.#reader.push("break", "0");
      this.#reader.advance(1);
    } else if (this.#reader.take(SPACE) !== undefined) return;
    else if (letter === "/" && this.#reader.take(COMMENT) !== undefined) return;
    else if (letter === "/" && this.#isValueDue() && this.#reader.take(REGEX) !== undefined)
      this.#reader.push("number", "regex");
    else if (letter === "`") this.#openTemplate();
    else if (letter === "}" && this.#holes.at(-1) === 0) this.#closeHole();
    else if (!this.#readString() && !this.#readWord()) this.#readMark();
  }

  #readString(): boolean {
    const line = this.#reader.line;
    const found = this.#reader.take(STRING);
    if (found === undefined) return false;
    this.#reader.push("text", unescapeText(found.slice(1, -1)), line);
    return true;
  }

  #readWord(): boolean {
    const line = this.#reader.line;
    const number = this.#reader.take(NUMBER);
    if (number !== undefined) this.#reader.push("number", number);
    const name = number === undefined ? this.#reader.take(NAME) : undefined;
    if (name !== undefined) this.#reader.push("name", unescapeText(name), line);
    return number !== undefined || name !== undefined;
  }

  #readMark(): void {
    const before = this.#reader.tokens.at(-1);
    const mark = this.#reader.take(MARK) ?? this.#reader.text.slice(this.#reader.at, this.#reader.at + 1);
    if (mark === "(") this.#guards.push(before?.kind === "name" && GUARDS.has(before.value));
    if (mark === ")") this.#closedGuard = this.#guards.pop() ?? false;
    const open = this.#holes.length - 1;
    if (open >= 0 && (mark === "{" || mark === "}"))
      this.#holes[open] = (this.#holes[open] ?? 0) + (mark === "{" ? 1 : -1);
    this.#reader.push("mark", mark);
  }

  #openTemplate(): void {
    this.#reader.advance(1);
    this.#reader.push("mark", "(");
    this.#guards.push(false);
    this.#readChunk();
  }

  #closeHole(): void {
    this.#reader.advance(1);
    this.#holes.pop();
    for (const mark of [")", "+"]) this.#reader.push("mark", mark);
    this.#readChunk();
  }

  /** A template's text up to its end or its next hole. */
  #readChunk(): void {
    const line = this.#reader.line;
    this.#reader.push("text", unescapeText(this.#reader.take(CHUNK) ?? ""), line);
    if (this.#reader.text.startsWith("${", this.#reader.at)) {
      this.#reader.advance(2);
      this.#holes.push(0);
      for (const mark of ["+", "("]) this.#reader.push("mark", mark);
      return;
    }
    this.#reader.advance(1);
    this.#reader.push("mark", ")");
    this.#guards.pop();
    this.#closedGuard = false;
  }

  #isValueDue(): boolean {
    const before = this.#reader.tokens.findLast(({ kind }) => kind !== "break");
    if (before === undefined) return true;
    if (before.kind === "name") return BEFORE_VALUE.has(before.value);
    if (before.kind !== "mark") return false;
    if (before.value === ")") return this.#closedGuard;
    if (before.value === "}") {
      REGEX.lastIndex = this.#reader.at;
      if (REGEX.test(this.#reader.text)) this.isUnsure = true;
      return this.#regexBehindBrace;
    }
    return before.value !== "]" && before.value !== "++" && before.value !== "--";
  }
}

/** Leaves out the ends of lines at which a statement goes on. */
function joinLines(tokens: readonly Token[]): Token[] {
  return tokens.filter((token, index) => {
    if (token.kind !== "break") return true;
    const before = tokens[index - 1];
    const next = tokens.slice(index + 1, index + 40).find(({ kind }) => kind !== "break");
    if (before === undefined || next === undefined || before.kind === "break") return false;
    return (
      !(before.kind === "mark" && GOES_ON.has(before.value)) && !(next.kind === "mark" && CONTINUES.has(next.value))
    );
  });
}
