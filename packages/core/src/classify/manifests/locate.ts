/** Finds the 1-based lines of evidence in a manifest's text. */
export interface Locator {
  /** The line of a character offset. */
  lineAt(offset: number): number;
  /** The line of the first occurrence of a text at or after an offset. */
  lineOf(needle: string, from?: number): number | undefined;
  /** The line of a JSON key below the given keys, found in order. */
  jsonKey(...keys: string[]): number | undefined;
}

export function locator(text: string): Locator {
  const starts = [0];
  for (let i = text.indexOf("\n"); i !== -1; i = text.indexOf("\n", i + 1)) starts.push(i + 1);
  const lineAt = (offset: number): number => {
    let low = 0;
    let high = starts.length;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
  return {
    lineAt,
    lineOf: (needle, from = 0) => {
      const offset = text.indexOf(needle, from);
      return offset === -1 ? undefined : lineAt(offset);
    },
    jsonKey: (...keys) => {
      let offset = 0;
      for (const key of keys) {
        offset = jsonKeyOffset(text, key, offset);
        if (offset === -1) return undefined;
      }
      return lineAt(offset);
    },
  };
}

function jsonKeyOffset(text: string, key: string, from: number): number {
  const quoted = JSON.stringify(key);
  for (let at = text.indexOf(quoted, from); at !== -1; at = text.indexOf(quoted, at + 1)) {
    let after = at + quoted.length;
    while (after < text.length && " \t\r\n".includes(text.charAt(after))) after++;
    if (text.charAt(after) === ":") return at;
  }
  return -1;
}

/** The lines of keys and tables of a TOML file, by dotted name; the first occurrence counts. */
export function tomlLines(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  let table = "";
  for (const { text: raw, line } of linesOf(text)) {
    const name = tomlName(raw.trim());
    if (name === undefined) continue;
    if (name.table) table = name.name;
    const full = name.table || table === "" ? name.name : `${table}.${name.name}`;
    if (!lines.has(full)) lines.set(full, line);
  }
  return lines;
}

function tomlName(line: string): { name: string; table: boolean } | undefined {
  if (line.startsWith("[")) {
    const end = line.indexOf("]");
    return end === -1 ? undefined : { name: plainName(line.slice(line.startsWith("[[") ? 2 : 1, end)), table: true };
  }
  const equals = line.indexOf("=");
  return equals > 0 && !line.startsWith("#") ? { name: plainName(line.slice(0, equals)), table: false } : undefined;
}

function plainName(dotted: string): string {
  return dotted
    .replaceAll(/["']/g, "")
    .split(".")
    .map((part) => part.trim())
    .join(".");
}

/** Longer lines are data or minified code, which no declaration is. */
const MAX_LINE = 1000;

/** The lines of a text with their 1-based numbers, without over-long ones. */
export function linesOf(text: string): { text: string; line: number }[] {
  return text
    .split(/\r?\n/)
    .map((each, index) => ({ text: each, line: index + 1 }))
    .filter((each) => each.text.length <= MAX_LINE);
}
