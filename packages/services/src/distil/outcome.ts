import { groupOfId, type DistilLesson, type DistilProposal } from "@yardlet/core/distil";
import type { Candidate } from "@yardlet/core/candidate";
import type { DistilUpdate, SkillRow } from "@yardlet/db";
import type { GatheredPacket } from "./gather.ts";
import type { LessonScope } from "./scope.ts";

/** A person's decision stands until so many distinct runs have failed like this since. */
const NEW_RUNS = 2;

/** A proposal with the lesson that it is made from, and the packets behind that. */
export interface Proposed {
  proposal: DistilProposal;
  lesson: DistilLesson;
  failed: GatheredPacket[];
  passed: GatheredPacket[];
}

/** What became of a proposal, and why. */
export type Outcome = Pick<DistilUpdate, "candidateId" | "title" | "why">;

/** The key of the candidates that a lesson's group leads to; null where the skill that it is about is not known. */
export function candidateKeyOf(
  scope: LessonScope,
  { lesson_id: id, target_skills: [target] }: Pick<DistilLesson, "lesson_id" | "target_skills">,
  skills: ReadonlyMap<string, SkillRow>,
): string | null {
  const group = groupOfId(id);
  if (target === undefined) return gapKey(scope, group);
  const skill = skills.get(target);
  return skill ? updateKey(skill, group) : null;
}

export function updateKey({ id }: Pick<SkillRow, "id">, group: string): string {
  return `update:${id}:lesson:${group}`;
}

export function gapKey({ key }: LessonScope, group: string): string {
  return `gap:lesson:${key}:${group}`;
}

export function nothing(proposal: DistilProposal, why: string): Outcome {
  return { candidateId: null, title: titleOf(proposal), why };
}

export function titleOf({ change_kind, target_skills: [target] }: DistilProposal): string {
  if (target === undefined) return "a new skill";
  return change_kind === "amend" ? `bring a lesson of ${target} up to date` : `add a lesson to ${target}`;
}

/**
 * Why a candidate that was decided on does not come back yet: that takes two runs that ended after the decision. Undefined when it
 * does, or nobody has decided.
 */
export function whyDecided(last: Candidate | undefined, failed: readonly GatheredPacket[]): string | undefined {
  if (!last?.decidedAt || (last.state !== "accepted" && last.state !== "rejected")) return undefined;
  const decidedAt = last.decidedAt.toISOString();
  const since = failed.filter(({ of: { endedAt } }) => endedAt !== null && endedAt > decidedAt);
  if (new Set(since.map(({ of }) => `${of.repo} ${of.run}`)).size >= NEW_RUNS) return undefined;
  return `it was ${last.state}; it comes back when ${NEW_RUNS} runs have failed like this since`;
}
