import { formatDay } from "@/ui/format.ts";

/** Weeks as people name them: by the Monday they begin with; the last is the present one. */
export function weekLabels(mondays: readonly string[]): string[] {
  return mondays.map((monday, at) => (at === mondays.length - 1 ? "this week" : formatDay(new Date(monday))));
}
