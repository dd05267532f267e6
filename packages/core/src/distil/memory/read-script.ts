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
  readonly #text: string;
  readonly #regexBehindBrace: boolean;
  readonly #tokens: Token[] = [];
  /** By open parenthesis: it belongs to a statement such as `if (…)`. */
  readonly #guards: boolean[] = [];
  /** By open template: how many braces are open in its hole. */
  readonly #holes: number[] = [];
  #closedGuard = false;
  #at = 0;
  #line: number;

  constructor(text: string, firstLine: number, regexBehindBrace: boolean) {
    this.#text = text.replace(/^#![^\n]*/u, "").replaceAll(/\r\n?|[\u2028\u2029]/gu, "\n");
    this.#line = firstLine;
    this.#regexBehindBrace = regexBehindBrace;
  }

  read(): Token[] {
    while (this.#at < this.#text.length) this.#step();
    return this.#tokens;
  }

  #step(): void {
    const letter = this.#text[this.#at];
    if (letter === "\n") {
      this.#push("break", "0");
      this.#advance(1);
    } else if (this.#take(SPACE) !== undefined) return;
    else if (letter === "/" && this.#take(COMMENT) !== undefined) return;
    else if (letter === "/" && this.#isValueDue() && this.#take(REGEX) !== undefined) this.#push("number", "regex");
    else if (letter === "`") this.#openTemplate();
    else if (letter === "}" && this.#holes.at(-1) === 0) this.#closeHole();
    else if (!this.#readString() && !this.#readWord()) this.#readMark();
  }

  #readString(): boolean {
    const line = this.#line;
    const found = this.#take(STRING);
    if (found === undefined) return false;
    this.#tokens.push({ kind: "text", value: unescapeText(found.slice(1, -1)), line });
    return true;
  }

  #readWord(): boolean {
    const line = this.#line;
    const number = this.#take(NUMBER);
    if (number !== undefined) this.#push("number", number);
    const name = number === undefined ? this.#take(NAME) : undefined;
    if (name !== undefined) this.#tokens.push({ kind: "name", value: unescapeText(name), line });
    return number !== undefined || name !== undefined;
  }

  #readMark(): void {
    const before = this.#tokens.at(-1);
    const mark = this.#take(MARK) ?? this.#text.slice(this.#at, this.#at + 1);
    if (mark === "(") this.#guards.push(before?.kind === "name" && GUARDS.has(before.value));
    if (mark === ")") this.#closedGuard = this.#guards.pop() ?? false;
    const open = this.#holes.length - 1;
    if (open >= 0 && (mark === "{" || mark === "}"))
      this.#holes[open] = (this.#holes[open] ?? 0) + (mark === "{" ? 1 : -1);
    this.#push("mark", mark);
  }

  #openTemplate(): void {
    this.#advance(1);
    this.#push("mark", "(");
    this.#guards.push(false);
    this.#readChunk();
  }

  #closeHole(): void {
    this.#advance(1);
    this.#holes.pop();
    for (const mark of [")", "+"]) this.#push("mark", mark);
    this.#readChunk();
  }

  /** A template's text up to its end or its next hole. */
  #readChunk(): void {
    const line = this.#line;
    this.#tokens.push({ kind: "text", value: unescapeText(this.#take(CHUNK) ?? ""), line });
    if (this.#text.startsWith("${", this.#at)) {
      this.#advance(2);
      this.#holes.push(0);
      for (const mark of ["+", "("]) this.#push("mark", mark);
      return;
    }
    this.#advance(1);
    this.#push("mark", ")");
    this.#guards.pop();
    this.#closedGuard = false;
  }

  #isValueDue(): boolean {
    const before = this.#tokens.findLast(({ kind }) => kind !== "break");
    if (before === undefined) return true;
    if (before.kind === "name") return BEFORE_VALUE.has(before.value);
    if (before.kind !== "mark") return false;
    if (before.value === ")") return this.#closedGuard;
    if (before.value === "}") {
      REGEX.lastIndex = this.#at;
      if (REGEX.test(this.#text)) this.isUnsure = true;
      return this.#regexBehindBrace;
    }
    return before.value !== "]" && before.value !== "++" && before.value !== "--";
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found === undefined || found === "") return undefined;
    this.#advance(found.length);
    return found;
  }

  #advance(length: number): void {
    for (let index = this.#at; index < this.#at + length; index += 1) if (this.#text[index] === "\n") this.#line += 1;
    this.#at += length;
  }

  #push(kind: Token["kind"], value: string): void {
    this.#tokens.push({ kind, value, line: this.#line });
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
