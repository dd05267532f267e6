import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { compareText } from "../skill/order.ts";
import type { Sha256 } from "../skill/types.ts";
import { isRecord } from "./read-document.ts";
import type { RunRecord } from "./record.ts";

/** JSON with the keys of every object in one order: the same content is the same text. Numbers may be reals. */
export function stableJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => (isRecord(item) ? sortKeys(item) : item));
}

/** sha256 of a value's stable JSON, as 64 lower-case hex digits. */
export function digestOf(value: unknown): Sha256 {
  return bytesToHex(sha256(utf8ToBytes(stableJson(value))));
}

/** Identity of a record's content: same id with same digest is a duplicate, with another one a correction. */
export function runDigest(run: RunRecord): Sha256 {
  return digestOf(run);
}

function sortKeys(object: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).toSorted(([a], [b]) => compareText(a, b)));
}
