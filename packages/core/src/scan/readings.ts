/** A text, and the line of the file that it stands in or begins in, from 0. */
export interface Reading {
  line: number;
  text: string;
}

/** A way to read a line, and what a line needs for that to make a difference. */
interface Read {
  needs: RegExp;
  read: (line: string) => string;
}

/** A contraction or a genitive keeps its apostrophe. */
const IN_A_WORD = /(?<=[\w/.~$-])(?:""|''|``|\\|"|`|'(?!(?:t|s|re|ve|ll|d|m)\b))(?=[\w/.~$-])/giu;
const ADDED = /["'`]\s{0,3}(?:\+|\.\.?|&)\s{0,3}["'`]/gu;
const NOTHING_BETWEEN = /\$(?:@|\*|\{[@*]\}|\(\))(?=\w)/gu;
const SPACED = /(?<![\w'])(?:\w[ ._*|·-]{1,3}){5,200}\w(?!\w)/gu;
const LETTERS = /[a-z]/giu;
const MIXED = /(?<![\w@$])[a-z0134579@$]{2,24}(?![\w@$])/giu;
const IS_MIXED = /[a-z][0134579@$]+[a-z]|^[0134579@$][a-z]{2}/iu;
const SIGNS: ReadonlyMap<string, string> = new Map(
  Object.entries({ 0: "o", 1: "i", 3: "e", 4: "a", 5: "s", 7: "t", 9: "g", "@": "a", $: "s" }),
);
const INVISIBLE = /\p{Default_Ignorable_Code_Point}{1,64}/gu;
const PLAIN = /^[\t\x20-\x7E]*$/u;
const CHAINED = /(?<![\w/.~-])[a-z]{1,20}(?:[._+-][a-z]{1,20}){3,12}(?![\w/])/giu;
const HYPHEN = /[a-z]-\s*$/iu;

const READS: readonly Read[] = [
  /** Quotes, backslashes and joins inside of a command mean nothing to who runs it. */
  {
    needs: /["'`\\$]/u,
    read: (line) => line.replace(ADDED, "").replace(NOTHING_BETWEEN, "").replace(IN_A_WORD, ""),
  },
  /** Digits that stand for letters; at the end of a word only where others in the line do. */
  {
    needs: /[0134579@$][a-z]/iu,
    read: (line) => {
      const isHabit = (line.match(MIXED) ?? []).filter((word) => IS_MIXED.test(word)).length > 1;
      return line.replace(MIXED, (word) =>
        (isHabit && /[a-z]/iu.test(word)) || IS_MIXED.test(word)
          ? word.replace(/[0134579@$]/gu, (sign) => SIGNS.get(sign) ?? sign)
          : word,
      );
    },
  },
  /** Dots and dashes in the place of blanks. */
  { needs: /[a-z][._+-][a-z]/iu, read: (line) => line.replace(CHAINED, (words) => words.replace(/[._+-]/gu, " ")) },
];
/** What is shorter says nothing in any reading. */
const FEWEST = 8;

/** What lines say once they are put together as who follows them would; those that say the same are left out. */
export function otherReadings(lines: readonly string[]): Reading[] {
  return lines.flatMap((line, index) => {
    if (line.length < FEWEST) return [];
    const texts = new Set(READS.filter(({ needs }) => needs.test(line)).map(({ read }) => read(line)));
    const next = lines[index + 1];
    if (next !== undefined && HYPHEN.test(line)) texts.add(`${line.trimEnd().slice(0, -1)}${next.trimStart()}`);
    texts.delete(line);
    return Array.from(texts, (text): Reading => ({ line: index, text }));
  });
}

/** Lines in which what shows nothing stands in the place of blanks. */
export function partedReadings(raw: readonly string[]): Reading[] {
  return raw.flatMap((line, index) => {
    const text = PLAIN.test(line) ? line : line.replace(INVISIBLE, " ");
    return text === line ? [] : [{ line: index, text }];
  });
}

/** Runs of single letters, put together without the borders of words: `i g n o r e  a l l` is `ignoreall`. */
export function spacedLetters(lines: readonly string[]): Reading[] {
  return lines.flatMap((line, index) => {
    if (line.length < FEWEST) return [];
    return [...line.matchAll(SPACED)]
      .filter(([run]) => (run.match(LETTERS)?.length ?? 0) > run.length / 5)
      .map(([run]): Reading => ({ line: index, text: run.replace(/[ ._*|·-]/gu, "") }));
  });
}
