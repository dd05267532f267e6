import type { CandidateWithChanges } from "@yardlet/services";

/** What is said once accepting is set going. */
export interface Acceptance {
  done: string;
  /** False where nothing reaches a repo or the library by it. */
  writes?: false;
}

/** Of a candidate about a text or a version; undefined for those that carry a plan. */
export function acceptanceOf(candidate: CandidateWithChanges): Acceptance | undefined {
  const { subject, repoSlug, draft, kind } = candidate;
  const name = subject?.name;
  if (kind === "note") return { done: `Acknowledged: ${candidate.title}`, writes: false };
  if (draft && kind === "update") return { done: `Saving ${draft.name}; it is in force once it is committed` };
  if (draft) return { done: `Installing ${draft.name}; it is there once it is committed` };
  const evidence = subject?.evidence;
  switch (evidence?.kind) {
    case undefined:
      return undefined;
    case "rollback":
      return { done: `Rolling ${name} back to v${evidence.to}; it is in force once it is committed` };
    case "finding":
    case "prune":
      return subject?.home === "library"
        ? { done: `Deprecated ${name}: it is offered no more, and stays where it lies` }
        : { done: `Pruning ${name} in ${subject?.home}; its text and history are kept here` };
    case "duplicate":
      return subject?.home === "library"
        ? { done: `Archived ${name}: it is offered no more, and ${evidence.keep.name} takes its place` }
        : { done: `Pruning ${name} in ${subject?.home}; its text and history are kept here` };
    case "promotion":
      return { done: `Making ${subject?.home}’s ${name} a skill of the library; it is there once it is committed` };
    case "equip":
      return { done: `${evidence.offer === "take" ? "Taking the library’s" : "Equipping"} ${name} in ${repoSlug}` };
    case "proposal":
      return {
        done: `Making ${repoSlug ?? subject?.home}’s ${name} the library’s next version; it is in force once it is committed`,
      };
  }
}
