import type { SkillDetail, SkillPreview } from "@yardlet/services";

interface Attempt {
  skill: Pick<SkillDetail["item"], "state" | "absentSince" | "homeSlug">;
  waiting: SkillDetail["waiting"];
  behind: boolean;
  changed: boolean;
  /** What the server says of this very text; undefined until it has looked. */
  preview: Pick<SkillPreview, "refused" | "unchanged"> | undefined;
  reason: string;
}

/** Why a draft cannot be saved now; undefined when it can. The server decides again. */
export function heldBy({ skill, waiting, behind, changed, preview, reason }: Attempt): string | undefined {
  if (skill.state !== "active") return `The skill is ${skill.state}: restore it first.`;
  if (skill.absentSince !== null) return `The skill is gone from ${skill.homeSlug}: restore it first.`;
  if (behind) return "First put your work together with the version in force.";
  if (waiting && !waiting.stopped) return `A change by ${waiting.by} is on its way: wait until it is in force.`;
  if (!changed || preview?.unchanged) return "Nothing is changed yet.";
  if (preview?.refused) return "The checks find what keeps it from being saved: mend that first.";
  return reason.trim() === "" ? "Say why, for those who come after you." : undefined;
}
