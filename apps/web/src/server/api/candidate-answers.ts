import type { CandidateAnswer, CandidateListAnswer, DraftAnswer } from "@yardlet/core/candidate/answers";
import { STAKE_RULE } from "@yardlet/core/candidate/stake";
import type { CandidateList, CandidateWithChanges, DraftView } from "@yardlet/services";

export function candidateListAnswer(list: CandidateList, offset: number): CandidateListAnswer {
  const { candidates, total, kinds, snoozed } = list;
  const end = offset + candidates.length;
  return {
    rule: STAKE_RULE,
    candidates: candidates.map(candidateAnswer),
    total,
    kinds,
    snoozed,
    next: candidates.length > 0 && end < total ? end : null,
  };
}

function candidateAnswer(candidate: CandidateWithChanges): CandidateAnswer {
  const { id, kind, state, title, why, stake, subject, draft, changes, evidence } = candidate;
  return {
    id,
    kind,
    state,
    repo: candidate.repoSlug,
    title,
    why,
    created_at: candidate.createdAt.toISOString(),
    decided_at: candidate.decidedAt?.toISOString() ?? null,
    decided_by: candidate.decidedBy,
    decision_reason: candidate.decisionReason,
    snoozed_until: candidate.snoozedUntil?.toISOString() ?? null,
    snoozed_intents: candidate.snoozedIntents,
    stake,
    skill: subject && { home: subject.home, name: subject.name, version: subject.version },
    draft: draft && { id: draft.id, name: draft.name, hash: draft.contentHash },
    changes,
    evidence,
  };
}

export function draftAnswer({ contentHash, parentId, at, checks, ...draft }: DraftView): DraftAnswer {
  const { valid, safe, clash, similar, tombstone } = checks;
  return {
    ...draft,
    hash: contentHash,
    checks: {
      valid,
      safe,
      clash,
      similar,
      tombstone: tombstone && {
        name: tombstone.name,
        kind: tombstone.kind,
        reason: tombstone.reason,
        at: tombstone.at.toISOString(),
        similarity: tombstone.similarity,
      },
    },
    parent: parentId,
    at: at.toISOString(),
  };
}
