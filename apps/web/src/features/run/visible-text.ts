import { textParts } from "@/features/skill/hidden-characters.ts";

/** Somebody else's words where only plain text can stand, such as a title: hidden characters are written out. */
export function visibleText(text: string): string {
  return textParts(text)
    .map((part) => ("text" in part ? part.text : `[${part.hidden}]`))
    .join("");
}
