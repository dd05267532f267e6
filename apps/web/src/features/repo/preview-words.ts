import type { PlanEntry } from "@yardlet/core/equip";
import type { PreviewResult } from "@yardlet/services";
import { formatCount } from "@/ui/format.ts";

/** Skills that equipping would place or bring up to date. */
export function addedSkills(plan: readonly PlanEntry[]): PlanEntry[] {
  return plan.filter(({ action }) => action === "add" || action === "update");
}

const DELIVERIES = {
  commit: undefined,
  branch: "on a branch",
  none: "read-only: a patch to take",
} as const;

/** What else is worth knowing before a repo is added. */
export function noteOf(result: Extract<PreviewResult, { ok: true }>): string {
  const conflicts = result.plan.filter(({ action }) => action === "conflict").length;
  const notes = [
    result.commit === null ? "no commit yet" : result.branch,
    DELIVERIES[result.delivery],
    result.gaps.length > 0 ? formatCount(result.gaps.length, "gap") : undefined,
    conflicts > 0 ? `${formatCount(conflicts, "own skill")}, left alone` : undefined,
    result.budget.used > result.budget.limit ? "over the listing budget" : undefined,
    result.note,
  ];
  return notes.filter(Boolean).join(", ");
}
