import type { CandidateKind } from "@yardlet/core/candidate";
import type { IconName } from "@/ui/glyph.tsx";

/** How each kind of candidate looks and reads. */
export const CANDIDATE_KINDS = {
  gap: { icon: "gap", word: "Gap" },
  equip: { icon: "equip", word: "Equip" },
  proposal: { icon: "equip", word: "Proposal" },
  draft: { icon: "draft", word: "Draft" },
  update: { icon: "update", word: "Update" },
  promotion: { icon: "update", word: "Promotion" },
  prune: { icon: "prune", word: "Prune" },
  rollback: { icon: "sync", word: "Roll back" },
  duplicate: { icon: "duplicate", word: "Duplicate" },
  finding: { icon: "conflict", word: "Finding" },
  conflict: { icon: "conflict", word: "Conflict" },
  note: { icon: "draft", word: "Note" },
} as const satisfies Record<CandidateKind, { icon: IconName; word: string }>;
