import { utf8ToBytes } from "@noble/hashes/utils.js";
import type { FileMode, SkillFile } from "../skill/types.ts";
import { decodeText } from "../skill/utf8.ts";
import type { Conflict, Sides } from "./conflict.ts";

export function file(path: string, content: string | Uint8Array, mode: FileMode = "100644"): SkillFile {
  return { path, mode, bytes: typeof content === "string" ? utf8ToBytes(content) : content };
}

/** Files as `[path, mode, text]`, to be compared with literals. */
export function shown(files: readonly SkillFile[]): [string, string, string][] {
  return files.map(({ path, mode, bytes }) => {
    const { text, bom } = decodeText(bytes);
    return [path, mode, bom ? `\uFEFF${text}` : text];
  });
}

/** One file on three sides; null where a side does not have it. */
export function sidesOf(path: string, texts: Sides<string | Uint8Array | null>): Sides<SkillFile[]> {
  const side = (content: string | Uint8Array | null) => (content === null ? [] : [file(path, content)]);
  return { base: side(texts.base), mine: side(texts.mine), theirs: side(texts.theirs) };
}

export function swapped<T>({ base, mine, theirs }: Sides<T>): Sides<T> {
  return { base, mine: theirs, theirs: mine };
}

/** A conflict as the other side sees it, without its id. */
export function mirrored(conflict: Conflict): object {
  const { id: _id, mine, theirs, ...rest } = conflict;
  const seen = { ...rest, mine: theirs, theirs: mine };
  return conflict.kind === "lines" ? { ...seen, line: swapped(conflict.line) } : seen;
}
