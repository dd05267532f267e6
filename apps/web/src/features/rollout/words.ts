import type { Rollout, RolloutPart, RolloutStep } from "@yardlet/services";
import { formatCount } from "@/ui/format.ts";
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

/** `alpha v1 → v2, beta v3 → v4`. */
export function updateWords(updates: RolloutPart["updates"]): string {
  return updates.map(({ skill, from, to }) => `${skill} v${from} → v${to}`).join(", ");
}

const COUNTED = [
  "done",
  "on_branch",
  "patch",
  "running",
  "waiting",
  "failed",
] as const satisfies readonly RolloutStep[];

/** How far a rollout is: `3 repos committed, 1 repo failed`. */
export function progressWords({ counts }: Pick<Rollout, "counts">): string {
  const told = COUNTED.filter((step) => counts[step] > 0);
  return told.map((step) => `${formatCount(counts[step], "repo")} ${STEPS[step].word}`).join(", ");
}
