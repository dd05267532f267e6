import type { RolloutStep } from "@yardlet/services";
import type { GlyphName, GlyphTone } from "@/ui/glyph.tsx";

/** How far a rollout is in one repo. */
export const STEPS = {
  waiting: { glyph: "few", tone: "unk", word: "waits" },
  running: { glyph: "now", tone: "now", word: "being written" },
  done: { glyph: "ok", tone: "good", word: "committed" },
  on_branch: { glyph: "ok", tone: "good", word: "on the branch yardlet/skills" },
  patch: { glyph: "mid", tone: "mid", word: "waits as a patch" },
  failed: { glyph: "x", tone: "bad", word: "failed" },
} as const satisfies Record<RolloutStep, { glyph: GlyphName; tone: GlyphTone; word: string }>;
