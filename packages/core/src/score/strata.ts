import { compareText } from "../skill/order.ts";
import { type Cell, cellsByKind, stratumKey } from "./cells.ts";
import { DEFAULT_POLICY } from "./defaults.ts";
import type { ScorePolicy } from "./policy.ts";
import type { Unit } from "./unit.ts";
import { type ValuedUnit, unitValue } from "./unit-value.ts";

/** Intents (`n`) and the sum of their values in millionths (`x`) in one repo and kind: 1 with the skill, 0 without. */
export interface ArmCounts {
  key: string;
  n1: number;
  x1: number;
  n0: number;
  x0: number;
}

export interface Stratum extends ArmCounts {
  repo: string;
  kind: string;
}

/** The skill of a version `<skill>@<number>`. */
export function skillOf(version: string): string {
  return version.slice(0, version.lastIndexOf("@"));
}

/** A version's baseline begins this long before its first unit. Source: scoring.md, section C. */
const BASELINE_DAYS = 30;
const DAY_MS = 86_400_000;

/** Where the baseline of a version begins whose first unit ended at `first`; with all time while there is none. ISO texts. */
export function baselineStart(first: string | null): string {
  return new Date((first === null ? 0 : Date.parse(first)) - BASELINE_DAYS * DAY_MS).toISOString();
}

/**
 * The two arms of a version: units that declare it, and as its baseline units that declare no version of the same skill and
 * ended at `from` or later. Source: scoring.md, section C.
 */
export function splitUnits(units: readonly Unit[], version: string, from = ""): { with: Unit[]; without: Unit[] } {
  const skill = skillOf(version);
  return {
    with: units.filter(({ skills }) => skills.includes(version)),
    without: units.filter(
      (unit) => !unit.skills.some((other) => skillOf(other) === skill) && (unitValue(unit).endedAt ?? "") >= from,
    ),
  };
}

/** Both arms by repo and kind, in order of their keys. One vote an intent in each arm and kind. */
export function strataOf(
  withUnits: readonly (Unit | ValuedUnit)[],
  withoutUnits: readonly (Unit | ValuedUnit)[],
  policy: ScorePolicy = DEFAULT_POLICY,
): Stratum[] {
  const strata = new Map<string, Stratum>();
  for (const cell of cellsByKind(withUnits, policy)) {
    const stratum = stratumOf(strata, cell);
    stratum.n1 += 1;
    stratum.x1 += cell.u;
  }
  for (const cell of cellsByKind(withoutUnits, policy)) {
    const stratum = stratumOf(strata, cell);
    stratum.n0 += 1;
    stratum.x0 += cell.u;
  }
  return [...strata.values()].toSorted((a, b) => compareText(a.key, b.key));
}

function stratumOf(strata: Map<string, Stratum>, cell: Cell): Stratum {
  const key = stratumKey(cell);
  const stratum = strata.get(key) ?? { key, repo: cell.repo, kind: cell.kind, n1: 0, x1: 0, n0: 0, x0: 0 };
  strata.set(key, stratum);
  return stratum;
}
