import type { CandidateWithChanges } from "@yardlet/services";
import type { Choice } from "./decided-words.ts";

/** What was decided, and about which candidates. */
export interface Decided {
  candidates: readonly CandidateWithChanges[];
  choice: Choice;
}

/** Whether undo is offered. A read-only repo gets a patch, which is nothing to take back. */
export function canTakeBack({ candidates, choice }: Decided): boolean {
  return choice.kind !== "accept" || candidates.every((one) => addedBy(one).length > 0 || isWritten(one));
}

/** The skills that accepting a plan places. */
export function addedBy({ changes, repoSlug, delivery }: CandidateWithChanges): string[] {
  if (repoSlug === null || delivery === "none") return [];
  return changes.filter((change) => change.action === "add").map((change) => change.skill);
}

export function skillOf({ subject, draft }: CandidateWithChanges): string | undefined {
  return subject?.name ?? draft?.name;
}

/** What accepting writes is a skill's text: the audit log has its entry. */
function isWritten(candidate: CandidateWithChanges): boolean {
  return skillOf(candidate) !== undefined && candidate.delivery !== "none";
}
