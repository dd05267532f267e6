import type { EquipPlan, PlanAction, PlanEntry } from "@yardlet/core/equip";
import { columns } from "./columns.ts";
import type { Style } from "./style.ts";

const MARKS = {
  add: "green",
  update: "green",
  keep: "dim",
  remove: "yellow",
  conflict: "red",
  veto: "dim",
  gap: "yellow",
} as const satisfies Record<PlanAction, Parameters<Style>[0]>;

/** A plan as people read it, one line an entry. */
export function planLines({ entries }: EquipPlan, style: Style): string[] {
  const rows = entries.map((entry) => [
    entry.suggested ? `${entry.action}?` : entry.action,
    nameOf(entry),
    entry.reason,
  ]);
  return columns(rows).map((line, index) => {
    const entry = entries[index];
    return entry ? line.replace(entry.action, style(MARKS[entry.action], entry.action)) : line;
  });
}

function nameOf({ skill, version }: PlanEntry): string {
  return version === undefined ? skill : `${skill} v${version}`;
}
