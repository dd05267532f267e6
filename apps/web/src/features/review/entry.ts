import type { CandidateWithChanges, ScoreOverview } from "@yardlet/services";
import { CANDIDATE_KINDS } from "@/features/candidate/words.ts";
import { changeWords } from "@/features/equip/words.ts";
import { capital, formatDay } from "@/ui/format.ts";
import type { IconName } from "@/ui/glyph.tsx";

type Weak = ScoreOverview["waiting"][number];

/** A line of the inbox: a candidate, or a skill that the evidence speaks against. */
export type ReviewEntry =
  | { key: string; about: "candidate"; candidate: CandidateWithChanges }
  | { key: string; about: "weak"; weak: Weak };

/** How a line looks and reads. */
export interface EntryLook {
  icon: IconName;
  kind: string;
  name: string;
  /** Behind the name: versions, a repo. */
  aside: string;
  why: string;
  at: Date;
}

export function candidateEntry(candidate: CandidateWithChanges): ReviewEntry {
  return { key: candidate.id, about: "candidate", candidate };
}

/** Weak skills that no candidate is about. */
export function weakEntries(waiting: readonly Weak[], candidates: readonly CandidateWithChanges[]): ReviewEntry[] {
  const about = new Set(candidates.flatMap(({ subject }) => (subject ? [`${subject.home}/${subject.name}`] : [])));
  return waiting
    .filter(({ home, name }) => !about.has(`${home}/${name}`))
    .map((weak) => ({ key: `weak:${weak.home}/${weak.name}`, about: "weak", weak }));
}

export function lookOf(entry: ReviewEntry): EntryLook {
  if (entry.about === "weak") {
    const { name, version, since } = entry.weak;
    const why = `Below the floor since ${formatDay(since)}`;
    return { icon: "weak", kind: "Weak skill", name, aside: `v${version}`, why, at: since };
  }
  const { candidate } = entry;
  const { icon, word } = CANDIDATE_KINDS[candidate.kind];
  return { icon, kind: word, ...nameOf(candidate), why: capital(candidate.why), at: candidate.createdAt };
}

function nameOf(candidate: CandidateWithChanges): { name: string; aside: string } {
  const { subject, draft, changes, title, repoSlug } = candidate;
  const place = repoSlug ?? "";
  if (subject?.evidence?.kind === "equip") return { name: subject.name, aside: `in ${place}` };
  if (subject) return { name: subject.name, aside: versionsOf(subject) };
  if (draft) return { name: draft.name, aside: place };
  return { name: capital(changes.length > 0 ? changeWords(changes) : title), aside: place };
}

function versionsOf({ version, evidence }: NonNullable<CandidateWithChanges["subject"]>): string {
  if (evidence?.kind === "rollback") return `v${evidence.from} → v${evidence.to}`;
  return version === null ? "" : `v${version}`;
}
