import type { FailureSeverity } from "@yardlet/core/run";
import { Glyph } from "@/ui/glyph.tsx";
import { SEVERITIES } from "./words.ts";

export function SeverityWord({ severity }: { severity: FailureSeverity }) {
  const { glyph, tone, word } = SEVERITIES[severity];
  return (
    <span className="nw">
      <Glyph name={glyph} tone={tone} /> {word}
    </span>
  );
}
