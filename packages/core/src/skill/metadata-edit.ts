import { type Document, type Pair, type YAMLMap, isMap, isNode, isScalar } from "yaml";

/** Replaces the text from `start` to `end` by `insert`. */
export interface Edit {
  start: number;
  end: number;
  insert: string;
}

export interface MetadataChange {
  /** Top-level keys to take out. */
  outdated: readonly string[];
  /** Keys under `metadata` and what they become. */
  facts: Readonly<Record<string, string>>;
  newline: string;
}

/** The YAML begins behind the opening fence. */
const YAML_OFFSET = 3;

/**
 * The smallest edits of a SKILL.md's text (without byte order mark) that make a change of its metadata. They are a proposal:
 * YAML has shapes in which they miss, so the caller reads the result again.
 */
export function findMetadataEdits(text: string, document: Document.Parsed, change: MetadataChange): Edit[] {
  const top = document.contents;
  if (!isMap(top)) return [];
  const removals = change.outdated.flatMap((key) => removeLines(text, findPair(top, key)));
  const metadata = findPair(top, "metadata");
  if (metadata === undefined) return [...removals, appendMetadata(text, top, change)];
  if (isMap(metadata.value)) return [...removals, ...changeEntries(text, metadata.value, change)];
  return [...removals, ...fillMetadata(text, metadata, change)];
}

/** The text after edits that do not overlap, in whatever order they come. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  return edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((result, { start, end, insert }) => result.slice(0, start) + insert + result.slice(end), text);
}

function findPair(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((item) => isScalar(item.key) && item.key.value === key);
}

function startOf(node: unknown): number {
  return YAML_OFFSET + (isNode(node) ? (node.range?.[0] ?? 0) : 0);
}

function endOf(node: unknown): number {
  return YAML_OFFSET + (isNode(node) ? (node.range?.[1] ?? 0) : 0);
}

function removeLines(text: string, pair: Pair | undefined): Edit[] {
  if (pair === undefined) return [];
  const start = text.lastIndexOf("\n", startOf(pair.key)) + 1;
  const end = text.indexOf("\n", endOf(pair.value)) + 1;
  return [{ start, end, insert: "" }];
}

function appendMetadata(text: string, top: YAMLMap, { facts, newline }: MetadataChange): Edit {
  if (top.flow) return insertInFlow(top, `metadata: {${flowText(facts)}}`);
  const fence = text.indexOf("\n---", YAML_OFFSET);
  const at = text.charAt(fence - 1) === "\r" ? fence - 1 : fence;
  const indent = indentOf(text, top.items[0]?.key);
  return {
    start: at,
    end: at,
    insert: `${newline}${indent}metadata:${blockText(facts, `${indent}  `, newline)}`,
  };
}

function fillMetadata(text: string, metadata: Pair, { facts, newline }: MetadataChange): Edit[] {
  const indent = `${indentOf(text, metadata.key)}  `;
  return [
    {
      start: startOf(metadata.value),
      end: endOf(metadata.value),
      insert: blockText(facts, indent, newline),
    },
  ];
}

function changeEntries(text: string, metadata: YAMLMap, { facts, newline }: MetadataChange): Edit[] {
  const present = Object.entries(facts).flatMap(([key, value]) => {
    const pair = findPair(metadata, key);
    return pair && !says(pair, value) ? [replaceValue(text, pair, scalarText(value))] : [];
  });
  const missing = Object.fromEntries(Object.entries(facts).filter(([key]) => !findPair(metadata, key)));
  if (Object.keys(missing).length === 0) return present;
  if (metadata.flow) return [...present, insertInFlow(metadata, flowText(missing))];
  const first = metadata.items[0]?.key;
  const indent = indentOf(text, first);
  const lines = Object.entries(missing).map(([key, value]) => `${key}: ${scalarText(value)}${newline}${indent}`);
  return [...present, { start: startOf(first), end: startOf(first), insert: lines.join("") }];
}

/** A value that is there already stays in the quotes that somebody gave it. */
function says({ value: node }: Pair, value: string): boolean {
  return isScalar(node) && node.value === value;
}

function replaceValue(text: string, pair: Pair, insert: string): Edit {
  const start = startOf(pair.value);
  return {
    start,
    end: endOf(pair.value),
    insert: text.charAt(start - 1) === ":" ? ` ${insert}` : insert,
  };
}

function insertInFlow(map: YAMLMap, insert: string): Edit {
  const at = startOf(map) + 1;
  return { start: at, end: at, insert: map.items.length > 0 ? `${insert}, ` : insert };
}

function indentOf(text: string, node: unknown): string {
  const start = startOf(node);
  return " ".repeat(start - text.lastIndexOf("\n", start) - 1);
}

function blockText(facts: Readonly<Record<string, string>>, indent: string, newline: string): string {
  return Object.entries(facts)
    .map(([key, value]) => `${newline}${indent}${key}: ${scalarText(value)}`)
    .join("");
}

function flowText(facts: Readonly<Record<string, string>>): string {
  return Object.entries(facts)
    .map(([key, value]) => `${key}: ${scalarText(value)}`)
    .join(", ");
}

/** Digits are quoted, so that the value stays the text that the open format asks for. */
function scalarText(value: string): string {
  return /^\d+$/.test(value) ? `"${value}"` : value;
}
