import type { AuditLine, CandidateWithChanges } from "@yardlet/services";
import type { ApiClient } from "@/trpc/options.ts";
import { formatCount } from "@/ui/format.ts";
import type { Choice } from "./decided-words.ts";

interface Decided {
  candidates: readonly CandidateWithChanges[];
  choice: Choice;
}

/** How many of the newest entries of the audit log are looked through for what an accepted candidate led to. */
const READ_BACK = 100;

/** A read-only repo gets a patch, which is nothing to take back. */
export function canTakeBack({ candidates, choice }: Decided): boolean {
  return choice.kind !== "accept" || candidates.every((one) => addedBy(one).length > 0 || isWritten(one));
}

/** Takes a decision back, and says so. What was accepted is taken back by the inverse of what was done for it. */
export async function takeBack(api: ApiClient, { candidates, choice }: Decided): Promise<string> {
  let taken = 0;
  for (const candidate of candidates) {
    if (choice.kind === "accept") taken += (await takeAcceptedBack(api, candidate)) ? 1 : 0;
    else await api.candidate.reopen.mutate({ id: candidate.id, reason: `${WORDS[choice.kind]} was undone` });
  }
  if (choice.kind === "accept") {
    return taken === 0
      ? "There is nothing to take back yet; once it is written, the audit log does it"
      : `Taking ${formatCount(taken, "decision")} back`;
  }
  return candidates.length === 1 ? "It waits for a decision again" : `${candidates.length} decisions wait again`;
}

const WORDS = { reject: "rejecting", snooze: "snoozing" } as const;

/** False where the audit log does not tell yet of what was done. */
async function takeAcceptedBack(api: ApiClient, candidate: CandidateWithChanges): Promise<boolean> {
  const names = addedBy(candidate);
  if (candidate.repoSlug !== null && names.length > 0) {
    await api.equip.unequip.mutate({ slug: candidate.repoSlug, names, reason: "accepting was undone" });
    return true;
  }
  const { entries } = await api.audit.list.query({ limit: READ_BACK });
  const entry = entries.find((one) => isDoneFor(one, candidate));
  // An entry that the server refuses to undo says why, and what to do instead.
  const shown = entry ?? entries.find((one) => one.details.candidate === candidate.id);
  if (shown) await api.audit.undo.mutate({ id: shown.id, reason: "accepting was undone" });
  return shown !== undefined;
}

/** Whether an entry tells of what was done because the candidate was accepted. */
function isDoneFor(entry: AuditLine, candidate: CandidateWithChanges): boolean {
  const { id, createdAt } = candidate;
  if (!entry.undo.possible || entry.at < createdAt) return false;
  return entry.details.candidate === id || entry.subject.split(" ")[0] === skillOf(candidate);
}

function addedBy({ changes, repoSlug, delivery }: CandidateWithChanges): string[] {
  if (repoSlug === null || delivery === "none") return [];
  return changes.filter((change) => change.action === "add").map((change) => change.skill);
}

/** What accepting writes is a skill's text: the audit log has its entry. */
function isWritten(candidate: CandidateWithChanges): boolean {
  return skillOf(candidate) !== undefined && candidate.delivery !== "none";
}

function skillOf({ subject, draft }: CandidateWithChanges): string | undefined {
  return subject?.name ?? draft?.name;
}
