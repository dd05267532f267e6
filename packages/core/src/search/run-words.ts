import { FAILURE_CODES } from "../run/failure-codes.ts";

/** A word that a run has to have: as one of its ids or names, or as one of these failure codes. */
export interface RunWord {
  word: string;
  /** Whether the beginning of an id or name is enough. */
  prefix: boolean;
  codes: readonly string[];
}

const MOST_WORDS = 16;
/** Ids are no longer than this (`RUN_LIMITS.id`). */
const LONGEST = 128;
/** Shorter words begin too many ids. */
const SHORTEST_PREFIX = 3;
/** What may stand around an id in a sentence. */
const AROUND = /^["'“”‘’([{<]+|["'“”‘’)\]}>,;:!?]+$/gu;

/**
 * What was typed, as the ids, names and known failure codes of runs are searched: by whole words between blanks. `timeout` stands for
 * every known code with a part that begins so.
 */
export function runWords(text: string): RunWord[] {
  return text
    .toLowerCase()
    .split(" ")
    .map((word) => word.replaceAll(AROUND, ""))
    .filter((word) => /[\p{L}\p{N}]/u.test(word) && word.length <= LONGEST)
    .slice(0, MOST_WORDS)
    .map((word) => ({ word, prefix: word.length >= SHORTEST_PREFIX, codes: codesWith(word) }));
}

function codesWith(word: string): string[] {
  const asked = word.split(/[^a-z0-9]+/).filter(Boolean);
  if (!asked.some((part) => part.length >= SHORTEST_PREFIX)) return [];
  return [...FAILURE_CODES.keys()].filter((code) => {
    const parts = code.split(/[^a-z0-9]+/);
    return asked.every((one) => parts.some((part) => part.startsWith(one)));
  });
}
