import { compareText } from "../skill/order.ts";
import { divRound } from "./numbers.ts";
import type { ScorePolicy } from "./policy.ts";
import type { Unit } from "./unit.ts";
import { type ValuedUnit, valueUnits } from "./unit-value.ts";

/** The tasks of one intent as the one value they count for. */
export interface Cell {
  key: string;
  repo: string;
  kind: string;
  /** Mean value of its units, in millionths. */
  u: number;
  /** When its first unit ended. */
  first: string;
}

/** Intents of a score: one vote per (repo, intent). */
export function cellsByIntent(units: readonly (Unit | ValuedUnit)[], policy: ScorePolicy): Cell[] {
  return collapse(units, policy, ({ repo, intent }) => JSON.stringify([repo, intent]));
}

/** Intents of a comparison: one per (repo, kind, intent), so that each lies in one stratum. */
export function cellsByKind(units: readonly (Unit | ValuedUnit)[], policy: ScorePolicy): Cell[] {
  return collapse(units, policy, ({ repo, kind, intent }) => JSON.stringify([repo, kind, intent]));
}

/** Where like is compared with like: the same repo and kind of task. */
export function stratumKey({ repo, kind }: { repo: string; kind: string }): string {
  return JSON.stringify([repo, kind]);
}

/** Items by key, keys in code-unit order, items in their own order. Node 20, which the command line supports, lacks `Map.groupBy`. */
export function groupInOrder<T>(items: readonly T[], keyOf: (item: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups].toSorted(([a], [b]) => compareText(a, b));
}

function collapse(
  units: readonly (Unit | ValuedUnit)[],
  policy: ScorePolicy,
  keyOf: (unit: ValuedUnit) => string,
): Cell[] {
  const sums = new Map<string, { repo: string; kind: string; n: number; sumU: number; first: string }>();
  for (const unit of valueUnits(units, policy)) {
    if (!unit.value.included) continue;
    const { u, endedAt } = unit.value;
    const key = keyOf(unit);
    const sum = sums.get(key) ?? { repo: unit.repo, kind: unit.kind, n: 0, sumU: 0, first: endedAt };
    sum.n += 1;
    sum.sumU += u;
    if (endedAt < sum.first) sum.first = endedAt;
    sums.set(key, sum);
  }
  return [...sums]
    .map(([key, { repo, kind, n, sumU, first }]) => ({ key, repo, kind, u: divRound(sumU, n), first }))
    .toSorted((a, b) => compareText(a.first, b.first) || compareText(a.key, b.key));
}
