/** A piece of text that can be seen, or one character that can't, named by its code point. */
export type TextPart = { text: string } | { hidden: string; name: string };

/** Characters that a reader does not see and an agent still reads. Variation selectors count outside of emoji only. */
const NAMES: readonly (readonly [from: number, to: number, name: string])[] = [
  [0x00, 0x08, "control character"],
  [0x0b, 0x0c, "control character"],
  [0x0e, 0x1f, "control character"],
  [0x7f, 0x9f, "control character"],
  [0xad, 0xad, "soft hyphen"],
  [0x34f, 0x34f, "grapheme joiner"],
  [0x61c, 0x61c, "direction mark"],
  [0x115f, 0x1160, "Hangul filler"],
  [0x17b4, 0x17b5, "invisible vowel"],
  [0x180b, 0x180f, "Mongolian selector"],
  [0x200b, 0x200d, "zero-width character"],
  [0x200e, 0x200f, "direction mark"],
  [0x2028, 0x2029, "line separator"],
  [0x202a, 0x202e, "direction override"],
  [0x2060, 0x2064, "invisible operator"],
  [0x2065, 0x206f, "direction isolate"],
  [0x3164, 0x3164, "Hangul filler"],
  [0xe000, 0xf8ff, "private use"],
  [0xfe00, 0xfe0f, "variation selector"],
  [0xfeff, 0xfeff, "byte order mark"],
  [0xffa0, 0xffa0, "Hangul filler"],
  [0xfff0, 0xfffb, "annotation mark"],
  [0x1bca0, 0x1bca3, "format control"],
  [0x1d173, 0x1d17a, "format control"],
  [0xe0000, 0xe0fff, "tag character"],
  [0xf0000, 0x10ffff, "private use"],
];

/** Ranges that an emoji is made with: a pattern without context leaves them alone. */
const EMOJI_RANGES = new Set([0x200b, 0xfe00]);

/** Finds hidden characters, where a pattern is asked for: an editor marks what it matches. */
export const HIDDEN = new RegExp(
  `[${NAMES.filter(([from]) => !EMOJI_RANGES.has(from))
    .map(([from, to]) => `\\u{${from.toString(16)}}-\\u{${to.toString(16)}}`)
    .join("")}\\u{200b}\\u{200c}]`,
  "u",
);

const EMOJI = /\p{Extended_Pictographic}|[\u{1f3fb}-\u{1f3ff}\u{fe0f}\u{20e3}]|[0-9#*]/u;
const JOINER = 0x200d;
const EMOJI_STYLE = 0xfe0f;

/** Takes text apart so that every hidden character can be shown as a mark. An emoji keeps the joiners it is made with. */
export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let seen = "";
  let before = "";
  const characters = [...text];
  for (const [index, character] of characters.entries()) {
    const point = character.codePointAt(0) ?? 0;
    const name = isPartOfEmoji(point, before, characters[index + 1]) ? undefined : nameOf(point);
    before = character;
    if (name === undefined) {
      seen += character;
      continue;
    }
    if (seen) parts.push({ text: seen });
    seen = "";
    parts.push({ hidden: `U+${point.toString(16).toUpperCase().padStart(4, "0")}`, name });
  }
  if (seen) parts.push({ text: seen });
  return parts;
}

function nameOf(point: number): string | undefined {
  if (point < 0x7f && point > 0x1f) return undefined;
  return NAMES.find(([from, to]) => point >= from && point <= to)?.[2];
}

function isPartOfEmoji(point: number, before: string, after: string | undefined): boolean {
  if (point === EMOJI_STYLE) return EMOJI.test(before);
  return point === JOINER && EMOJI.test(before) && after !== undefined && EMOJI.test(after);
}

export function countHidden(text: string): number {
  return textParts(text).filter((part) => "hidden" in part).length;
}
