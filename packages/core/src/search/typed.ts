import * as z from "zod";

export const MOST_TYPED = 200;

/** What somebody types to search, as it may reach the database. */
export const SearchText = z
  .string()
  .max(MOST_TYPED, `what is searched for is longer than ${MOST_TYPED} characters; search for fewer words`)
  .regex(/^[^\0]*$/, "what is searched for holds a NUL character; remove it")
  .transform(tidySearch);

/** What was typed with its blanks made one, in the one form of its characters. Halves of surrogate pairs are nobody's letters. */
export function tidySearch(text: string): string {
  return text.toWellFormed().replaceAll("\u{FFFD}", " ").normalize("NFC").replaceAll(/\s+/g, " ").trim();
}
