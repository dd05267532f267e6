const EXCERPT_CHARACTERS = 160;

/** A line as it stands in a file, cut short. Untrusted text. */
export function excerptOf(text: string): string {
  const letters = Array.from(text.slice(0, EXCERPT_CHARACTERS * 8).trim());
  if (letters.length <= EXCERPT_CHARACTERS) return letters.join("");
  return `${letters.slice(0, EXCERPT_CHARACTERS - 1).join("")}…`;
}
