import { utf8ToBytes } from "@noble/hashes/utils.js";
import { type Flaw, pathText } from "./flaws.ts";
import type { DocumentLimits } from "./limits.ts";

/** A document from outside as plain data of our own, and what is wrong with it whatever its schema says. */
export interface ReadDocument {
  /** A copy in which every list is cut one entry behind its limit, so that a schema still sees that it is too long. */
  data: unknown;
  flaws: Flaw[];
  /** False when the document was too deep or too big to be read to its end: no schema should look at it. */
  whole: boolean;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a text has at most `bytes` bytes in UTF-8. A lone surrogate counts as the three bytes of its replacement. */
export function fitsBytes(text: string, bytes: number): boolean {
  if (text.length > bytes) return false;
  return text.length * 3 <= bytes || utf8ToBytes(text).length <= bytes;
}

/**
 * Copies anything into plain JSON data in one walk that never goes deeper than `limits.depth`. Reported with their paths: NUL and
 * lone surrogates in texts and keys, keys named `__proto__`, what JSON cannot hold, and what is over a limit. Members that are
 * undefined count as absent. Never throws, even where reading the value runs code of its own.
 */
export function readDocument(value: unknown, limits: DocumentLimits): ReadDocument {
  const walk = new DocumentWalk(limits);
  try {
    return { data: walk.copy(value, 1), flaws: walk.flaws, whole: walk.whole };
  } catch {
    return {
      data: null,
      flaws: [{ path: "", message: "cannot be read; send plain JSON", rule: "type" }],
      whole: false,
    };
  }
}

class DocumentWalk {
  readonly flaws: Flaw[] = [];
  whole = true;
  readonly #limits: DocumentLimits;
  readonly #path: (string | number)[] = [];
  #values = 0;
  #characters = 0;

  constructor(limits: DocumentLimits) {
    this.#limits = limits;
  }

  copy(value: unknown, depth: number): unknown {
    this.#values += 1;
    if (this.#values > this.#limits.values) {
      this.#stop("large", `holds more than ${this.#limits.values} values; send less`, []);
      return null;
    }
    if (typeof value === "string") return this.#copyText(value);
    if (value === null || typeof value === "boolean") return value;
    if (typeof value === "number") {
      if (!Number.isFinite(value)) this.#report("type", "is not a finite number");
      return value;
    }
    const isList = Array.isArray(value);
    if (!isList && !isPlain(value)) {
      this.#report("type", "is not JSON data");
      return null;
    }
    if (depth > this.#limits.depth) {
      this.#stop("large", `is nested deeper than ${this.#limits.depth} levels; flatten it`);
      return null;
    }
    return isList ? this.#copyList(value, depth) : this.#copyObject(value, depth);
  }

  #copyText(text: string): string {
    this.#count(text);
    if (text.includes("\0")) this.#report("value", "holds a NUL character; remove it");
    if (!text.isWellFormed()) this.#report("value", "holds half of a surrogate pair; send valid Unicode");
    if (!fitsBytes(text, this.#limits.text)) this.#report("large", `has at most ${this.#limits.text} bytes`);
    return text;
  }

  #copyList(list: readonly unknown[], depth: number): unknown[] {
    if (list.length > this.#limits.list) this.#report("large", `has at most ${this.#limits.list} entries`);
    const kept = Math.min(list.length, this.#limits.list + 1);
    const copy: unknown[] = [];
    for (let index = 0; index < kept && this.#isReading(); index += 1) {
      this.#path.push(index);
      copy.push(this.copy(list[index], depth + 1));
      this.#path.pop();
    }
    return copy;
  }

  #copyObject(object: Record<string, unknown>, depth: number): Record<string, unknown> {
    const copy: Record<string, unknown> = {};
    for (const key of Object.keys(object)) {
      if (!this.#isReading()) break;
      this.#path.push(key);
      this.#count(key);
      if (key.includes("\0") || !key.isWellFormed())
        this.#report("value", "is a name with broken characters; rename it");
      const item = object[key];
      if (key === "__proto__") this.#report("unknown", "is not a field; remove it");
      else if (item !== undefined) copy[key] = this.copy(item, depth + 1);
      this.#path.pop();
    }
    return copy;
  }

  #count(text: string): void {
    const before = this.#characters;
    this.#characters += text.length;
    const most = this.#limits.characters;
    if (before <= most && this.#characters > most)
      this.#report("large", `has at most ${most} characters of text in all; send a reference instead`, []);
  }

  #isReading(): boolean {
    return this.#values <= this.#limits.values && this.flaws.length < this.#limits.problems;
  }

  #stop(rule: Flaw["rule"], message: string, path: readonly (string | number)[] = this.#path): void {
    this.whole = false;
    this.#report(rule, message, path);
  }

  #report(rule: Flaw["rule"], message: string, path: readonly (string | number)[] = this.#path): void {
    this.flaws.push({ path: pathText(path), message, rule });
    if (this.flaws.length >= this.#limits.problems) this.whole = false;
  }
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (!isRecord(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
