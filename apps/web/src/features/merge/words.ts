import type { Conflict, FileConflict, Sides, Take } from "@yardlet/core/version";

/** What the three sides of a merge are called: the fork in a repo and the library, or one's own work and somebody else's. */
export type SideNames = Sides<string>;

/** `Keep the repo's` … as the buttons of a conflict have it. */
export function takeWord(take: Take, names: SideNames): string {
  const words: Record<Take, string> = {
    mine: names.mine,
    theirs: names.theirs,
    base: names.base,
    both: "both, one after the other",
    text: "my own text",
  };
  return words[take];
}

const REASONS = {
  removed: "one side removed it, the other changed it",
  binary: "it is not text, so it is taken whole",
  too_large: "it is too large to be merged by lines, so it is taken whole",
  folder: "it is a file on one side and a folder on the other",
} as const satisfies Record<FileConflict["reason"], string>;

/** Where a conflict is, and what it is about. */
export function conflictPlace(conflict: Conflict): string {
  if (conflict.kind === "lines") return `${conflict.path}, line ${conflict.line.mine}`;
  if (conflict.kind === "value") return `${conflict.path}, ${conflict.key.join(".")} in the frontmatter`;
  return conflict.path;
}

export function conflictReason(conflict: Conflict): string {
  if (conflict.kind === "lines") return "both changed these lines";
  if (conflict.kind === "value") return "both changed this value";
  if (conflict.kind === "mode") return "both added it, one of them as executable";
  return REASONS[conflict.reason];
}
