import { join, relative, sep } from "node:path";

/** A path as answers show it: relative to the current folder, `/` separated on every system. */
export function shownPath(cwd: string, ...parts: readonly string[]): string {
  return (relative(cwd, join(...parts)) || ".").split(sep).join("/");
}
