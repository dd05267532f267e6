import type { CandidateKind } from "@yardlet/core/candidate";
import type { ScoreDecision, ScorePolicy, VersionKey } from "@yardlet/core/score";
import type { VersionOwner } from "@yardlet/db";
import type { Compared } from "./comparison.ts";

/** A version as the policy has just judged it. */
export interface Judged {
  key: VersionKey;
  owner: VersionOwner;
  policy: ScorePolicy;
  decision: ScoreDecision;
  compared: Compared;
  intents: number;
  /** The hash of all that its score was made from. */
  inputsHash: string;
}

/** What the evidence about a version may open; it is settled when another comes into force, or the skill goes. */
export const EVIDENCE_KINDS = ["prune", "rollback", "finding"] as const satisfies readonly CandidateKind[];

/** What a version may be proposed for; one candidate of each waits at a time. */
export function proposalKey(kind: (typeof EVIDENCE_KINDS)[number], { versionId, epoch }: VersionKey): string {
  return `${kind}:${versionId}@${epoch}`;
}
