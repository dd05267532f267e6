/** What frontmatter can hold: a tree of plain data. */
export type FrontmatterValue =
  | string
  | number
  | boolean
  | null
  | FrontmatterValue[]
  | { [key: string]: FrontmatterValue };

export type FrontmatterData = { [key: string]: FrontmatterValue };

const MAX_DEPTH = 32;
const MAX_VALUES = 10_000;

/** The value of a key that the mapping itself has: never one of Object.prototype. */
export function ownValue(data: FrontmatterData, key: string): FrontmatterValue | undefined {
  return Object.hasOwn(data, key) ? data[key] : undefined;
}

export function isMapping(value: FrontmatterValue | undefined): value is FrontmatterData {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The mapping without some of its keys. */
export function withoutKeys(data: FrontmatterData, keys: readonly string[]): FrontmatterData {
  return Object.fromEntries(Object.entries(data).filter(([key]) => !keys.includes(key)));
}

/** A value in words, for messages: `a list`, `a number`. */
export function kindOf(value: FrontmatterValue): string {
  if (value === null) return "empty";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "a map" : `a ${typeof value}`;
}

/**
 * Copies what a YAML parser returned into a plain tree. References are written out, so a text whose aliases repeat or contain
 * each other grows here; undefined when it is deeper than 32 levels, has more than 10,000 values, or is not plain data.
 */
export function toPlainValue(value: unknown): FrontmatterValue | undefined {
  let left = MAX_VALUES;
  const copy = (node: unknown, depth: number): FrontmatterValue | undefined => {
    left -= 1;
    if (left < 0 || depth > MAX_DEPTH) return undefined;
    if (node === null || typeof node === "string" || typeof node === "number" || typeof node === "boolean") return node;
    if (typeof node !== "object") return undefined;
    if (Array.isArray(node)) return copyAll(node, (item) => copy(item, depth + 1));
    if (Object.getPrototypeOf(node) !== Object.prototype) return undefined;
    const values = copyAll(Object.values(node), (item) => copy(item, depth + 1));
    return values && Object.fromEntries(Object.keys(node).map((key, index) => [key, values[index] ?? null]));
  };
  return copy(value, 0);
}

function copyAll<T>(items: readonly unknown[], copy: (item: unknown) => T | undefined): T[] | undefined {
  const copies: T[] = [];
  for (const item of items) {
    const one = copy(item);
    if (one === undefined) return undefined;
    copies.push(one);
  }
  return copies;
}
