/** A text as a reader takes it in: look-alikes folded, invisible characters gone, lines where they were. */
export interface ReadLines {
  /** As they stand in the file. */
  raw: readonly string[];
  text: string;
  /** Where each line starts in `text`. */
  starts: readonly number[];
}

const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/** Letters of other alphabets that look like Latin ones, each before the one that it looks like. */
const PAIRS = [
  "аaеeоoрpсcуyхxіiјjѕsԁdһhɡgӏlԛqԝwвbкkмmнhтtАAВBЕEКKМMНHОOРPСCТTХXІIЅSЈJ",
  "οoαaεeιiνvρpτtυuκkγyχxΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX",
  "աwցgհhոnսuօoԼL",
  "ᴀaʙbᴄcᴅdᴇeꜰfɢgʜhɪiᴊjᴋkʟlᴍmɴnᴏoᴘpʀrꜱsᴛtᴜuᴠvᴡwʏyᴢzıi",
].join("");
const LOOKS: ReadonlyMap<string, string> = new Map(
  Array.from(PAIRS.matchAll(/(.)(.)/gu), ([, letter = "", latin = ""]) => [letter, latin]),
);
const WORD = /\p{L}{1,64}/gu;
const LATIN = /[a-z]/iu;
const MARKS = /(?<=[a-z])\p{M}{1,8}/giu;
const BLANKS = /(?<=\S) {2,}/gu;
const PLAIN = /^[\t\x20-\x7E]*$/u;

/** Reads a text line by line. A line that a shell continues on the next one is put together with it. */
export function readLines(text: string): ReadLines {
  const raw = text.split(/\r\n|\r|\n/);
  const starts: number[] = [];
  const parts: string[] = [];
  let length = 0;
  let goesOn = false;
  for (const line of raw) {
    starts.push(length);
    const plain: string = goesOn ? plainLine(line).trimStart() : plainLine(line);
    goesOn = plain.endsWith("\\");
    const part = goesOn ? `${plain.slice(0, -1).trimEnd()} ` : `${plain}\n`;
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

/** The lines as a reader takes them in. */
export function linesOf({ text, starts }: ReadLines): string[] {
  return starts.map((from, line) => text.slice(from, starts[line + 1] ?? text.length).trimEnd());
}

function plainLine(line: string): string {
  const plain = PLAIN.test(line) ? line : foldedLine(line);
  return plain.replaceAll("\t", " ").replace(BLANKS, " ");
}

function foldedLine(line: string): string {
  return line
    .normalize("NFKD")
    .replace(INVISIBLE, "")
    .replace(MARKS, "")
    .normalize("NFC")
    .replace(WORD, foldedWord)
    .replace(/[^\S\n]/gu, " ")
    .replaceAll("\n", " ");
}

/** A word of several alphabets, or of letters that all look like Latin ones, is meant to be read as Latin. */
function foldedWord(word: string): string {
  const folded = Array.from(word, (letter) => LOOKS.get(letter) ?? letter).join("");
  return LATIN.test(word) || /^[a-z]+$/iu.test(folded) ? folded : word;
}
