const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33 } as const;

/** Marks text for a terminal, or leaves it plain. */
export type Style = (mark: keyof typeof CODES, text: string) => string;

const ESCAPE = "\u001b[";

/** Colour only on a terminal, and never against NO_COLOR (no-color.org: any value but the empty one). */
export function styleFor(stream: { isTTY?: boolean }, noColor: string | undefined): Style {
  if (stream.isTTY !== true || noColor) return (_, text) => text;
  return (mark, text) => `${ESCAPE}${CODES[mark]}m${text}${ESCAPE}0m`;
}
