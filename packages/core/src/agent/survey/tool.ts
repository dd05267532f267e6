import { folderOf, lineOf } from "./text.ts";
import type { Claim, Need, Origin, Purpose, SurveyFile } from "./types.ts";

/** A file that tools are known by, ready to be asked. */
export interface ToolFile {
  /** A command, when a line of the file says so; without a pattern the file itself does. */
  says(purpose: Purpose, command: string, what: string, pattern?: RegExp, origin?: Origin): Claim[];
  /** A version that is needed: the pattern's first group. */
  needs(what: string, pattern: RegExp): Need[];
  has(pattern: RegExp): boolean;
  readonly folder: string;
}

export function toolFile({ path, text }: SurveyFile): ToolFile {
  const folder = folderOf(path);
  return {
    folder,
    has: (pattern) => pattern.test(text),
    says(purpose, command, what, pattern, origin = "convention") {
      if (pattern !== undefined && !pattern.test(text)) return [];
      const line = pattern === undefined ? 1 : lineOf(text, singleLine(pattern));
      return [{ purpose, command, folder, origin, seen: { path, line, what } }];
    },
    needs(what, pattern) {
      const version = pattern.exec(text)?.[1]?.trim();
      if (version === undefined || version === "") return [];
      return [{ what, version, seen: { path, line: lineOf(text, singleLine(pattern)), what: "version" } }];
    },
  };
}

function singleLine(pattern: RegExp): RegExp {
  return new RegExp(pattern.source, pattern.flags.replace("m", ""));
}

/** A command that a file's mere presence stands for. */
export function presence(
  path: string,
  purpose: Purpose,
  command: string,
  what: string,
  origin: Origin = "tool",
): Claim {
  return { purpose, command, folder: folderOf(path), origin, seen: { path, line: 1, what } };
}
