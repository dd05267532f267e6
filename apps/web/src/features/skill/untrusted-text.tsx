import { textParts } from "./hidden-characters.ts";

/** Somebody else's words, with every character that can't be seen shown as a mark. */
export function UntrustedText({ text }: { text: string }) {
  return textParts(text).map((part, index) =>
    "text" in part ? (
      part.text
    ) : (
      <span key={index} className="hid" title={part.name}>
        {part.hidden}
      </span>
    ),
  );
}
