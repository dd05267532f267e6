import type { DriftRow } from "@yardlet/services";
import type { GlyphName, GlyphTone } from "@/ui/glyph.tsx";

type State = DriftRow["drift"]["state"];

/** How a copy stands to the library, in a word. */
export const DRIFTS = {
  in_sync: { glyph: "ok", tone: "good", word: "in sync" },
  behind: { glyph: "up", tone: "warn", word: "behind" },
  forked: { glyph: "mid", tone: "mid", word: "forked" },
  orphaned: { glyph: "none", tone: "unk", word: "orphaned" },
} as const satisfies Record<State, { glyph: GlyphName; tone: GlyphTone; word: string }>;

export const DRIFT_STATES = ["behind", "forked", "orphaned", "in_sync"] as const satisfies readonly State[];

const ORPHANS = {
  skill_gone: "the library has it no longer",
  version_unknown: "the library never had its text",
  no_origin: "the library’s skill of that name is another",
} as const;

/** The state in words with its numbers: `behind by 2`, `forked from v3`. */
export function driftWords({ drift }: Pick<DriftRow, "drift">): string {
  if (drift.state === "behind") return `behind by ${drift.by}`;
  if (drift.state === "forked") return `forked from v${drift.from}`;
  return DRIFTS[drift.state].word;
}

const PENDING: Partial<Record<NonNullable<DriftRow["pending"]>["state"], string>> = {
  waiting: "being written",
  delivered: "on the branch yardlet/skills",
  proposed: "an update is proposed",
};

/** Where a change of the copy is that is not in the repo yet. */
export function pendingWord({ state, stopped }: Pick<NonNullable<DriftRow["pending"]>, "state" | "stopped">): string {
  if (stopped) return "not written, its job has stopped";
  return PENDING[state] ?? "on its way";
}

/** What there is to add: why it has nothing to compare with, or that bytes differ where the text does not. */
export function driftNote({ drift, deprecated }: Pick<DriftRow, "drift" | "deprecated">): string | undefined {
  if (drift.state === "orphaned") return ORPHANS[drift.reason];
  if (drift.state !== "forked" && drift.touched) return "bytes or modes were changed by hand, the text was not";
  return deprecated ? "the library’s is deprecated" : undefined;
}
