import type { Marked } from "@yardlet/core/search";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";

/** Somebody else's words with what was searched for marked: pieces of text, never markup. */
export function MarkedText({ pieces }: { pieces: readonly Marked[] }) {
  return pieces.map(({ text, hit }, index) =>
    hit ? (
      <mark key={index}>
        <UntrustedText text={text} />
      </mark>
    ) : (
      <UntrustedText key={index} text={text} />
    ),
  );
}
