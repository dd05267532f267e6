import type { CandidateSubject, CandidateWithChanges } from "@yardlet/services";
import { formatCoins, formatDifference } from "@/features/score/format.ts";
import { formatCount } from "@/ui/format.ts";

export interface SubjectLink {
  label: string;
  href: string;
}

/** What a candidate about a skill rests on, in a few words, and where to look closer. */
export interface SubjectLook {
  words: string;
  links: SubjectLink[];
}

export function skillHref({ home, name }: CandidateSubject): string {
  return `/skills/${home}/${name}`;
}

export function subjectLook(subject: CandidateSubject): SubjectLook {
  const { evidence } = subject;
  const here = skillHref(subject);
  switch (evidence?.kind) {
    case undefined:
      return { words: "", links: [] };
    case "rollback": {
      const { from, to } = evidence;
      const diff = { label: `diff of v${to} and v${from}`, href: `${here}/diff?from=${to}&to=${from}` };
      return { words: "", links: [diff, ...receiptLink(here, evidence)] };
    }
    case "prune":
      return { words: `bet against it ${formatCoins(evidence.coins)} coins`, links: receiptLink(here, evidence) };
    case "finding": {
      const { pairs, logE, effect } = evidence.evidence;
      const words = `${formatDifference(effect.rd ?? 0)} against work without it, in ${formatCount(pairs, "pair")}; bet ${formatCoins(Math.exp(logE))} coins`;
      return { words, links: receiptLink(here, evidence) };
    }
    case "promotion": {
      const { full, fullNeeded, reach } = evidence;
      const words = `better in ${full} of ${fullNeeded} repos asked for; ${formatCount(reach.intents, "intent")} in ${formatCount(reach.repos, "repo")}`;
      return { words, links: [{ label: "text", href: `${here}?tab=text` }] };
    }
    case "equip":
      return { words: "", links: [{ label: "text", href: `${here}?tab=text` }] };
    case "proposal": {
      const { files, added, removed, library } = evidence;
      const words = `${formatCount(files.length, "file")} against the library’s v${library}: +${added} −${removed} lines`;
      return { words, links: [{ label: "text", href: `${here}?tab=text` }] };
    }
  }
}

function receiptLink(here: string, { receipt }: { receipt: string | null }): SubjectLink[] {
  return receipt === null ? [] : [{ label: "receipt", href: `${here}?receipt=${receipt}` }];
}

/** Whether a yes does something: a gap is filled by a skill, and closes with it. */
export function isAcceptable({ kind }: Pick<CandidateWithChanges, "kind">): boolean {
  return kind !== "gap";
}

/** What accepting does: on its button, and once it is set going. */
export interface Acceptance {
  word: string;
  done: string;
  /** False where nothing reaches a repo or the library by it. */
  writes?: false;
}

/** Of a candidate about a text or a version; undefined for those that carry a plan. */
export function acceptanceOf(candidate: CandidateWithChanges): Acceptance | undefined {
  const { subject, repoSlug, draft, kind } = candidate;
  const name = subject?.name;
  if (kind === "note") return { word: "acknowledge", done: `Acknowledged: ${candidate.title}`, writes: false };
  if (draft && kind === "update")
    return { word: "save as the next version", done: `Saving ${draft.name}; it is in force once it is committed` };
  if (draft) return { word: "install it", done: `Installing ${draft.name}; it is there once it is committed` };
  switch (subject?.evidence?.kind) {
    case undefined:
      return undefined;
    case "rollback": {
      const { to } = subject.evidence;
      return {
        word: `roll back to v${to}`,
        done: `Rolling ${name} back to v${to}; it is in force once it is committed`,
      };
    }
    case "finding":
    case "prune":
      return subject.home === "library"
        ? { word: "deprecate", done: `Deprecated ${name}: it is offered no more, and stays where it lies` }
        : { word: "prune", done: `Pruning ${name} in ${subject.home}; its text and history are kept here` };
    case "promotion":
      return {
        word: "make it the library’s",
        done: `Making ${subject.home}’s ${name} a skill of the library; it is there once it is committed`,
      };
    case "equip":
      return subject.evidence.offer === "take"
        ? { word: "take the library’s", done: `Taking the library’s ${name} in ${repoSlug}` }
        : { word: "equip", done: `Equipping ${name} in ${repoSlug}` };
    case "proposal":
      return {
        word: "take it over",
        done: `Making ${repoSlug ?? subject.home}’s ${name} the library’s next version; it is in force once it is committed`,
      };
  }
}

/** What follows from accepting, where one click does not take it back: it is asked once. Undefined for all else. */
export function afterAccepting({ subject, repoSlug }: CandidateWithChanges): string | undefined {
  if (!subject) return undefined;
  const { home, name, evidence } = subject;
  switch (evidence?.kind) {
    case undefined:
      return undefined;
    case "rollback":
      return `v${evidence.to} of ${name} comes into force by a commit in ${placeOf(home)}; the way back is another one.`;
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
