/** One command of a script, and the folder it is run in. */
export interface ShellCommand {
  readonly command: string;
  readonly folder: string;
  /** How many lines of the script lie before it. */
  readonly offset: number;
}

/** Nothing that a person would run to work on the repository. */
const NOISE =
  /^(?:echo|printf|export|set|unset|cp|mv|rm|mkdir|cat|ls|chmod|source|\.|exit|true|false|if|then|else|elif|fi|for|do|done|while|case|esac|test|\[|\[\[|sleep|wget|tar|unzip|zip|brew|choco|apk|apt|apt-get|yum|dnf|pacman|which|type|date|touch|ln|trap|return|pwd|kill|git (?:config|fetch|push|commit|add|diff|status|log|tag|checkout)|gh|aws|az|gcloud|docker (?:login|push|pull)|kubectl|helm|ssh|scp|codecov|#)(?:\s|$)/;

/** Text that only the place where it runs can fill in. */
export const HOLE = /\$\{\{|\$\(|\$\{?[A-Za-z_]|%[A-Z_]+%|<[a-z][\w -]*>|\{\{/;

/**
 * The commands of a shell script, one a line and one an `&&`: continued lines joined, comments and housekeeping left out,
 * `cd` followed. What stands inside here-documents is read as lines; it rarely is a command.
 */
export function commandsOf(script: string, folder: string): ShellCommand[] {
  const found: ShellCommand[] = [];
  let here: string | undefined = folder;
  let pending = "";
  let start = 0;
  for (const [index, raw] of script.split("\n").entries()) {
    const line: string = pending === "" ? raw.trim() : `${pending} ${raw.trim()}`;
    if (pending === "") start = index;
    pending = line.endsWith("\\") && line.length < 4_000 ? line.slice(0, -1).trimEnd() : "";
    if (pending !== "") continue;
    for (const part of line.split(/\s*(?:&&|;)\s*/)) {
      const command = part
        .replace(/^[@\-+]+(?=\S)/, "")
        .replace(/^sudo\s+/, "")
        .trim();
      const moved = /^(?:cd|pushd)\s+["']?([^"'\s]+)["']?$/.exec(command)?.[1];
      if (moved !== undefined) here = here === undefined ? undefined : inside(here, moved);
      else if (/^popd\b/.test(command)) here = folder;
      else if (command !== "" && !NOISE.test(command) && here !== undefined)
        found.push({ command, folder: here, offset: start });
    }
  }
  return found;
}

/** A folder relative to another one inside the repository; undefined where that can't be told. */
export function inside(folder: string, relative: string): string | undefined {
  if (HOLE.test(relative) || relative.startsWith("/") || relative.startsWith("~")) return undefined;
  const parts: string[] = folder === "" ? [] : folder.split("/");
  for (const part of relative.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join("/");
}
