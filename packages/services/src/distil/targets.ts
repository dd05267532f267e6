import { compareText } from "@yardlet/core/skill";
import { findSkill, findSkillsById, findWaitingChange, type Db, type SkillRow, type VersionRow } from "@yardlet/db";
import type { Gathered } from "./gather.ts";
import type { LessonScope } from "./scope.ts";

/** The skills that packets of a scope name, and the number of the version in force of each that may be changed. */
export interface Targets {
  skills: ReadonlyMap<string, SkillRow>;
  baseVersions: Record<string, number>;
  /** Those of which a change is on its way into git: nothing is proposed for them now. */
  changing: string[];
}

/**
 * Which skills are meant by the names in packets: those that tasks declared; where only posted packets name it, the repo's own, then
 * the library's. A distillation of one skill is about that one.
 */
export async function findTargets(db: Db, scope: LessonScope, { packets, skillIds }: Gathered): Promise<Targets> {
  const skills = new Map<string, SkillRow>();
  if (scope.skill) skills.set(scope.skill.name, scope.skill);
  else {
    const declared = await findSkillsById(db, [...new Set(skillIds.values())]);
    for (const skill of declared) skills.set(skill.name, skill);
    const named = new Set(packets.flatMap(({ packet }) => packet.packet.skills.map(({ name }) => name)));
    for (const name of [...named].filter((one) => !skills.has(one))) {
      const skill = (await findSkill(db, scope.repo.id, name)) ?? (await findSkill(db, "library", name));
      if (skill) skills.set(name, skill);
    }
  }
  const alive = [...skills].flatMap(([name, skill]) => (isAlive(skill) ? [[name, skill.current.number] as const] : []));
  const changing: string[] = [];
  for (const [name, { id }] of skills) if (await findWaitingChange(db, id)) changing.push(name);
  return { skills, baseVersions: Object.fromEntries(alive), changing: changing.toSorted(compareText) };
}

/** Whether a skill may get a new version at all: it is in force where it is at home. A pinned one may, when a person says so. */
export function isAlive(skill: SkillRow): skill is SkillRow & { current: VersionRow } {
  return skill.state === "active" && skill.absentSince === null && skill.current !== null;
}
