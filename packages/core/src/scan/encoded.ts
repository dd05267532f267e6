const BASE64 = /[A-Za-z0-9+/_-]{24,4096}={0,2}/gu;
const HEX = /(?:[0-9a-fA-F]{2}){16,2048}|(?:\\x[0-9a-fA-F]{2}){8,2048}/gu;
const READABLE = /^[\t\n\r\x20-\x7E]{12,}$/u;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/** So many texts are decoded and scanned; a file with more is not looked through, and counts as hiding something. */
export const MOST_DECODED = 200;

/** A text that is there in another writing. */
export interface Decoded {
  line: number;
  text: string;
}

/** Base64 and hex in these lines that stand for readable ASCII; at most one more than are scanned. */
export function decodedIn(raw: readonly string[]): Decoded[] {
  const found: Decoded[] = [];
  for (const [line, content] of raw.entries()) {
    for (const text of [...textsOf(content, BASE64, fromBase64), ...textsOf(content, HEX, fromHex)]) {
      found.push({ line, text });
      if (found.length > MOST_DECODED) return found;
    }
  }
  return found;
}

function textsOf(content: string, pattern: RegExp, decode: (run: string) => string): string[] {
  return [...content.matchAll(pattern)].map(([run]) => decode(run)).filter((text) => READABLE.test(text));
}

function fromBase64(run: string): string {
  const codes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const letter of run.replaceAll("-", "+").replaceAll("_", "/").replaceAll("=", "")) {
    bits = ((bits << 6) | ALPHABET.indexOf(letter)) & 0xff_ff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      codes.push((bits >> held) & 0xff);
    }
  }
  return String.fromCharCode(...codes);
}

function fromHex(run: string): string {
  return (run.replaceAll(String.raw`\x`, "").match(/../gu) ?? [])
    .map((pair) => String.fromCharCode(Number.parseInt(pair, 16)))
    .join("");
}
