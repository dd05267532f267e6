import { compareText } from "../skill/order.ts";
import type { Criterion, RunRole } from "./record.ts";

/** What a run says about the criteria of its task. */
export interface CriteriaSource {
  run: string;
  role: RunRole;
  /** Null while the run is open: it counts as the latest. */
  endedAt: string | null;
  criteria: readonly Criterion[];
}

/**
 * The known criteria of a task: the union over its builder's records. The latest text wins, by (end, run); an id never vanishes.
 * In the order in which the ids first appeared.
 */
export function knownCriteria(runs: readonly CriteriaSource[]): Criterion[] {
  const builders = runs.filter(({ role }) => role === "builder").toSorted(compareEnds);
  const criteria = builders.flatMap((run) => run.criteria);
  return [...new Map(criteria.map((criterion) => [criterion.id, criterion])).values()];
}

/** Runs in their one order: by end, then run; those that have not ended come last. */
export function compareEnds(a: { run: string; endedAt: string | null }, b: { run: string; endedAt: string | null }) {
  if (a.endedAt === null || b.endedAt === null) {
    return Number(a.endedAt === null) - Number(b.endedAt === null) || compareText(a.run, b.run);
  }
  return compareText(a.endedAt, b.endedAt) || compareText(a.run, b.run);
}
