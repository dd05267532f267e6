import type { Grade, ScoreAction, ScorePlace, ScoreReason, UpliftReason } from "@yardlet/core/score";
import type { CopyState } from "@yardlet/core/version";
import type { GlyphName, GlyphTone } from "@/ui/glyph.tsx";

interface Look {
  glyph: GlyphName;
  tone: GlyphTone;
  word: string;
}

/** How a score stands to the floor. */
export const PLACES = {
  above: { glyph: "good", tone: "good", word: "above the floor" },
  undecided: { glyph: "mid", tone: "mid", word: "undecided, the interval holds the floor" },
  below: { glyph: "bad", tone: "bad", word: "below the floor" },
  few: { glyph: "few", tone: "unk", word: "not enough intents" },
} as const satisfies Record<ScorePlace, Look>;

/** How a difference stands to zero. */
export const DIFFERENCES = {
  above: { glyph: "good", tone: "good", word: "better" },
  undecided: { glyph: "mid", tone: "mid", word: "undecided, the interval holds zero" },
  below: { glyph: "bad", tone: "bad", word: "worse" },
  few: { glyph: "few", tone: "unk", word: "not comparable" },
} as const satisfies Record<ScorePlace, Look>;

/** How a repo stands to the version in force. */
export const STATES = {
  equipped: { glyph: "ok", tone: "mid", word: "equipped" },
  behind: { glyph: "up", tone: "warn", word: "behind" },
  forked: { glyph: "fork", tone: "mid", word: "forked" },
  vetoed: { glyph: "x", tone: "unk", word: "vetoed" },
  pruned: { glyph: "none", tone: "unk", word: "pruned" },
} as const satisfies Record<CopyState, Look>;

export const STATE_NAMES = ["equipped", "behind", "forked", "vetoed", "pruned"] as const satisfies readonly CopyState[];

/** How many of three bars a grade fills. */
export const GRADES = {
  none: { bars: 0, word: "none" },
  insufficient: { bars: 1, word: "insufficient" },
  emerging: { bars: 2, word: "emerging" },
  solid: { bars: 3, word: "solid" },
} as const satisfies Record<Grade, { bars: number; word: string }>;

/** Why work with and without a version can't be compared. */
export const NOT_COMPARABLE = {
  no_evidence: "no task with it counts yet",
  no_shared_stratum: "no repo has the same kind of task without it",
  few_with: "too few intents with it where there is work without",
  few_without: "too few intents without it where there is work with",
  low_overlap: "most work with it has nothing like it without",
  zero_variance: "every intent came out the same: no room for a difference",
  too_few_pairs: "too few pairs of intents in the same repo and kind",
} as const satisfies Record<UpliftReason | "too_few_pairs", string>;

/** The same, short enough for a cell. */
export const NOT_COMPARABLE_SHORT = {
  no_evidence: "no task",
  no_shared_stratum: "none alike",
  few_with: "few with",
  few_without: "few without",
  low_overlap: "little alike",
  zero_variance: "all the same",
  too_few_pairs: "few pairs",
} as const satisfies Record<UpliftReason | "too_few_pairs", string>;

/** What the policy makes of a version. */
export const ACTIONS = {
  keep: { icon: "skills", word: "Keep" },
  flag: { icon: "weak", word: "Weak skill" },
  propose: { icon: "prune", word: "Prune" },
  prune: { icon: "prune", word: "Prune" },
} as const satisfies Record<ScoreAction, { icon: string; word: string }>;

export const REASONS = {
  no_evidence: "no task counts yet",
  not_below_floor: "the bet against it is not won",
  too_few_intents: "too few intents for any decision",
  veto_uplift: "work with it is not worse than without",
  pinned: "a person has pinned it",
  source_not_learned: "only skills learned from runs are ever archived; this one is flagged",
  auto_prune_off: "auto_prune is off, so a person decides",
  below_floor: "the bet that it is below the floor is won",
} as const satisfies Record<ScoreReason, string>;

/** Why something was decided, in words where a decision keeps a name of its own for it. */
export function reasonWord(reason: string): string {
  return new Map<string, string>(Object.entries(REASONS)).get(reason) ?? reason;
}

/** Why a receipt was made. */
const PURPOSES: Readonly<Record<string, string>> = {
  "score.asked": "asked for",
  "score.keep": "turned to keep",
  "score.flag": "turned weak",
  "score.propose": "prune proposed",
  "score.prune": "prune decided",
  "score.harmful": "found to make work worse",
  "score.promote": "promotion proposed",
};

export function purposeWord(purpose: string): string {
  return PURPOSES[purpose] ?? purpose;
}
