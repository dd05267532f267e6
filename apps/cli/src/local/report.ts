import {
  type EquippedSkill,
  type Placed,
  type SkillListReport,
  type SkillSuggestReport,
  openGaps,
  suggestedSkills,
} from "@yardlet/core/equip";
import { type Assessment, type LocalState } from "./state.ts";

/** `yardlet skill list`: the state of a repository in one document. */
export function listReport(state: LocalState, { wanted, plan }: Assessment): SkillListReport {
  return {
    repo: state.root,
    detected: [...state.seen.detections],
    equipped: state.placed.flatMap(equippedSkill),
    available: state.skills
      .filter(({ tier }) => tier !== "internal")
      .map(({ name, tier, presets, description }) => ({ name, tier, presets, description })),
    suggested: suggestedSkills(plan),
    gaps: openGaps(wanted, plan),
  };
}

/** `yardlet skill suggest`: what `equip` without names would do, and what a person may add. */
export function suggestReport(state: LocalState, { wanted, plan }: Assessment): SkillSuggestReport {
  const likely = state.seen.detections.filter(({ confidence }) => confidence === "likely");
  const skillsOf = (preset: string) => wanted.offered.filter(({ why }) => why.includes(`preset:${preset}`));
  return {
    repo: state.root,
    suggested: suggestedSkills(plan),
    likely: likely
      .map(({ preset }) => ({ preset, skills: skillsOf(preset).map(({ name }) => name) }))
      .filter(({ skills }) => skills.length > 0),
    plan,
    gaps: openGaps(wanted, plan),
  };
}

/** A folder whose content cannot be read is not counted as equipped: no agent would load it. */
function equippedSkill({ name, entry, contentHash }: Placed): EquippedSkill[] {
  if (!contentHash) return [];
  return [{ name, version: entry?.version ?? null, hash: contentHash, why: entry?.why ?? [] }];
}
