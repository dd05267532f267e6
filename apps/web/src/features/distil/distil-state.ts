import type { DistillationDetail } from "@yardlet/services";
import type { GlyphName, GlyphTone } from "@/ui/glyph.tsx";

type State = DistillationDetail["state"];

/** How a distillation stands. */
export const DISTIL_STATES = {
  waiting: { glyph: "few", tone: "unk", word: "waiting" },
  running: { glyph: "now", tone: "now", word: "running" },
  done: { glyph: "ok", tone: "good", word: "done" },
  refused: { glyph: "x", tone: "bad", word: "refused" },
  unchanged: { glyph: "none", tone: "unk", word: "nothing new" },
} as const satisfies Record<State, { glyph: GlyphName; tone: GlyphTone; word: string }>;

/** Whether there is an outcome to see. */
export function isUnderWay(state: State): boolean {
  return state === "waiting" || state === "running";
}
