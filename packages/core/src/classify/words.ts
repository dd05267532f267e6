/** Splits a table cell into its names at white space. */
export function words(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}
