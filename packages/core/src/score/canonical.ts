import { DomainError } from "../error.ts";
import { compareText } from "../skill/order.ts";

/**
 * The one text of a value that receipts are hashed from: JSON without blanks, keys in code-unit order, members that are
 * undefined left out, strings in Unicode form NFC, -0 as 0. Source: scoring.md, section E.
 * @throws DomainError `invalid` that names the path of what has no canonical form: a real or unsafe number, undefined in a
 * list, two keys that are one in NFC, anything JSON lacks.
 */
export function canonicalJson(value: unknown): string {
  try {
    return write(value, UNTOLD);
  } catch {
    return write(value, "");
  }
}

/** Where a value stands. Paths are made only when one has to be told: half of all the time went into them. */
type Place = string | undefined;
const UNTOLD = undefined;

function write(value: unknown, path: Place): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return writeText(value);
  if (typeof value === "number") return writeNumber(value, path);
  if (Array.isArray(value)) return writeList(value, path);
  if (isPlainObject(value)) return writeObject(value, path);
  throw refuse(path, `is ${nameOf(value)}, which JSON lacks`);
}

function writeText(value: string): string {
  return JSON.stringify(value.normalize("NFC"));
}

/** Holes are undefined, and refused like it. */
function writeList(list: readonly unknown[], path: Place): string {
  let text = "[";
  for (let index = 0; index < list.length; index += 1) {
    text += `${index === 0 ? "" : ","}${write(list[index], join(path, index))}`;
  }
  return `${text}]`;
}

function writeNumber(value: number, path: Place): string {
  if (Number.isSafeInteger(value)) return String(value === 0 ? 0 : value);
  throw refuse(path, `is ${value}; only whole numbers are hashed, so give a share in millionths`);
}

function writeObject(value: object, path: Place): string {
  const members = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(([key, item]) => ({ key: key.normalize("NFC"), item }))
    .toSorted((a, b) => compareText(a.key, b.key));
  const twice = members.find(({ key }, index) => members[index - 1]?.key === key);
  if (twice) throw refuse(join(path, twice.key), "stands there twice once its letters are normalised");
  return `{${members.map(({ key, item }) => `${JSON.stringify(key)}:${write(item, join(path, key))}`).join(",")}}`;
}

function isPlainObject(value: unknown): value is object {
  return Object.prototype.toString.call(value) === "[object Object]";
}

function nameOf(value: unknown): string {
  return value === undefined ? "undefined" : Object.prototype.toString.call(value).slice("[object ".length, -1);
}

function join(path: Place, part: string | number): Place {
  if (path === UNTOLD) return UNTOLD;
  return path === "" ? String(part) : `${path}.${part}`;
}

function refuse(path: Place = "", problem: string): DomainError {
  return new DomainError("invalid", `${path === "" ? "the value" : path} ${problem}`, { path });
}
