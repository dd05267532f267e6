import { decodeText } from "../skill/utf8.ts";
import { COMPARE_LIMITS } from "./limits.ts";

/** A file's text with its byte order mark, or why it is not compared line by line. */
export type TextReading = { text: string } | { not: "binary" | "too_large" };

/** Reads a file as text. What is not UTF-8 or holds NUL is binary, as git has it. */
export function readText(bytes: Uint8Array): TextReading {
  if (bytes.length > COMPARE_LIMITS.fileBytes) return { not: isBinary(bytes) ? "binary" : "too_large" };
  const { text, bom, valid } = decodeText(bytes);
  if (!valid || bytes.includes(0)) return { not: "binary" };
  if (countLines(text) > COMPARE_LIMITS.fileLines) return { not: "too_large" };
  return { text: bom ? `\uFEFF${text}` : text };
}

/** How far git looks for NUL in a file that is too large to decode. */
const SNIFFED_BYTES = 8_000;

function isBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, SNIFFED_BYTES).includes(0);
}

function countLines(text: string): number {
  let lines = 1;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) lines += 1;
  return lines;
}
