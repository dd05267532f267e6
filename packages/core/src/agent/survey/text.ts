import type { Sighting } from "./types.ts";

const COMMAND_LENGTH = 200;
const OTHERS = /[^\P{C}]+/gu;

/** Untrusted text as one line that can be quoted: no control or invisible characters, single blanks, cut. */
export function oneLine(text: string, length = COMMAND_LENGTH): string {
  const line = text
    .slice(0, length * 4)
    .replaceAll(OTHERS, " ")
    .replaceAll(/\s+/g, " ")
    .trim()
    .toWellFormed();
  return line.length <= length ? line : `${line.slice(0, length - 1).trimEnd()}…`;
}

/** Untrusted text as code of Markdown that it can't leave. */
export function code(text: string, length = COMMAND_LENGTH): string {
  const line = oneLine(text, length);
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
  if (longest === 0) return `\`${line}\``;
  const mark = "`".repeat(longest + 1);
  return `${mark} ${line} ${mark}`;
}

/** `path:line` as code. */
export function cite({ path, line }: Sighting): string {
  return code(`${path}:${line}`, 300);
}

/** The line of a text's first occurrence from a line on, 1-based; 1 when it is not there. */
export function lineOf(text: string, needle: string | RegExp, from = 1): number {
  const lines = text.split("\n");
  const found = lines.findIndex(
    (line, index) => index >= from - 1 && (typeof needle === "string" ? line.includes(needle) : needle.test(line)),
  );
  return found === -1 ? 1 : found + 1;
}

/** The lines of a text that match, with their numbers. */
export function matchesIn(text: string, pattern: RegExp): { line: number; match: RegExpExecArray }[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    const match = line.length > 2_000 ? null : pattern.exec(line);
    return match === null ? [] : [{ line: index + 1, match }];
  });
}

export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

export function join(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}

/** Whether a name can be given to a program as it is. */
export function isPlainName(name: string): boolean {
  return /^[A-Za-z0-9][\w:.@/-]{0,80}$/.test(name);
}
