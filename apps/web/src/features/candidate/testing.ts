import type { CandidateWithChanges } from "@yardlet/services";

/** A plan of one skill that waits in one repo, with some of it otherwise. */
export function aCandidate(otherwise: Partial<CandidateWithChanges> = {}): CandidateWithChanges {
  return {
    id: "c1",
    kind: "equip",
    state: "open",
    repoId: "r1",
    repoSlug: "parcel",
    planId: "p1",
    title: "equip 2 skills",
    why: "auto_equip is off",
    createdAt: new Date("2026-11-21T08:40:00Z"),
    decidedAt: null,
    decidedBy: null,
    decisionReason: null,
    skillId: null,
    versionId: null,
    details: {},
    snoozedUntil: null,
    snoozedAt: null,
    snoozedIntents: null,
    draftId: null,
    changes: [],
    delivery: "commit",
    subject: null,
    evidence: null,
    stake: { value: 2, why: "" },
    draft: null,
    ...otherwise,
  };
}
