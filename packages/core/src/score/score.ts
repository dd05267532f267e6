import { cellsByIntent } from "./cells.ts";
import { DEFAULT_POLICY } from "./defaults.ts";
import type { ScorePolicy } from "./policy.ts";
import type { Score } from "./results.ts";
import { addRoll, emptyRoll, rollOfCell, rollOfUnit, scoreOfRoll } from "./rollup.ts";
import type { Unit } from "./unit.ts";
import { type ValuedUnit, valueUnits } from "./unit-value.ts";

/**
 * The score of one skill version from the units that declared it: the mean over intents of the mean over their units, with
 * interval, grade and bet. The order of the units does not matter. Source: scoring.md, sections A and B.
 */
export function scoreUnits(units: readonly (Unit | ValuedUnit)[], policy: ScorePolicy = DEFAULT_POLICY): Score {
  const valued = valueUnits(units, policy);
  const parts = [
    ...valued.map(({ value }) => rollOfUnit(value, 1)),
    ...cellsByIntent(valued, policy).map(({ u }) => rollOfCell(null, u, policy)),
  ];
  return scoreOfRoll(parts.reduce(addRoll, emptyRoll(policy)), countExcluded(valued), policy);
}

function countExcluded(units: readonly ValuedUnit[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { value } of units) {
    if (!value.included) counts.set(value.reason, (counts.get(value.reason) ?? 0) + 1);
  }
  return Object.fromEntries(counts);
}
