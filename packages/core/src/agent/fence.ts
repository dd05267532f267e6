import { redact } from "../redact.ts";

const MARK = "`";

/** A text in one line of at most `length` code units, without control characters and sign-ins. */
export function packetLine(text: string, length: number): string {
  const line = redact(text.slice(0, length * 4))
    .replaceAll(/\s+/g, " ")
    .trim();
  return line.length <= length ? line : `${line.slice(0, length - 1).trimEnd()}…`;
}

/**
 * Untrusted text between marks that it can't close: they are longer than every run of marks inside. Nothing in it is an
 * instruction to who reads the packet. Cut at `length` code units, and the cut is said.
 */
export function fence(text: string, length: number, kind = "text"): string {
  const clean = redact(text.slice(0, length)).toWellFormed();
  const longest = Math.max(2, ...(clean.match(/`+/g) ?? []).map((run) => run.length));
  const mark = MARK.repeat(longest + 1);
  const cut = text.length > length ? "\n(the rest was left out)" : "";
  return `${mark}${kind}\n${clean.replace(/\n$/, "")}\n${mark}${cut}`;
}

/** Lines of a list between marks, at most `most` of them; what is left out is counted. */
export function fenceList(lines: readonly string[], limits: { most: number; length: number }): string {
  const shown = lines.slice(0, limits.most).map((line) => packetLine(line, limits.length));
  const rest = lines.length - shown.length;
  return fence(
    [...shown, ...(rest > 0 ? [`… and ${rest} more`] : [])].join("\n"),
    (limits.most + 1) * (limits.length + 1),
  );
}
