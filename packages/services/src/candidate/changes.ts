import type { Candidate } from "@yardlet/core/candidate";
import { isExecutable, type PlanEntry } from "@yardlet/core/equip";
import type { Delivery } from "@yardlet/core/repo";
import { findPlans, listRepos, type Db } from "@yardlet/db";
import { loadSubjects, type CandidateSubject } from "./subject.ts";

/** One skill that a plan places, brings up to date or removes. */
export type SkillChange = Pick<PlanEntry, "action" | "skill" | "version">;

/** A candidate with what accepting it would change in the repo. */
export interface CandidateWithChanges extends Candidate {
  changes: SkillChange[];
  /** How it would reach the repo; null when it is about no repo on the list. */
  delivery: Delivery | null;
  /** The skill that it is about; null for a plan about what the library offers. */
  subject: CandidateSubject | null;
}

export async function withChanges(db: Db, candidates: readonly Candidate[]): Promise<CandidateWithChanges[]> {
  const [plans, repos] = await Promise.all([
    findPlans(
      db,
      candidates.flatMap((candidate) => candidate.planId ?? []),
    ),
    listRepos(db),
  ]);
  const changes = new Map(plans.map((plan) => [plan.id, changesOf(plan.entries)]));
  const deliveries = new Map(repos.map((repo) => [repo.id, repo.delivery]));
  const slugs = new Map(repos.map((repo) => [repo.id, repo.slug]));
  const subjects = await loadSubjects(db, candidates, slugs);
  return candidates.map((candidate) => ({
    ...candidate,
    changes: changes.get(candidate.planId ?? "") ?? [],
    delivery: deliveries.get(candidate.repoId ?? "") ?? null,
    subject: subjects.get(candidate.id) ?? null,
  }));
}

export function changesOf(entries: readonly PlanEntry[]): SkillChange[] {
  return entries.filter(isExecutable).map(({ action, skill, version }) => ({
    action,
    skill,
    ...(version === undefined ? {} : { version }),
  }));
}
