import type { JobState } from "@yardlet/core/job";
import { Glyph } from "@/ui/glyph.tsx";
import { JOB_STATES } from "./words.ts";

export function JobStateWord({ state }: { state: JobState }) {
  const { glyph, tone, word } = JOB_STATES[state];
  return (
    <span className="nw">
      <Glyph name={glyph} tone={tone} /> {word}
    </span>
  );
}
