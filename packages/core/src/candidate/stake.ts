import type { CandidateKind } from "./types.ts";

/** What a candidate touches: intents that it affects, and repos that carry it or ask for it. */
export interface Reach {
  intents: number;
  repos: number;
}

/** How much waits with a candidate, and the sentence that shows how it comes to that. */
export interface Stake {
  value: number;
  why: string;
}

interface Row {
  weight: number;
  /** What goes on while nobody decides. */
  cost: string;
}

/** What it costs when a candidate of this kind waits; the heavier the weight, the worse. */
export const STAKES = {
  finding: { weight: 8, cost: "a text that does harm stays in use" },
  rollback: { weight: 5, cost: "a version that does worse than the one before stays in force" },
  prune: { weight: 4, cost: "a skill that is not worth its place stays" },
  conflict: { weight: 4, cost: "a repo does not get what it should carry" },
  gap: { weight: 3, cost: "what a skill could prevent goes on" },
  update: { weight: 3, cost: "a better text is not in use" },
  equip: { weight: 2, cost: "a repo goes without what it should carry" },
  promotion: { weight: 2, cost: "other repos go without what works in one" },
  proposal: { weight: 2, cost: "what was learned is not in use" },
  draft: { weight: 2, cost: "a written text is not in use" },
  duplicate: { weight: 1, cost: "two texts say the same" },
  note: { weight: 1, cost: "nobody has seen what a run suggests" },
} as const satisfies Record<CandidateKind, Row>;

/** How candidates are ordered, as people read it. */
export const STAKE_RULE =
  "Most at stake first: the weight of its kind, times the intents it affects and the repos that carry it or ask for it. Where that is the same, the oldest first.";

/** What a candidate puts at stake: weight × (intents + repos), a whole number of at least its weight. */
export function stakeOf(kind: CandidateKind, { intents, repos }: Reach): Stake {
  const { weight, cost } = STAKES[kind];
  const value = weight * Math.max(1, intents + repos);
  const parts = [...(intents > 0 ? [counted(intents, "intent")] : []), ...(repos > 0 ? [counted(repos, "repo")] : [])];
  const touched = parts.length > 1 ? `(${parts.join(" + ")})` : (parts[0] ?? "1");
  return { value, why: `${cost}: ${weight} × ${touched} = ${value}` };
}

function counted(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}
