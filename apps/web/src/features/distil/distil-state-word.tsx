import type { DistillationDetail } from "@yardlet/services";
import { Glyph } from "@/ui/glyph.tsx";
import { DISTIL_STATES } from "./distil-state.ts";

export function DistilStateWord({ state }: { state: DistillationDetail["state"] }) {
  const { glyph, tone, word } = DISTIL_STATES[state];
  return (
    <span className="nw">
      <Glyph name={glyph} tone={tone} /> {word}
    </span>
  );
}
