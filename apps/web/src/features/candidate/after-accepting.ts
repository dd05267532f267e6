import type { CandidateWithChanges } from "@yardlet/services";

/** What follows from accepting, where one click does not take it back: it is asked once (`asksFirst`). Undefined for all else. */
export function afterAccepting({ subject, repoSlug }: CandidateWithChanges): string | undefined {
  if (!subject) return undefined;
  const { home, name, evidence } = subject;
  switch (evidence?.kind) {
    case undefined:
      return undefined;
    case "rollback":
      return `v${evidence.to} of ${name} comes into force by a commit in ${placeOf(home)}; the way back is another one.`;
    case "duplicate":
    case "finding":
    case "prune":
      return home === "library"
        ? undefined
        : `${name} is taken out of ${home} by a commit; restoring writes it back, and its evidence starts anew.`;
    case "promotion":
      return `${name} of ${home} becomes version 1 of a skill of the library by a commit there; the other repos are offered it, and nothing changes in them by itself.`;
    case "equip":
      return undefined;
    case "proposal":
      return `${repoSlug ?? home}’s ${name} becomes the library’s next version by a commit, for every repo that carries it.`;
  }
}

function placeOf(home: string): string {
  return home === "library" ? "the library" : home;
}
