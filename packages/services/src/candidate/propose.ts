import type { Candidate } from "@yardlet/core/candidate";
import { findLastCandidate, openCandidate, recordEvent, type Db } from "@yardlet/db";

/** What a computed candidate says; `inputs` tells the evidence that it rests on from all other. */
export interface Proposal extends Pick<Candidate, "kind" | "repoId" | "skillId" | "versionId" | "title" | "why"> {
  key: string;
  inputs: string;
  details: Record<string, unknown>;
}

/** new: it says something else than what was proposed before · known: it waits as it is · decided: a person has, on these inputs. */
export type Proposed = "new" | "known" | "decided";

/** Whether a person has put a candidate out of sight, until a moment or until more intents have ended. */
export function isAsleep(
  { snoozedUntil, snoozedIntents }: Pick<Candidate, "snoozedUntil" | "snoozedIntents">,
  now: Date,
): boolean {
  return snoozedIntents !== null || (snoozedUntil !== null && snoozedUntil > now);
}

/** What became of the last proposal with this key. One that a person has put away is decided until its time comes. */
export async function findProposed(
  db: Db,
  { key, inputs, why }: Pick<Proposal, "key" | "inputs" | "why">,
  now: Date,
): Promise<Proposed> {
  const last = await findLastCandidate(db, key);
  if (!last || last.state === "superseded") return "new";
  const isSame = last.details.inputs === inputs;
  if (last.state !== "open") return isSame ? "decided" : "new";
  if (isAsleep(last, now)) return "decided";
  return isSame && last.why === why ? "known" : "new";
}

/** Opens a candidate, or brings the open one up to date. Answers its id. */
export async function propose(tx: Db, { inputs, details, ...proposal }: Proposal): Promise<string> {
  const id = await openCandidate(tx, { ...proposal, planId: null, details: { ...details, inputs } });
  await recordEvent(tx, "candidate", id);
  return id;
}
