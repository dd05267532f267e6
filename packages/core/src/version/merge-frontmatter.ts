import { canonicalJson } from "../skill/canonical.ts";
import { YARDLET_KEYS } from "../skill/metadata.ts";
import { type FrontmatterData, type FrontmatterValue, isMapping, ownValue } from "../skill/value.ts";
import { type Sides, type ValueConflict, openConflict } from "./conflict.ts";

type Value = FrontmatterValue | undefined;

/** A merged value of the frontmatter: settled, a mapping of such, or a conflict with what each side has. */
export type ValueNode =
  | { value: Value }
  | { entries: [string, ValueNode][] }
  | { conflict: ValueConflict; sides: Sides<Value> };

const METADATA = "metadata";

/**
 * Merges frontmatter key by key, mappings within mappings too; keys come in the order of `mine`, then of `theirs`. Yardlet's own
 * keys are no conflict: `mine` keeps its own, and whoever writes the result stamps it anew.
 */
export function mergeFrontmatter(path: string, sides: Sides<FrontmatterData>): ValueNode {
  return mergeMappings(path, [], sides);
}

/** The conflicts of merged frontmatter, in order of key whoever's it is. */
export function conflictsOfNode(node: ValueNode): ValueConflict[] {
  if ("conflict" in node) return [node.conflict];
  if (!("entries" in node)) return [];
  return node.entries.toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, child]) => conflictsOfNode(child));
}

/** Puts the data together; `settle` answers for a conflict. */
export function buildNode(node: ValueNode, settle: (conflict: ValueConflict, sides: Sides<Value>) => Value): Value {
  if ("conflict" in node) return settle(node.conflict, node.sides);
  if ("value" in node) return node.value;
  return Object.fromEntries(
    node.entries.flatMap(([key, child]) => {
      const value = buildNode(child, settle);
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

function mergeMappings(path: string, key: string[], sides: Sides<FrontmatterData>): ValueNode {
  const keys = new Set([...Object.keys(sides.mine), ...Object.keys(sides.theirs)]);
  const entries = [...keys].map((name): [string, ValueNode] => [
    name,
    mergeValue(path, [...key, name], {
      base: ownValue(sides.base, name),
      mine: ownValue(sides.mine, name),
      theirs: ownValue(sides.theirs, name),
    }),
  ]);
  return { entries };
}

function mergeValue(path: string, key: string[], found: Sides<Value>): ValueNode {
  if (isYardlets(key)) return { value: found.mine };
  const isMetadata = key.length === 1 && key[0] === METADATA;
  const sides = isMetadata ? withEmptyMetadata(found) : found;
  const { base, mine, theirs } = sides;
  if (isMapping(mine) && isMapping(theirs)) {
    const merged = mergeMappings(path, key, { base: isMapping(base) ? base : {}, mine, theirs });
    const isGone = isMetadata && found.mine === undefined && isEmpty(merged);
    return isGone ? { value: undefined } : merged;
  }
  if (isSame(mine, theirs) || isSame(theirs, base)) return { value: mine };
  if (isSame(mine, base)) return { value: theirs };
  const lines = { base: linesOf(base), mine: linesOf(mine), theirs: linesOf(theirs) };
  return { conflict: { ...openConflict("value", path, lines, key.join("\0")), ...lines, key }, sides };
}

/** Metadata that holds only Yardlet's keys is the same as none, so what is missing counts as an empty mapping. */
function withEmptyMetadata(sides: Sides<Value>): Sides<Value> {
  const { base, mine, theirs } = sides;
  if (![mine, theirs].some(isMapping)) return sides;
  return { base: base ?? {}, mine: mine ?? {}, theirs: theirs ?? {} };
}

function isYardlets(key: readonly string[]): boolean {
  const last = key.at(-1);
  const isPlace = key.length === 1 || (key.length === 2 && key[0] === METADATA);
  return isPlace && YARDLET_KEYS.some((name) => name === last);
}

function isEmpty(node: ValueNode): boolean {
  return "entries" in node && node.entries.every(([, child]) => "value" in child && child.value === undefined);
}

function isSame(a: Value, b: Value): boolean {
  return a === undefined || b === undefined ? a === b : canonicalJson(a) === canonicalJson(b);
}

function linesOf(value: Value): string[] | null {
  if (value === undefined) return null;
  return (typeof value === "string" ? value : JSON.stringify(value, null, 2)).split("\n");
}
