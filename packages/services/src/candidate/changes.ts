import { type Candidate, type Stake, stakeOf } from "@yardlet/core/candidate";
import { isExecutable, type PlanEntry } from "@yardlet/core/equip";
import type { Delivery } from "@yardlet/core/repo";
import { findDrafts, findPlans, listRepos, loadReach, type Db, type DraftRow } from "@yardlet/db";
import { type CandidateEvidence, type CandidateSubject, evidenceOf, loadSubjects } from "./subject.ts";

/** One skill that a plan places, brings up to date or removes. */
export type SkillChange = Pick<PlanEntry, "action" | "skill" | "version">;

/** A candidate with what accepting it would change in the repo. */
export interface CandidateWithChanges extends Candidate {
  changes: SkillChange[];
  /** How it would reach the repo; null when it is about no repo on the list. */
  delivery: Delivery | null;
  /** The skill that it is about; null for a plan about what the library offers. */
  subject: CandidateSubject | null;
  /** What it rests on, by its kind. */
  evidence: CandidateEvidence | null;
  /** What waits with it, and how that is computed. */
  stake: Stake;
  /** The text that accepting installs; null where it is none. */
  draft: Pick<DraftRow, "id" | "name" | "contentHash"> | null;
}

export async function withChanges(db: Db, candidates: readonly Candidate[]): Promise<CandidateWithChanges[]> {
  const [plans, repos, stakes, drafts] = await Promise.all([
    findPlans(
      db,
      candidates.flatMap((candidate) => candidate.planId ?? []),
    ),
    listRepos(db),
    loadStakes(
      db,
      candidates.map(({ id }) => id),
    ),
    findDrafts(
      db,
      candidates.flatMap(({ draftId }) => draftId ?? []),
    ),
  ]);
  const texts = new Map(drafts.map(({ id, name, contentHash }) => [id, { id, name, contentHash }]));
  const changes = new Map(plans.map((plan) => [plan.id, changesOf(plan.entries)]));
  const deliveries = new Map(repos.map((repo) => [repo.id, repo.delivery]));
  const slugs = new Map(repos.map((repo) => [repo.id, repo.slug]));
  const subjects = await loadSubjects(db, candidates, slugs);
  return candidates.map((candidate) => ({
    ...candidate,
    changes: changes.get(candidate.planId ?? "") ?? [],
    delivery: deliveries.get(candidate.repoId ?? "") ?? null,
    subject: subjects.get(candidate.id) ?? null,
    evidence: evidenceOf(candidate),
    stake: stakes.get(candidate.id) ?? stakeOf(candidate.kind, { intents: 0, repos: 0 }),
    draft: texts.get(candidate.draftId ?? "") ?? null,
  }));
}

/** What is at stake with each of these candidates, by id. */
export async function loadStakes(db: Db, ids: readonly string[]): Promise<Map<string, Stake>> {
  const reached = ids.length === 0 ? [] : await loadReach(db, ids);
  return new Map(reached.map(({ id, kind, intents, repos }) => [id, stakeOf(kind, { intents, repos })]));
}

export function changesOf(entries: readonly PlanEntry[]): SkillChange[] {
  return entries.filter(isExecutable).map(({ action, skill, version }) => ({
    action,
    skill,
    ...(version === undefined ? {} : { version }),
  }));
}
