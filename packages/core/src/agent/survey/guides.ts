import { GUIDES } from "./repository.ts";
import { commandsOf, HOLE, type ShellCommand } from "./shell.ts";
import { nameOf } from "./text.ts";
import type { Claim, Found, Repository, SurveyFile } from "./types.ts";
import { beginsLikeCommand, isSideWay, purposeOf } from "./words.ts";

const MACHINE = /^(?:sh|bash|shell|zsh|console|shell-session|terminal|powershell|cmd|bat|)$/i;
const README = /^README/i;

/** Commands that guides show as code. Nothing of their prose is taken. */
export function readGuides(repository: Repository): Found {
  const guides = repository.files.filter(({ path }) => GUIDES.test(path));
  return { claims: guides.flatMap((guide) => claimsOf(guide, repository)) };
}

function claimsOf({ path, text }: SurveyFile, repository: Repository): Claim[] {
  const origin = README.test(nameOf(path)) ? "readme" : "guide";
  const claims: Claim[] = [];
  let heading = "";
  let fence: { mark: string; machine: boolean } | undefined;
  for (const [index, line] of text.split("\n").entries()) {
    if (line.length > 2_000) continue;
    const opens = /^\s{0,8}(`{3,}|~{3,})\s*([\w-]*)/.exec(line);
    if (opens !== null) {
      const mark = opens[1] ?? "";
      if (fence === undefined) fence = { mark, machine: MACHINE.test(opens[2] ?? "") };
      else if (mark.startsWith(fence.mark)) fence = undefined;
      continue;
    }
    if (fence === undefined) heading = /^#{1,6}\s+(.+)/.exec(line)?.[1] ?? heading;
    for (const { command, folder } of fence === undefined ? spans(line) : fence.machine ? shown(line) : []) {
      const purpose = purposeOf(command);
      if (purpose === undefined || !beginsLikeCommand(command)) continue;
      claims.push({
        purpose,
        command,
        // The folder of the clone itself is no folder of the repository.
        folder: repository.hasFolder(folder) ? folder : "",
        origin,
        seen: { path, line: index + 1, what: "written there" },
        weight: weightOf(heading) - (HOLE.test(command) ? 15 : 0) - (isSideWay(command) ? 20 : 0),
      });
    }
  }
  return claims;
}

/** A line of a code block; prompts are no part of it. */
function shown(line: string): Pick<ShellCommand, "command" | "folder">[] {
  const plain = line
    .trim()
    .replace(/^(?:\$|>|PS>|%)\s+/, "")
    .replace(/\s+#\s.*$/, "");
  return commandsOf(plain, "");
}

/** Code inside of a sentence that is a whole command. */
function spans(line: string): Pick<ShellCommand, "command" | "folder">[] {
  return [...line.matchAll(/`([^`\n]{3,120})`/g)]
    .map(([, span = ""]) => span.trim())
    .filter((span) => /^[\w./-]+ \S/.test(span))
    .map((command) => ({ command, folder: "" }));
}

/** What stands under a heading about one corner of the product is not how all of it is worked on. */
const CORNER =
  /css|docker|container|docs?\b|documentation|website|release|deploy|publish|windows|\bide\b|benchmark|translat|debug/i;
const WORK = /test|build|develop|contribut|lint|set ?up|compil|format|style|check|run/i;

function weightOf(heading: string): number {
  return CORNER.test(heading) ? -35 : WORK.test(heading) ? 5 : 0;
}
