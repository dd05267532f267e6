import type { CandidateWithChanges } from "@yardlet/services";

/** What "Research this" fills in for a gap: the topic that it names, and a repo that has it. */
export function researchOf({ id, evidence, repoSlug, title }: CandidateWithChanges): {
  gap: string;
  topic: string;
  repo: string;
} {
  if (evidence?.kind !== "gap") return { gap: id, topic: title, repo: repoSlug ?? "" };
  const { gap, topic } = evidence;
  const first = gap.about === "skill" ? gap.asks[0] : gap.repos[0];
  return { gap: id, topic, repo: repoSlug ?? first?.repo ?? "" };
}
