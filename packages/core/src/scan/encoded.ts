import { base64Bytes, escapedText, hexBytes, readableText } from "./codes.ts";
import { otherReadings, type Reading } from "./readings.ts";

const BASE64 = /[A-Za-z0-9+/_-]{16,4096}={0,2}/gu;
const HEX =
  /(?:[0-9a-fA-F]{2}){10,2048}|(?:(?:0x|\\x)?[0-9a-fA-F]{2}[\s,:]{1,2}){9,1024}(?:0x|\\x)?[0-9a-fA-F]{2}\b|(?:\\x[0-9a-fA-F]{2}){8,2048}/gu;
const ESCAPED =
  /%[0-9a-f]{2}|&#(?:x[0-9a-f]{2,6}|\d{2,7});|\\u(?:00[0-9a-f]{2}|\{[0-9a-f]{2,4}\})|\\x[0-9a-f]{2}|\\[01][0-7]{2}/giu;
const SIGN = /[%&\\]/u;
const FEWEST_ESCAPES = 3;
const FEWEST = 16;
const LINE_BREAK = /\r\n|\r|\n/u;
/** A line of nothing but base64, as texts are wrapped; with what a quotation or a string puts around it. */
const WRAPPED = /^[\s>"'`#*(+,|-]{0,16}([A-Za-z0-9+/_-]{4,200}={0,2})[\s"'`\\+,;)|]{0,8}$/u;
const MOST_WRAPPED = 2_000;
/** So deep is decoded what was decoded: base64 of base64. */
const DEPTH = 4;
/** So many texts are decoded and scanned; a file with more is not looked through, and counts as hiding something. */
export const MOST_DECODED = 200;

/** What these lines stand for that is written in base64 or hex, also over several lines; at most one more than are scanned. */
export function decodedIn(raw: readonly string[]): Reading[] {
  const found = wrappedIn(raw);
  const wrapped = new Set(found.flatMap(({ line, count }) => Array.from({ length: count }, (_none, at) => line + at)));
  for (const [line, content] of raw.entries()) {
    if (wrapped.has(line)) continue;
    for (const text of textsOf(content)) if (found.push({ line, text, count: 1 }) > MOST_DECODED) return found;
  }
  return found.slice(0, MOST_DECODED + 1);
}

/**
 * What these lines hide in base64, hex, percent signs, entities and escapes, one in another too; `over` is the line of the first
 * text that is too many to look at.
 */
export function hiddenTexts(raw: readonly string[]): { texts: Reading[]; over: number | undefined } {
  let layer = insideOf(raw);
  const texts = [...layer];
  for (let depth = 1; depth < DEPTH && texts.length < MOST_DECODED; depth += 1) {
    layer = layer.flatMap(({ line, text }) =>
      insideOf(text.split(LINE_BREAK)).map((one) => ({ line, text: one.text })),
    );
    texts.push(...layer);
  }
  return { texts, over: decodedIn(raw)[MOST_DECODED]?.line };
}

function insideOf(lines: readonly string[]): Reading[] {
  const put = otherReadings(lines).flatMap(({ line, text }) => textsOf(text).map((inside) => ({ line, text: inside })));
  return [...decodedIn(lines), ...escapedIn(lines), ...put];
}

/** Lines with percent signs, entities or escapes, resolved. */
function escapedIn(raw: readonly string[]): Reading[] {
  return raw.flatMap((content, line) => {
    const escapes = SIGN.test(content) ? (content.match(ESCAPED)?.length ?? 0) : 0;
    return escapes < FEWEST_ESCAPES ? [] : [{ line, text: escapedText(content, ESCAPED) }];
  });
}

function textsOf(content: string): string[] {
  if (content.length < FEWEST) return [];
  return [
    ...[...content.matchAll(BASE64)].flatMap(([run]) => base64Texts(run)),
    ...[...content.matchAll(HEX)].flatMap(([run]) => readableText(hexBytes(run)) ?? []),
  ];
}

/** What stands before it in a path would shift it. */
function base64Texts(run: string): string[] {
  const last = run.split(/[/_-]/u).at(-1) ?? "";
  const runs = last.length < run.length && last.length >= 16 ? [run, last] : [run];
  return runs.flatMap((one) => readableText(base64Bytes(one)) ?? []).slice(0, 1);
}

function wrappedIn(raw: readonly string[]): (Reading & { count: number })[] {
  const found: (Reading & { count: number })[] = [];
  let from = 0;
  let parts: string[] = [];
  const end = () => {
    // What follows may be a word of its own.
    for (const count of [parts.length, parts.length - 1]) {
      const text = count > 1 ? readableText(base64Bytes(parts.slice(0, count).join(""))) : undefined;
      if (text === undefined) continue;
      found.push({ line: from, text, count });
      break;
    }
    parts = [];
  };
  for (const [line, content] of raw.entries()) {
    const part = content.length >= 4 && content.length < 256 ? WRAPPED.exec(content)?.[1] : undefined;
    if (part === undefined || (parts.length === 0 && part.length < FEWEST)) end();
    else {
      if (parts.length === 0) from = line;
      parts.push(part);
      if (part.endsWith("=") || parts.length >= MOST_WRAPPED) end();
    }
  }
  end();
  return found;
}
