import { digestText } from "../score/raw.ts";
import type { Sha256 } from "../skill/types.ts";
import type { RunRecord } from "./record.ts";

/**
 * JSON with the keys of every object in one order, as RFC 8785 has it: the same content is the same text. Numbers may be reals; what
 * JSON has no word for is left out of objects and null in lists. What is in order already is written by the platform, which takes a
 * fifth of the time.
 */
export function stableJson(value: unknown): string {
  if (typeof value !== "object" || value === null || isInOrder(value)) return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map(stableJson).join(",")}]`;
  let members = "";
  for (const [key, item] of Object.entries(value).toSorted(byKey)) {
    if (item === undefined) continue;
    members += `${members === "" ? "" : ","}${JSON.stringify(key)}:${stableJson(item)}`;
  }
  return `{${members}}`;
}

function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}

/** Whether the keys of every object in it stand in their order. */
function isInOrder(value: object): boolean {
  if (Array.isArray(value)) return value.every(isItemInOrder);
  let before = "";
  for (const key of Object.keys(value)) {
    if (key < before || !isItemInOrder(Reflect.get(value, key))) return false;
    before = key;
  }
  return true;
}

function isItemInOrder(item: unknown): boolean {
  return typeof item !== "object" || item === null || isInOrder(item);
}

/** sha256 of a value's stable JSON, as 64 lower-case hex digits. */
export function digestOf(value: unknown): Sha256 {
  return digestText(stableJson(value)).sha256;
}

/** Identity of a record's content: same id with same digest is a duplicate, with another one a correction. */
export function runDigest(run: RunRecord): Sha256 {
  return digestOf(run);
}
