import { compareText } from "@yardlet/core/skill";

/** A version that a name nobody could resolve may mean. */
export interface SuggestedVersion {
  versionId: string;
  /** "library" or the repo's slug. */
  home: string;
  name: string;
  number: number;
  /** The skill's newest version. */
  newest: boolean;
}

const MOST = 8;

/**
 * Versions that a reported name may mean, likeliest first: the same name spelled otherwise before names that share words with
 * it; of one skill the newest first. Names with nothing in common are left out.
 */
export function suggestVersions(reported: string, known: readonly SuggestedVersion[]): SuggestedVersion[] {
  const wanted = wordsOf(reported);
  return known
    .map((version) => ({ version, likeness: likeness(wanted, wordsOf(version.name)) }))
    .filter(({ likeness: alike }) => alike >= 0.5)
    .toSorted(
      (a, b) =>
        b.likeness - a.likeness ||
        Number(a.version.home === "library") - Number(b.version.home === "library") ||
        compareText(a.version.name, b.version.name) ||
        b.version.number - a.version.number,
    )
    .slice(0, MOST)
    .map(({ version }) => version);
}

/** `plugin:Code_Review@3` and `library/code-review` are both code, review. */
function wordsOf(name: string): string[] {
  const last = name.split(/[/:]/).findLast((part) => part.trim() !== "") ?? "";
  return last
    .replace(/@.*$/, "")
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, " ")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** The share of words that both have, of all they have: 0 to 1. */
function likeness(a: readonly string[], b: readonly string[]): number {
  const all = new Set([...a, ...b]);
  return all.size === 0 ? 0 : [...all].filter((word) => a.includes(word) && b.includes(word)).length / all.size;
}
