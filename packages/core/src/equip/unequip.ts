import { sortedPlan } from "./plan.ts";
import type { EquipPlan, Found, Placed, PlanEntry } from "./types.ts";

/**
 * What unequipping these names would do. What Yardlet placed is removed, hand edits included: they stay in the history. A name
 * that is not placed is vetoed all the same. What Yardlet did not place is a conflict: its owner removes it.
 */
export function planUnequip(input: {
  names: readonly string[];
  placed: readonly Placed[];
  found: readonly Found[];
}): EquipPlan {
  const placed = new Map(input.placed.map((folder) => [folder.name, folder]));
  const found = new Map(input.found.map((find) => [find.name, find]));
  return sortedPlan([...new Set(input.names)].map((name) => entryOf(name, placed.get(name), found.get(name))));
}

function entryOf(skill: string, placed: Placed | undefined, found: Found | undefined): PlanEntry {
  const entry = placed?.entry;
  if (entry) {
    const gone = placed.treeHash === undefined;
    const edited = !gone && placed.treeHash !== entry.tree_hash;
    const note = gone
      ? "; its folder was already removed by hand"
      : edited
        ? "; the edits made by hand stay in the history"
        : "";
    return {
      action: "remove",
      skill,
      fromVersion: entry.version,
      why: entry.why,
      reason: `unequipped by hand${note}`,
      suggested: false,
    };
  }
  const line = { skill, why: [], suggested: false };
  if (placed) return { ...line, action: "conflict", reason: "Yardlet did not place this folder; remove it yourself" };
  if (found) {
    return {
      ...line,
      action: "conflict",
      reason: `it lies at ${found.path}, which Yardlet only reads; remove it yourself`,
    };
  }
  return { ...line, action: "veto", reason: "not equipped; vetoed from now on" };
}
