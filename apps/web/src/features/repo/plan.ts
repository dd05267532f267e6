import type { PlanEntry } from "@yardlet/core/equip";
import type { RepoDetail, SkillChange } from "@yardlet/services";
import { capital } from "@/ui/format.ts";

const WRITES = new Set(["add", "update", "remove"]);

/** What equipping would write now and no job writes already. */
export function suggestedChanges({ plan, underWay }: Pick<RepoDetail, "plan" | "underWay">): PlanEntry[] {
  const taken = new Set(underWay.map((change) => change.skill));
  return plan.filter((entry) => WRITES.has(entry.action) && !entry.suggested && !taken.has(entry.skill));
}

/** Removals that Yardlet only suggests: nothing wants the skill any more. */
export function suggestedRemovals({ plan, underWay }: Pick<RepoDetail, "plan" | "underWay">): PlanEntry[] {
  const taken = new Set(underWay.map((change) => change.skill));
  return plan.filter((entry) => entry.action === "remove" && entry.suggested && !taken.has(entry.skill));
}

/** The words of the button that does all of it: `Equip 4 suggested`, `Equip 4, update 1`, `Update 1 skill`. */
export function equipWords(changes: readonly Pick<SkillChange, "action">[]): string {
  const count = (action: SkillChange["action"]) => changes.filter((change) => change.action === action).length;
  const [add, update, remove] = [count("add"), count("update"), count("remove")];
  if (update + remove === 0) return `Equip ${add} suggested`;
  const parts = [
    ...(add > 0 ? [`equip ${add}`] : []),
    ...(update > 0 ? [`update ${update}`] : []),
    ...(remove > 0 ? [`remove ${remove}`] : []),
  ];
  return capital(parts.length === 1 ? `${parts[0]} ${changes.length === 1 ? "skill" : "skills"}` : parts.join(", "));
}

/** What a person may do about a conflict: by where the skill lies. */
export function conflictActions(
  entry: PlanEntry,
  equipped: readonly { name: string }[],
): readonly ("equip" | "unequip" | "veto")[] {
  if (entry.fromVersion === undefined) return ["veto"];
  return equipped.some((skill) => skill.name === entry.skill) ? ["unequip"] : ["equip", "unequip"];
}
