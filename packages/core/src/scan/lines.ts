/** A text as a reader takes it in: look-alikes folded, invisible characters gone, lines where they were. */
export interface ReadLines {
  /** As they stand in the file. */
  raw: readonly string[];
  text: string;
  /** Where each line starts in `text`. */
  starts: readonly number[];
}

const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/** Cyrillic and Greek letters that look like Latin ones. */
const LOOKS = new Map(
  [..."аaеeоoрpсcуyхxіiјjѕsԁdһhɡgӏlАAВBЕEКKМMНHОOРPСCТTХXІIοoαaεeιiνvρpτtυuκkΑAΒBΕEΙIΚKΜMΝNΟOΡPΤTΧX"].reduce<
    [string, string][]
  >(
    (pairs, letter, index, letters) => (index % 2 === 0 ? [...pairs, [letter, letters[index + 1] ?? letter]] : pairs),
    [],
  ),
);
const LOOK_ALIKE = /(?<=[a-z])[Ѐ-ӿԀ-ԯͰ-Ͽɡ]|[Ѐ-ӿԀ-ԯͰ-Ͽɡ](?=[Ѐ-ӿͰ-Ͽ]?[a-z])/giu;
const PLAIN = /^[\t\x20-\x7E]*$/u;

/** Reads a text line by line. A line that a shell continues on the next one is put together with it. */
export function readLines(text: string): ReadLines {
  const raw = text.split(/\r\n|\r|\n/);
  const starts: number[] = [];
  const parts: string[] = [];
  let length = 0;
  for (const line of raw) {
    starts.push(length);
    const plain = plainLine(line);
    const part = plain.endsWith("\\") ? `${plain.slice(0, -1)} ` : `${plain}\n`;
    parts.push(part);
    length += part.length;
  }
  return { raw, text: parts.join(""), starts };
}

/** The number of the line, from 0, in which a place of `text` lies. */
export function lineAt({ starts }: ReadLines, offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function plainLine(line: string): string {
  if (PLAIN.test(line)) return line;
  return line
    .normalize("NFKC")
    .replace(INVISIBLE, "")
    .replace(LOOK_ALIKE, (letter) => LOOKS.get(letter) ?? letter)
    .replace(/[^\S\n]/gu, " ")
    .replaceAll("\n", " ");
}
