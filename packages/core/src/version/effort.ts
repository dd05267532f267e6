import { COMPARE_LIMITS } from "./limits.ts";

/** Work that the files of one call share, so that many large ones cannot add up. */
export interface Effort {
  /** The most edits that the next comparison may find. */
  edits(): number;
  spend(edits: number, lines: number): void;
}

/** Joining three aligned texts looks at pairs of lines, so many of which take as long as a squared edit. */
const PAIRS_PER_EDIT = 12;

export function effortOf(work: number = COMPARE_LIMITS.work): Effort {
  let left = work;
  return {
    edits: () => Math.min(COMPARE_LIMITS.edits, Math.floor(Math.sqrt(Math.max(0, left)))),
    spend(edits, lines) {
      left -= Math.ceil(edits ** 2 + lines ** 2 / PAIRS_PER_EDIT);
    },
  };
}
