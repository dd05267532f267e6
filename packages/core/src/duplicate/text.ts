import { describeSkill } from "../skill/describe.ts";
import { SKILL_FILE, parseSkill } from "../skill/parse.ts";
import { type TextSketch, similarity, sketchText } from "../skill/similar.ts";
import type { SkillFile } from "../skill/types.ts";

/** A skill for comparing with others. */
export interface SkillText {
  name: string;
  /** The body's shingles of five words. */
  body: TextSketch;
  /** The words of what the description says that the skill is for. */
  words: ReadonlySet<string>;
  /** The skills that its description sends other work to: "not for …: use …". */
  others: ReadonlySet<string>;
}

/** How alike two skills are, 0 to 1 each. */
export interface Likeness {
  body: number;
  description: number;
  name: number;
}

/** What makes two skills near-duplicates. */
export type DuplicateBy = "body" | "description" | "name";

/** From here on bodies say the same (decisions.md, 7). */
const BODY = 0.8;
const DESCRIPTION = 0.75;
/** Descriptions of fewer words are alike by chance. */
const FEWEST_WORDS = 6;
/** So are bodies of fewer shingles. */
const FEWEST_SHINGLES = 16;
/** Names of the same words in another order, with texts that are half alike. */
const HALF = 0.5;

const STOP_WORDS = new Set(
  "a an and are as at be by for from how if in into is it its of on or so that the their this to use used user users when with you your skill".split(
    " ",
  ),
);
const CLAUSE = /[^.;!?\n]+(?:[.;!?\n]|$)/gu;
const ELSEWHERE =
  /\b(?:not\s+(?:for|when|if|to)|do\s+not\s+use|don't\s+use|instead|rather\s+than|(?:use|see|prefer)\s+[`"']?[a-z0-9]+(?:-[a-z0-9]+)+[`"']?)/iu;
const NAME = /[a-z0-9]+(?:-[a-z0-9]+)*/giu;

/** Reads what is compared of a skill from its files. */
export function skillTextOf(name: string, files: readonly SkillFile[]): SkillText {
  const file = files.find(({ path }) => path === SKILL_FILE);
  const skill = file && parseSkill(file.bytes);
  return toSkillText({ name, description: (skill && describeSkill(skill)) ?? "", body: skill?.body ?? "" });
}

export function toSkillText({
  name,
  description,
  body,
}: {
  name: string;
  description: string;
  body: string;
}): SkillText {
  const clauses = description.match(CLAUSE) ?? [];
  const elsewhere = clauses.filter((clause) => ELSEWHERE.test(clause));
  const about = clauses.filter((clause) => !ELSEWHERE.test(clause));
  return {
    name,
    body: sketchText(body),
    words: new Set(about.flatMap(wordsOf)),
    others: new Set(elsewhere.flatMap((clause) => clause.toLowerCase().match(NAME) ?? [])),
  };
}

export function likenessOf(a: SkillText, b: SkillText): Likeness {
  return {
    body: similarity(a.body, b.body),
    description: overlap(a.words, b.words),
    name: overlap(new Set(partsOf(a.name)), new Set(partsOf(b.name))),
  };
}

/**
 * Why two skills are near-duplicates; empty where they are none. Skills of which one sends work to the other are told apart by their
 * descriptions, so that only their bodies can make them duplicates.
 */
export function duplicateBy(a: SkillText, b: SkillText, likeness: Likeness): DuplicateBy[] {
  const { body, description, name } = likeness;
  const isLong = Math.min(a.body.count, b.body.count) >= FEWEST_SHINGLES;
  const found: DuplicateBy[] = isLong && body >= BODY ? ["body"] : [];
  if (a.others.has(b.name) || b.others.has(a.name)) return found;
  const isTold = Math.min(a.words.size, b.words.size) >= FEWEST_WORDS;
  if (isTold && description >= DESCRIPTION) found.push("description");
  if (name === 1 && Math.max(body, description) >= HALF) found.push("name");
  return found;
}

/** The words of a description for looking up: each is a shingle of its own. */
export function sketchOfWords({ words }: SkillText): TextSketch {
  const hashes = [...words].flatMap((word) => sketchText(word).hashes).toSorted((a, b) => a - b);
  return { hashes, count: hashes.length };
}

/** The words of a name for looking up, whatever their order. */
export function sketchOfName({ name }: SkillText): TextSketch {
  return sketchText(partsOf(name).toSorted().join(" "));
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
    .map(stemOf)
    .filter((word) => word.length > 1 && !STOP_WORDS.has(word));
}

function partsOf(name: string): string[] {
  return name.split("-").map(stemOf);
}

/** Plurals and the like are the same word. */
function stemOf(word: string): string {
  return word.length > 3 ? word.replace(/(?:es|s|ed|ing|e)$/u, "") : word;
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared / (a.size + b.size - shared);
}
