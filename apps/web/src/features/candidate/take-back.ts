import type { AuditLine, CandidateWithChanges } from "@yardlet/services";
import type { ApiClient } from "@/trpc/options.ts";
import { formatCount } from "@/ui/format.ts";
import { addedBy, skillOf, type Decided } from "./can-take-back.ts";

/** How many of the newest entries of the audit log are looked through for what an accepted candidate led to. */
const READ_BACK = 100;

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
  const accepted = entries.find((one) => one.action === "candidate.accepted" && one.details.candidate === candidate.id);
  const entry = accepted && entries.find((one) => one.at >= accepted.at && isDoneFor(one, candidate));
  if (entry) await api.audit.undo.mutate({ id: entry.id, reason: "accepting was undone" });
  return entry !== undefined;
}

/** Whether an entry since then tells of what was done because the candidate was accepted. */
function isDoneFor({ undo, details, subject }: AuditLine, candidate: CandidateWithChanges): boolean {
  return undo.possible && (details.candidate === candidate.id || subject.split(" ")[0] === skillOf(candidate));
}
