import { decodeText } from "../skill/utf8.ts";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const ALPHABET: ReadonlyMap<string, number> = new Map(Array.from(LETTERS, (letter, at) => [letter, at]));
/** A shorter text says nothing. */
const FEWEST = 9;
const CONTROL = /[^\P{Cc}\t\n\r]/u;

/** The bytes of base64, that of addresses too. */
export function base64Bytes(run: string): Uint8Array {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const letter of run.replaceAll("-", "+").replaceAll("_", "/").replaceAll("=", "")) {
    bits = ((bits << 6) | (ALPHABET.get(letter) ?? 0)) & 0xff_ff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes.push((bits >> held) & 0xff);
    }
  }
  return Uint8Array.from(bytes);
}

/** The bytes of pairs of hex digits, whatever stands between them. */
export function hexBytes(run: string): Uint8Array {
  const pairs = run.replaceAll(/0x|\\x|[\s,:]/giu, "").match(/../gu) ?? [];
  return Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16));
}

/** A text with its percent signs, entities and escapes resolved. */
export function escapedText(text: string, escapes: RegExp): string {
  return text.replace(escapes, (sign) => {
    const code = codeOf(sign);
    return code <= 0x10_ff_ff ? String.fromCodePoint(code) : " ";
  });
}

function codeOf(sign: string): number {
  const digits = sign.replaceAll(/[^0-9a-f]/giu, "");
  if (sign.startsWith("&")) return Number.parseInt(digits, /x/iu.test(sign) ? 16 : 10);
  return Number.parseInt(digits, /^\\\d/u.test(sign) ? 8 : 16);
}

/** Bytes as text that a person could read, one or two bytes a letter; undefined for all else. */
export function readableText(bytes: Uint8Array): string | undefined {
  const isWide = bytes.length >= 2 * FEWEST && bytes.every((byte, at) => at % 2 === 0 || byte === 0);
  const narrow = isWide ? bytes.filter((_byte, at) => at % 2 === 0) : bytes;
  if (!mayBeText(narrow)) return undefined;
  const { text, valid } = decodeText(narrow);
  return valid && text.length >= FEWEST && !CONTROL.test(text) ? text : undefined;
}

/** Most of what is decoded is none, and a decoder takes its time to say so. */
function mayBeText(bytes: Uint8Array): boolean {
  let open = 0;
  for (const byte of bytes) {
    const goesOn = byte >= 0x80 && byte < 0xc0;
    if (goesOn !== open > 0) return false;
    if (goesOn) open -= 1;
    else if (byte < 0x80) {
      if ((byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) || byte === 0x7f) return false;
    } else open = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
  }
  return true;
}
