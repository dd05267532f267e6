import type { CandidateWithChanges } from "@yardlet/services";
import { doing } from "@/features/equip/words.ts";
import { formatCount } from "@/ui/format.ts";
import { snoozeWords, type Snooze } from "./snooze.ts";
import { acceptanceOf } from "./acceptance.ts";

/** What a person may make of a candidate. */
export type Choice =
  | { kind: "accept" }
  | { kind: "reject"; reason: string }
  | { kind: "snooze"; reason: string; snooze: Snooze };

/** What was done, for one candidate or for several. */
export function decidedWords({
  candidates,
  choice,
}: {
  candidates: readonly CandidateWithChanges[];
  choice: Choice;
}): string {
  const [first] = candidates;
  const what = candidates.length === 1 && first ? `${first.title}${inRepo(first)}` : `${candidates.length} decisions`;
  switch (choice.kind) {
    case "accept":
      return candidates.length === 1 && first ? acceptedWords(first) : `Accepted ${what}`;
    case "reject":
      return `Rejected: ${what}`;
    case "snooze":
      return `Out of sight ${snoozeWords(choice.snooze)}: ${what}`;
  }
}

function acceptedWords(candidate: CandidateWithChanges): string {
  const { repoSlug, delivery, changes, title } = candidate;
  const acceptance = acceptanceOf(candidate);
  if (acceptance)
    return delivery === null || acceptance.writes === false ? acceptance.done : doing(acceptance.done, delivery);
  if (repoSlug === null || delivery === null || changes.length === 0) return `Accepted: ${title}`;
  return doing(`Equipping ${formatCount(changes.length, "skill")} in ${repoSlug}`, delivery);
}

function inRepo({ repoSlug }: CandidateWithChanges): string {
  return repoSlug === null ? "" : ` in ${repoSlug}`;
}
