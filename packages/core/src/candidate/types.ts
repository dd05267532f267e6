import * as z from "zod";

/** What may wait for a person's decision (decision 29). */
export const CandidateKind = z.enum([
  "gap",
  "equip",
  "proposal",
  "draft",
  "update",
  "promotion",
  "prune",
  "rollback",
  "duplicate",
  "finding",
  "conflict",
  "note",
]);
export type CandidateKind = z.infer<typeof CandidateKind>;

export const CandidateState = z.enum(["open", "accepted", "rejected", "superseded"]);
export type CandidateState = z.infer<typeof CandidateState>;

export interface Candidate {
  id: string;
  kind: CandidateKind;
  state: CandidateState;
  repoId: string | null;
  repoSlug: string | null;
  planId: string | null;
  title: string;
  why: string;
  createdAt: Date;
  decidedAt: Date | null;
  decidedBy: string | null;
  decisionReason: string | null;
  /** The skill and the version it is about. */
  skillId: string | null;
  versionId: string | null;
  /** What it rests on, by kind: numbers, receipts, versions. */
  details: Record<string, unknown>;
  /** Until then it is out of sight. */
  snoozedUntil: Date | null;
  /** Since then it is out of sight, until so many more intents have ended. */
  snoozedAt: Date | null;
  snoozedIntents: number | null;
  /** The text that accepting it installs. */
  draftId: string | null;
}

/** How far ahead a candidate may be put away, and for how many more intents. */
export const MOST_SNOOZE_DAYS = 90;
export const MOST_SNOOZE_INTENTS = 100;
