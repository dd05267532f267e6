import { transliterate } from "transliteration";
import { DomainError } from "../error.ts";
import { hashBytes } from "./hash.ts";
import { spellKana } from "./kana.ts";
import { SkillName } from "./names.ts";

const MAX_LENGTH = 64;
const SUFFIX_LENGTHS = [8, 12, 16, 24, 32, 40, 48, 56];

/** What symbols say in a title, in order. Letters beside them matter: C, C++ and C# are three names. */
const SPELLED_SYMBOLS: readonly (readonly [RegExp, string])[] = [
  [/(?<=[a-z])\+\+/gi, "pp"],
  [/(?<=[a-z])[#♯]/gi, "sharp"],
  [/(?<![a-z0-9])\.(?=net\b)/gi, "dot"],
  [/(?<=[\p{L}\p{N}])['’ʼ`](?=\p{L})/gu, ""],
  [/&/g, " and "],
];

/** Marks that would become letters: ™ is TM in Unicode's compatibility form. */
const MARKS = /[™®©℠]/g;

/** Where a script that is written without blanks starts a new word: before Han, and between katakana and hiragana. */
const SCRIPT_CHANGE = /(?<=[^\s\p{Script=Han}])(?=\p{Script=Han})|(?<=[ァ-ヶー])(?=[ぁ-ゖ])|(?<=[ぁ-ゖ])(?=[ァ-ヶ])/gu;

export interface SlugOptions {
  /** Whether a name is taken by different content. */
  taken?: (slug: string) => boolean;
  /** What the suffix is a hash of, when one is needed. Default: the title. */
  content?: string;
}

/**
 * Makes a skill name of a title: transliterated to ASCII (Cyrillic, accents, Korean by letter, kana in Hepburn's spelling; Han
 * characters by their Chinese reading, also in Japanese), lower case, hyphens between words, cut at a word boundary to 64
 * characters. When nothing is left, when Windows reserves the name, or when it is taken, 8 hex digits of the content's hash
 * are added (`skill-1a2b3c4d`), more of them while that is taken too. The result always passes `SkillName`.
 * @throws DomainError `conflict` when `taken` refuses every name it is offered.
 */
export function slugify(title: string, { taken = () => false, content = title }: SlugOptions = {}): SkillName {
  const plain = cutAtWord(toWords(title), MAX_LENGTH);
  const isFree = (name: string) => SkillName.safeParse(name).success && !taken(name);
  if (isFree(plain)) return plain;
  const hash = hashBytes(content);
  const stem = plain || "skill";
  const candidates = SUFFIX_LENGTHS.map(
    (length) => `${cutAtWord(stem, MAX_LENGTH - 1 - length)}-${hash.slice(0, length)}`,
  );
  const free = candidates.find(isFree);
  if (free === undefined)
    throw new DomainError("conflict", `no free name can be made of "${title}"; give the skill a name of your own`, {
      title,
    });
  return free;
}

function toWords(title: string): string {
  const text = title.replace(MARKS, "").normalize("NFKC").replace(SCRIPT_CHANGE, " ");
  const spelled = SPELLED_SYMBOLS.reduce((words, [symbol, name]) => words.replace(symbol, name), spellKana(text));
  return transliterate(spelled)
    .toLowerCase()
    .replace(/['`]/g, "")
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .join("-");
}

/** The longest run of whole words that fits; a first word that is longer by itself is cut. */
function cutAtWord(words: string, length: number): string {
  if (words.length <= length) return words;
  const end = words.lastIndexOf("-", length);
  return words.slice(0, end > 0 ? end : length);
}
