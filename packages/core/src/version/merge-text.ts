import type { Sides } from "./conflict.ts";
import { type TextReading, readText } from "./text.ts";

/** How a text is written besides its lines. */
export interface TextForm {
  bom: boolean;
  newline: "\n" | "\r\n";
}

/** Three texts made comparable: without byte order mark, line feeds only where all lines of one end in CRLF. */
export interface AlignedTexts {
  texts: Sides<string>;
  form: TextForm;
}

const BOM = "\uFEFF";
const NO_TEXT = new Uint8Array();

/** Reads the three sides of a text file; a side without the file has no text. How it is written is merged as its lines are. */
export function alignTexts(sides: Sides<Uint8Array | undefined>): AlignedTexts | { not: "binary" | "too_large" } {
  const readings = {
    base: readText(sides.base ?? NO_TEXT),
    mine: readText(sides.mine ?? NO_TEXT),
    theirs: readText(sides.theirs ?? NO_TEXT),
  };
  const { base, mine, theirs } = readings;
  if (!("text" in base && "text" in mine && "text" in theirs)) return { not: whyNot(Object.values(readings)) };
  const form = {
    bom: mergeForm(hasBom(base.text), hasBom(mine.text), hasBom(theirs.text)) ?? false,
    newline: mergeForm(newlineOf(base.text), newlineOf(mine.text), newlineOf(theirs.text)) ?? "\n",
  };
  return { texts: { base: plain(base.text), mine: plain(mine.text), theirs: plain(theirs.text) }, form };
}

/** The text of a file from its lines. */
export function formText(text: string, { bom, newline }: TextForm): string {
  return `${bom ? BOM : ""}${newline === "\r\n" ? text.replaceAll(/\r?\n/g, newline) : text}`;
}

/** Lines so that joining them by a line feed gives the text: one that ends in a line feed has an empty last line. */
export function toLines(text: string): string[] {
  return text === "" ? [] : text.split("\n");
}

function whyNot(readings: readonly TextReading[]): "binary" | "too_large" {
  return readings.some((reading) => "not" in reading && reading.not === "binary") ? "binary" : "too_large";
}

/** The one that differs from the base; undefined where the base has no say and the two differ. */
function mergeForm<T>(base: T | undefined, mine: T | undefined, theirs: T | undefined): T | undefined {
  if (mine === undefined || mine === theirs) return theirs ?? base;
  if (theirs === undefined) return mine;
  if (base === undefined) return undefined;
  return mine === base ? theirs : mine;
}

function hasBom(text: string): boolean | undefined {
  return text === "" ? undefined : text.startsWith(BOM);
}

function newlineOf(text: string): TextForm["newline"] | undefined {
  if (!text.includes("\n")) return undefined;
  return /(^|[^\r])\n/.test(text) ? "\n" : "\r\n";
}

function plain(text: string): string {
  const body = text.startsWith(BOM) ? text.slice(BOM.length) : text;
  return newlineOf(body) === "\r\n" ? body.replaceAll("\r\n", "\n") : body;
}
