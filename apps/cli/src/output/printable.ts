/** Text from outside, without what would move a terminal's cursor, hide letters or turn their order. */
export function printable(text: string): string {
  return text.toWellFormed().replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "\uFFFD");
}

/** The same for a line of a file: its tabs stay. */
export function printableLine(text: string): string {
  return text.split("\t").map(printable).join("\t");
}
