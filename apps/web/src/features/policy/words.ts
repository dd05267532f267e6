import type { KnobName, PolicyKnobs, WhatIf } from "@yardlet/core/score";
import { knobText, turnedKnobs } from "@yardlet/core/score/knobs";
import { formatCoins } from "@/features/score/format.ts";
import { formatCount } from "@/ui/format.ts";
import type { GlyphName, GlyphTone } from "@/ui/glyph.tsx";
import type { Ground, TrialSum } from "./trial.ts";

interface KnobWords {
  label: string;
  /** What stands behind the number. */
  unit: string;
  hint: (knobs: PolicyKnobs) => string;
}

export const KNOB_WORDS = {
  floor: { label: "Floor", unit: "", hint: () => "A version below it is not worth its place." },
  alpha: {
    label: "False prunes, at most",
    unit: "%",
    hint: (knobs) => `Ever, however often you look: ${coinsText(knobs)} coins.`,
  },
  minIntents: { label: "Fewest intents", unit: "", hint: () => "Never before this many, whatever the bet." },
  vetoMargin: { label: "Veto margin", unit: "", hint: () => "Kept if not worse than without it by more." },
} as const satisfies Record<KnobName, KnobWords>;

/** What a bet must reach: `20`, `66.7`. */
export function coinsText({ alpha }: Pick<PolicyKnobs, "alpha">): string {
  const coins = 1000 / alpha;
  return Number.isInteger(coins) ? String(coins) : formatCoins(coins);
}

/** `Floor 0.50 → 0.45`, one for each knob that was turned. */
export function turnedWords(from: PolicyKnobs, to: PolicyKnobs): string[] {
  return turnedKnobs(from, to).map((name) => {
    const { label, unit } = KNOB_WORDS[name];
    const text = (knobs: PolicyKnobs) => `${knobText(name, knobs[name])}${unit === "" ? "" : ` ${unit}`}`;
    return `${label} ${text(from)} → ${text(to)}`;
  });
}

interface DecisionLook {
  glyph: GlyphName;
  tone: GlyphTone;
  word: string;
}

/** What a policy would do with a version. */
export function decisionLook({ action, reason }: Pick<WhatIf, "action" | "reason">): DecisionLook {
  if (action === "prune") return { glyph: "bad", tone: "bad", word: "would prune" };
  if (action === "propose") return { glyph: "bad", tone: "bad", word: "would ask to prune" };
  if (action === "flag") return { glyph: "warn", tone: "warn", word: "would flag" };
  if (reason === "veto_uplift") return { glyph: "warn", tone: "warn", word: "kept by veto" };
  return { glyph: "ok", tone: "good", word: reason === "pinned" ? "keep, pinned" : "keep" };
}

/** `9 of 16`: after how many of its intents the bet was first won, and whether it still is. */
export function wonWords({ wonAt, below, intents }: WhatIf, { line }: Pick<Ground, "line">): string | null {
  if (wonAt !== null) return `${wonAt} of ${intents}${below ? "" : ", then not"}`;
  return below ? `past ${line.order.length} of ${intents}` : null;
}

/** The finding, as the head of the list. */
export function findingWords({ learned, others, pruned, flagged }: TrialSum): string {
  const flags = `${flagged} of ${formatCount(others, "other")} flagged`;
  if (learned === 0) return flags;
  return `${pruned} of ${formatCount(learned, "learned skill")} would be pruned${others === 0 ? "" : `, ${flags}`}`;
}

export function changeWords({ gained, lost, same }: TrialSum): string {
  return `${gained} gained, ${lost} lost, ${same} the same against the policy in force`;
}

/** `4.1 %`, `0.35 %`, `< 0.01 %`: chances keep two digits that say something. */
export function chanceText(chance: number): string {
  if (chance >= 0.9995) return "100 %";
  if (chance >= 0.01) return `${(chance * 100).toFixed(1)} %`;
  return chance > 5e-5 ? `${(chance * 100).toFixed(2)} %` : "< 0.01 %";
}
