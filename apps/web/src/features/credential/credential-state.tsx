import type { CredentialView } from "@yardlet/services";
import { Glyph } from "@/ui/glyph.tsx";
import { STATES, stateOf } from "./words.ts";

export function CredentialStateWord(credential: Pick<CredentialView, "locked" | "failedAt" | "usedAt">) {
  const { glyph, tone, word } = STATES[stateOf(credential)];
  return (
    <span className="nw">
      <Glyph name={glyph} tone={tone} /> {word}
    </span>
  );
}
