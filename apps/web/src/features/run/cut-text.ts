/** The most lines that a cut text keeps. */
const LINES = 8;

/** The beginning of a text: at most so many characters and eight lines, never half a character. */
export function cutText(text: string, most: number): string {
  const lines = text.split("\n", LINES + 1);
  const start = lines.length > LINES ? lines.slice(0, LINES).join("\n") : text;
  if (start.length <= most) return start;
  const cut = start.slice(0, most);
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
}
