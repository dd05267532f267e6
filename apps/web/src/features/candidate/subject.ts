import type { CandidateSubject, CandidateWithChanges } from "@yardlet/services";
import { formatCoins } from "@/features/score/format.ts";
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
    case "duplicate": {
      const { keep, likeness } = evidence;
      const words = `like ${keep.name}: text ${Math.floor(likeness.body * 100)} %, description ${Math.floor(likeness.description * 100)} %`;
      return { words, links: [{ label: "duplicates", href: "/skills/duplicates" }] };
    }
    case "rollback": {
      const { from, to } = evidence;
      const diff = { label: `diff of v${to} and v${from}`, href: `${here}/diff?from=${to}&to=${from}` };
      return { words: "", links: [diff, ...receiptLink(here, evidence)] };
    }
    case "prune":
      return { words: `bet against it ${formatCoins(evidence.coins)} coins`, links: receiptLink(here, evidence) };
    case "finding":
      return {
        words: `bet ${formatCoins(Math.exp(evidence.evidence.logE))} coins`,
        links: receiptLink(here, evidence),
      };
    case "promotion":
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

/** Whether a yes does something: a gap is filled by a skill, and closes with it; what the scan keeps out is waived. */
export function isAcceptable({ kind, evidence }: Pick<CandidateWithChanges, "kind" | "evidence">): boolean {
  if (evidence?.kind === "finding" && evidence.from === "scan") return evidence.taken;
  return kind !== "gap";
}

/** Whether accepting it is asked once, because one click does not take it back (`afterAccepting` says what follows). */
export function asksFirst({ subject }: Pick<CandidateWithChanges, "subject">): boolean {
  const kind = subject?.evidence?.kind;
  if (kind === "prune" || kind === "finding") return subject?.home !== "library";
  if (kind === "duplicate") return subject?.home !== "library";
  return kind === "rollback" || kind === "promotion" || kind === "proposal";
}

/** What accepting does, as its button says. */
export function acceptWord({ subject, draft, kind, delivery }: CandidateWithChanges): string {
  if (kind === "note") return "acknowledge";
  if (draft) return kind === "update" ? "save as the next version" : "install it";
  const evidence = subject?.evidence;
  if (kind === "finding" && !evidence) return "deprecate";
  switch (evidence?.kind) {
    case undefined:
      return delivery === "none" ? "make a patch" : "accept";
    case "rollback":
      return `roll back to v${evidence.to}`;
    case "finding":
    case "prune":
      return subject?.home === "library" ? "deprecate" : "prune";
    case "duplicate":
      return `archive ${evidence.drop.name}`;
    case "promotion":
      return "make it the library’s";
    case "equip":
      return evidence.offer === "take" ? "take the library’s" : "equip";
    case "proposal":
      return "take it over";
  }
}
