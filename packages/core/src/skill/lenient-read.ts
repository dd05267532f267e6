/** Name and description as a reader would guess them from text that is not valid YAML. */
export interface LenientReading {
  name: string | undefined;
  description: string | undefined;
}

/** Lines looked at: where the closing fence is missing, the rest of the file is not frontmatter. */
const MAX_LINES = 200;

const QUOTED = /^(["'])(.*)\1$/;
const BLOCK_INDICATOR = /^[|>][+-]?\d?$/;

/**
 * Reads name and description line by line: `key: text`, with quotes around the text removed and indented lines that follow
 * joined by a space. It guesses, so whoever uses it must say so.
 */
export function readLeniently(raw: string): LenientReading {
  const lines = raw.split(/\r?\n/, MAX_LINES);
  return { name: readKey(lines, "name"), description: readKey(lines, "description") };
}

function readKey(lines: readonly string[], key: string): string | undefined {
  const start = lines.findIndex((line) => line.startsWith(`${key}:`));
  if (start === -1) return undefined;
  const first = lines[start]?.slice(key.length + 1).trim() ?? "";
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => !/^[ \t]+\S/.test(line));
  const continued = (end === -1 ? rest : rest.slice(0, end)).map((line) => line.trim());
  const parts = BLOCK_INDICATOR.test(first) ? continued : [first, ...continued];
  const text = parts.join(" ").trim();
  return QUOTED.exec(text)?.[2] ?? (text || undefined);
}
