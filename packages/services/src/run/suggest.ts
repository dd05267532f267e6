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
 * Versions that a name reported in a repo may mean, likeliest first: the same name spelled otherwise before names that share words
 * with it; the repo's own before the library's; of one skill the newest first. Names with little in common are left out.
 */
export function suggesting(
  known: readonly SuggestedVersion[],
): (said: { repo: string; name: string }) => SuggestedVersion[] {
  const skills = [...Map.groupBy(known, ({ home, name }) => `${home} ${name}`).values()].flatMap((versions) => {
    const [first] = versions;
    const newestFirst = versions.toSorted((a, b) => b.number - a.number);
    return first ? [{ home: first.home, name: first.name, words: wordsOf(first.name), versions: newestFirst }] : [];
  });
  return ({ repo, name }) => {
    const wanted = wordsOf(name);
    return skills
      .filter(({ home }) => home === "library" || home === repo)
      .map((skill) => ({ ...skill, alike: likeness(wanted, skill.words) }))
      .filter(({ alike }) => alike >= 0.5)
      .toSorted(
        (a, b) =>
          b.alike - a.alike ||
          Number(a.home === "library") - Number(b.home === "library") ||
          compareText(a.name, b.name),
      )
      .flatMap(({ versions }) => versions)
      .slice(0, MOST);
  };
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
