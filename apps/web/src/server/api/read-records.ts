import { DomainError } from "@yardlet/core/error";
import { HttpRefusal } from "./http-error.ts";

/** One record of a body, or why there is none at its place. */
export interface BodyRecord {
  value: unknown;
  /** Set for a line that is no record. */
  problem: string | null;
}

/** Which bodies are read, and whether each is lines for certain. */
const MEDIA_TYPES: ReadonlyMap<string, "lines" | "either"> = new Map([
  ["application/json", "either"],
  ["application/x-ndjson", "lines"],
  ["application/ndjson", "lines"],
  ["application/jsonl", "lines"],
]);

/** Far more than any record may have; what is deeper is not even parsed. */
const MOST_LEVELS = 16_384;

/**
 * How a body is written, by its content type; none counts as JSON.
 * @throws HttpRefusal `unsupported_media_type` that names what is read
 */
export function formOf(contentType: string | null): "lines" | "either" {
  const [type = "", ...parameters] = (contentType ?? "application/json")
    .split(";")
    .map((part) => part.trim().toLowerCase());
  const form = MEDIA_TYPES.get(type);
  if (!form) {
    const most = 'send application/json or application/x-ndjson, as with curl -H "Content-Type: application/json"';
    throw new HttpRefusal("unsupported_media_type", `bodies of this content type are not read; ${most}`);
  }
  const charset = parameters.find((parameter) => parameter.startsWith("charset="))?.slice("charset=".length);
  if (charset !== undefined && !["utf-8", '"utf-8"', "utf8"].includes(charset)) {
    throw new HttpRefusal("unsupported_media_type", "only UTF-8 is read; send the body as UTF-8");
  }
  return form;
}

/**
 * The records of a body: one, a list, or one a line. A line that is no JSON is the problem of its record alone. Reading stops
 * one record behind `most`.
 * @throws DomainError `invalid` for a body that is none of the three, or holds nothing
 */
export function readRecords(text: string, form: "lines" | "either", most: number): BodyRecord[] {
  const whole = form === "lines" ? undefined : parseJson(text);
  const records =
    whole?.ok === true ? recordsOf(whole.value) : form === "lines" || isLines(text) ? readLines(text, most) : undefined;
  if (!records) {
    throw new DomainError("invalid", `the body ${whole?.problem ?? NOT_JSON}; send one record, a list, or one a line`);
  }
  if (records.length === 0) throw new DomainError("invalid", "the body holds no record; send at least one");
  return records;
}

/**
 * The one JSON document of a body.
 * @throws DomainError `invalid` for what is none, HttpRefusal `unsupported_media_type` for another content type
 */
export function readDocument(request: Pick<Request, "headers">, text: string): unknown {
  if (formOf(request.headers.get("content-type")) === "lines") {
    throw new HttpRefusal("unsupported_media_type", "this route takes one JSON document; send application/json");
  }
  const parsed = parseJson(text);
  if (parsed.ok) return parsed.value;
  throw new DomainError("invalid", `the body ${parsed.problem}; send one JSON document`);
}

function recordsOf(value: unknown): BodyRecord[] {
  return (Array.isArray(value) ? value : [value]).map((one: unknown) => ({ value: one, problem: null }));
}

/** Whether a text that is no JSON may be lines of it: its first line alone is a record. */
function isLines(text: string): boolean {
  for (const { content, last } of linesOf(text)) return !last && content.startsWith("{") && parseJson(content).ok;
  return false;
}

function readLines(text: string, most: number): BodyRecord[] {
  const records: BodyRecord[] = [];
  for (const { content, number } of linesOf(text)) {
    const parsed = parseJson(content);
    records.push(
      parsed.ok ? { value: parsed.value, problem: null } : { value: null, problem: `line ${number} ${parsed.problem}` },
    );
    if (records.length > most) break;
  }
  return records;
}

/** Lines that are not blank, with their numbers from 1. */
function* linesOf(text: string): Generator<{ content: string; number: number; last: boolean }> {
  let number = 0;
  for (let at = 0; at <= text.length;) {
    const end = text.indexOf("\n", at);
    const content = text.slice(at, end < 0 ? undefined : end).trim();
    number += 1;
    at = end < 0 ? text.length + 1 : end + 1;
    if (content !== "") yield { content, number, last: end < 0 };
  }
}

const NOT_JSON = "is not JSON, or is cut off";

type Parsed = { ok: true; value: unknown; problem?: undefined } | { ok: false; problem: string };

function parseJson(text: string): Parsed {
  if (isDeeper(text, MOST_LEVELS)) return { ok: false, problem: "is nested too deep; flatten it" };
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false, problem: NOT_JSON };
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Whether lists and objects are nested deeper than `most` levels, in one pass and without parsing. */
function isDeeper(text: string, most: number): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === QUOTE) at = endOfText(text, at);
    else if (unit === 0x5b || unit === 0x7b) depth += 1;
    else if (unit === 0x5d || unit === 0x7d) depth -= 1;
    if (depth > most) return true;
  }
  return false;
}

/** Where the string that begins at `start` ends. */
function endOfText(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === BACKSLASH) at += 1;
    else if (unit === QUOTE) return at;
  }
  return text.length;
}
