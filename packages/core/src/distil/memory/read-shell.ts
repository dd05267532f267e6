import { MOST_NESTED, unescapeText } from "./token.ts";

/** A word of a command with its quotes resolved. `$name` stays in `text`; `isFixed` words hold no variable and no substitution. */
export interface Word {
  text: string;
  isFixed: boolean;
  isQuoted: boolean;
}

export interface ShellCommand {
  line: number;
  /** What stands before the command's name. */
  assigned: { name: string; value: Word }[];
  words: Word[];
  /** Where it writes by `>`, `>>` and the like. */
  writesTo: Word[];
}

export interface ShellScript {
  commands: ShellCommand[];
  variables: { name: string; line: number }[];
  /** Functions by name, with the lines of their bodies. */
  functions: { name: string; from: number; to: number }[];
}

const BLANK = /[^\S\n]|\\\n/uy;
const REDIRECT = /(?:\d{0,2}|&|\{\w{1,40}\})(?:<<<|<<-?|<>|<&|>\||>>|>&|[<>](?!\())/uy;
const SEPARATOR = /&&|\|\||;;&?|;&|\|&|[;&|()\n]/uy;
const VARIABLE = /\$(?:([A-Za-z_]\w*)|\{[#!]?([A-Za-z_]\w*))/uy;
const ANSI = /\$'(?:[^'\\]|\\[^])*'/uy;
const ASSIGNMENT = /^([A-Za-z_]\w*)(?:\[[^\]]*\])?\+?=/u;
const RESERVED = new Set("if then else elif fi while until do done { } ! time in esac".split(" "));
const HEADS = new Set(["for", "case", "select", "function"]);

/** Reads a shell script: commands, the variables they use, and where they write. Substitutions are commands as well. */
export function readShell(text: string, firstLine = 1): ShellScript {
  const script: ShellScript = { commands: [], variables: [], functions: [] };
  new ShellReader(text.replaceAll(/\r\n?/gu, "\n").replace(/^#![^\n]*/u, ""), firstLine, script, 0).read();
  return script;
}

class ShellReader {
  readonly #text: string;
  readonly #script: ShellScript;
  readonly #depth: number;
  #at = 0;
  #line: number;
  #command: ShellCommand;
  #heredocs: { end: string; strip: boolean; fixed: boolean }[] = [];
  #open: { name: string; from: number; braces: number } | undefined;
  #braces = 0;
  #parentheses = 0;
  #nested = 0;

  constructor(text: string, line: number, script: ShellScript, depth: number) {
    this.#text = text;
    this.#line = line;
    this.#script = script;
    this.#depth = depth;
    this.#command = commandAt(line);
  }

  read(): void {
    while (this.#at < this.#text.length) this.#step();
    this.#end();
    if (this.#open) this.#script.functions.push({ ...this.#open, to: this.#line });
  }

  #step(): void {
    if (this.#take(BLANK) !== undefined) return;
    if (this.#text[this.#at] === "#") {
      const end = this.#text.indexOf("\n", this.#at);
      this.#at = end < 0 ? this.#text.length : end;
      return;
    }
    if (this.#text.startsWith("((", this.#at) && this.#command.words.length === 0) {
      this.#substitute({ text: "", isFixed: true, isQuoted: true }, "(", ")");
      return;
    }
    const redirect = this.#isTest() ? undefined : this.#take(REDIRECT);
    if (redirect !== undefined) this.#redirect(redirect.replace(/^(?:\d+|\{\w+\})/u, ""));
    else if (!this.#separate()) this.#addWord(this.#readWord());
  }

  /** Within `[[ … ]]` angle brackets compare. */
  #isTest(): boolean {
    return this.#command.words[0]?.text === "[[" && this.#command.words.at(-1)?.text !== "]]";
  }

  #separate(): boolean {
    const mark = this.#take(SEPARATOR);
    if (mark === undefined) return false;
    if (mark === "(" && this.#command.words.length === 1 && this.#text[this.#at] === ")") {
      this.#at += 1;
      this.#define(this.#command.words[0]?.text ?? "");
      return true;
    }
    if (mark === ")" && this.#parentheses === 0 && this.#command.words.length <= 1)
      this.#command = commandAt(this.#line);
    if (mark === "(") this.#parentheses += 1;
    if (mark === ")") this.#parentheses = Math.max(0, this.#parentheses - 1);
    this.#end();
    if (mark === "\n") this.#readHeredocs();
    this.#command = commandAt(this.#line);
    return true;
  }

  #end(): void {
    const { words, assigned, writesTo } = this.#command;
    if (words.length > 0 || assigned.length > 0 || writesTo.length > 0) this.#script.commands.push(this.#command);
    this.#command = commandAt(this.#line);
  }

  #addWord(word: Word): void {
    const { words, assigned } = this.#command;
    if (words.length === 0 && !word.isQuoted && RESERVED.has(word.text)) {
      this.#brace(word.text);
      this.#command = commandAt(this.#line);
      return;
    }
    const [whole, name] = words.length === 0 ? (ASSIGNMENT.exec(word.text) ?? []) : [];
    if (whole !== undefined && name !== undefined)
      assigned.push({ name, value: { ...word, text: word.text.slice(whole.length) } });
    else words.push(word);
    if (words.length === 2 && words[0]?.text === "function") this.#define(word.text);
    if (words.length > 2 && HEADS.has(words[0]?.text ?? "") && word.text === "in" && words[0]?.text === "case")
      this.#command = commandAt(this.#line);
  }

  #brace(word: string): void {
    if (word === "{") this.#braces += 1;
    if (word !== "}") return;
    this.#braces -= 1;
    if (this.#open && this.#braces <= this.#open.braces) {
      this.#script.functions.push({ name: this.#open.name, from: this.#open.from, to: this.#line });
      this.#open = undefined;
    }
  }

  #define(name: string): void {
    this.#open ??= { name, from: this.#line, braces: this.#braces };
    this.#command = commandAt(this.#line);
  }

  #redirect(mark: string): void {
    this.#skipBlanks();
    const word = this.#readWord();
    if (mark === "<<" || mark === "<<-")
      this.#heredocs.push({ end: word.text, strip: mark === "<<-", fixed: word.isQuoted });
    else if (mark.includes(">") && !/^(?:\d+|-)$/u.test(word.text)) this.#command.writesTo.push(word);
    else if (mark === "<") this.#command.words.push({ ...word, isQuoted: true });
  }

  #skipBlanks(): void {
    while (this.#take(BLANK) !== undefined) continue;
  }

  /** The text of here documents; what is substituted in them is read. */
  #readHeredocs(): void {
    for (const { end, strip, fixed } of this.#heredocs.splice(0)) {
      while (this.#at < this.#text.length) {
        const to = this.#text.indexOf("\n", this.#at);
        const line = this.#text.slice(this.#at, to < 0 ? undefined : to);
        const isEnd = (strip ? line.replace(/^\t+/u, "") : line) === end;
        if (!isEnd && !fixed)
          new ShellReader(`"${line.replaceAll('"', " ")}"`, this.#line, this.#script, this.#depth + 1).readText();
        this.#at = to < 0 ? this.#text.length : to + 1;
        this.#line += 1;
        if (isEnd) break;
      }
    }
  }

  /** Reads the whole as one word: only its variables and substitutions count. */
  readText(): void {
    if (this.#depth <= MOST_NESTED) this.#readWord();
  }

  #readWord(): Word {
    const word: Word = { text: "", isFixed: true, isQuoted: false };
    while (this.#at < this.#text.length) {
      const letter = this.#text[this.#at] ?? "";
      const isSubstitution = (letter === "<" || letter === ">") && this.#text[this.#at + 1] === "(";
      if (!isSubstitution && /[\s;&|()<>]/u.test(letter)) break;
      if (letter === "'") this.#readSingle(word);
      else if (letter === '"') this.#readDouble(word);
      else if (!this.#readSpecial(word)) {
        word.text += letter;
        this.#at += 1;
      }
    }
    if (word.text === "" && !word.isQuoted && word.isFixed) {
      word.text = this.#text[this.#at] ?? "";
      this.#jump(this.#at + 1);
    }
    return word;
  }

  #readSingle(word: Word): void {
    const to = this.#text.indexOf("'", this.#at + 1);
    const end = to < 0 ? this.#text.length : to;
    word.text += this.#text.slice(this.#at + 1, end);
    word.isQuoted = true;
    this.#jump(end + 1);
  }

  #readDouble(word: Word): void {
    word.isQuoted = true;
    this.#at += 1;
    while (this.#at < this.#text.length && this.#text[this.#at] !== '"') {
      if (/[\\$\x60]/u.test(this.#text[this.#at] ?? "") && this.#readSpecial(word)) continue;
      word.text += this.#text[this.#at] ?? "";
      this.#jump(this.#at + 1);
    }
    this.#at += 1;
  }

  /** An escape, a variable or a substitution. */
  #readSpecial(word: Word): boolean {
    const rest = this.#text.slice(this.#at, this.#at + 3);
    if (rest.startsWith("\\")) {
      if (rest[1] !== "\n") word.text += rest[1] ?? "";
      this.#jump(this.#at + 2);
    } else if (rest.startsWith("$'")) {
      const literal = this.#take(ANSI);
      if (literal === undefined) this.#jump(this.#at + 1);
      else word.text += unescapeText(literal.slice(2, -1));
      word.isQuoted = true;
    } else if (rest.startsWith("<(") || rest.startsWith(">(")) this.#substitute(word, "<(", ")");
    else if (rest.startsWith("$(")) this.#substitute(word, "$(", ")");
    else if (rest.startsWith("`")) this.#substitute(word, "`", "`");
    else if (rest.startsWith("$")) this.#readVariable(word);
    else return false;
    return true;
  }

  #readVariable(word: Word): void {
    const line = this.#line;
    VARIABLE.lastIndex = this.#at;
    const [whole, plain, braced] = VARIABLE.exec(this.#text) ?? [];
    const name = plain ?? braced;
    word.isFixed = false;
    if (whole === undefined || name === undefined) {
      word.text += this.#text.slice(this.#at, this.#at + 2);
      this.#jump(this.#at + 2);
      return;
    }
    this.#script.variables.push({ name, line });
    word.text += `$${name}`;
    this.#jump(this.#at + whole.length);
    if (!whole.startsWith("${")) return;
    const rest: Word = { text: "", isFixed: true, isQuoted: true };
    this.#nested += 1;
    while (this.#at < this.#text.length && this.#text[this.#at] !== "}")
      if (this.#nested > MOST_NESTED || !this.#readSpecial(rest)) this.#jump(this.#at + 1);
    this.#nested -= 1;
    this.#jump(this.#at + 1);
  }

  #substitute(word: Word, open: string, close: string): void {
    const from = this.#at + open.length;
    const to = this.#endOfSubstitution(from, close);
    word.isFixed = false;
    word.text += "$()";
    const inner = this.#text.slice(from, to);
    const isSum = inner.startsWith("(") && inner.endsWith(")");
    const reader = new ShellReader(isSum ? `"${inner}"` : inner, this.#line, this.#script, this.#depth + 1);
    if (this.#depth < MOST_NESTED) {
      if (isSum) {
        for (const [name] of inner.matchAll(/(?<![\w$])[A-Za-z_]\w*/gu))
          this.#script.variables.push({ name, line: this.#line });
        reader.readText();
      }
      if (!isSum) reader.read();
    }
    this.#jump(to + 1);
  }

  #endOfSubstitution(from: number, close: string): number {
    let depth = 0;
    for (let at = from; at < this.#text.length; at += 1) {
      const letter = this.#text[at];
      if (letter === "\\") at += 1;
      else if (letter === "'" && close === ")") {
        const to = this.#text.indexOf("'", at + 1);
        if (to > 0) at = to;
      } else if (letter === close && depth === 0) return at;
      else if (close === ")" && letter === "(") depth += 1;
      else if (close === ")" && letter === ")") depth -= 1;
    }
    return this.#text.length;
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found === undefined || found === "") return undefined;
    this.#jump(this.#at + found.length);
    return found;
  }

  #jump(to: number): void {
    for (let at = this.#at; at < to; at += 1) if (this.#text[at] === "\n") this.#line += 1;
    this.#at = to;
  }
}

function commandAt(line: number): ShellCommand {
  return { line, assigned: [], words: [], writesTo: [] };
}
