import { type RollSums, addRoll, cellMean, emptyRoll, rollOfCell, rollOfUnit, scoreOfRoll } from "../rollup.ts";
import type { Score, Uplift } from "../results.ts";
import { type Stratum, skillOf } from "../strata.ts";
import type { Unit } from "../unit.ts";
import { type UnitValue, unitValue } from "../unit-value.ts";
import { upliftOf } from "../uplift.ts";

interface Sum {
  n: number;
  sumU: number;
}

const NONE: Sum = { n: 0, sumU: 0 };
const ALL = "*";

/**
 * The tables of a rollup as maps. A cell lies under an arm: a version, a skill (any of its versions), or all units. The
 * baseline of a version is what all units have and its skill has not.
 */
export class RollupTables {
  readonly #cells = new Map<string, Sum>();
  readonly #bets = new Map<string, Sum>();
  readonly #rolls = new Map<string, RollSums>();
  readonly #excluded = new Map<string, Map<string, number>>();

  /** Replaces one unit by another; null is none. */
  change(before: Unit | null, after: Unit | null): void {
    if (before) this.#count(before, unitValue(before), -1);
    if (after) this.#count(after, unitValue(after), 1);
  }

  score(version: string): Score {
    const excluded = Object.fromEntries(this.#excluded.get(version) ?? []);
    return scoreOfRoll(this.#rolls.get(version) ?? emptyRoll(), excluded);
  }

  uplift(version: string): Uplift {
    const strata = new Map<string, Stratum>();
    for (const [key, cell] of this.#cells) {
      const [arm = "", repo = "", kind = "", intent = ""] = partsOf(key);
      if (arm !== version && arm !== ALL) continue;
      const [one, zero] = arm === version ? [cell, NONE] : [NONE, this.#baseline(version, repo, kind, intent, cell)];
      const stratum = keyOf(repo, kind);
      const sum = strata.get(stratum) ?? { key: stratum, repo, kind, n1: 0, x1: 0, n0: 0, x0: 0 };
      strata.set(stratum, {
        ...sum,
        n1: sum.n1 + Math.sign(one.n),
        x1: sum.x1 + (cellMean(one.n, one.sumU) ?? 0),
        n0: sum.n0 + Math.sign(zero.n),
        x0: sum.x0 + (cellMean(zero.n, zero.sumU) ?? 0),
      });
    }
    return upliftOf([...strata.values()]);
  }

  #baseline(version: string, repo: string, kind: string, intent: string, all: Sum): Sum {
    const own = this.#cells.get(keyOf(skillOf(version), repo, kind, intent)) ?? NONE;
    return { n: all.n - own.n, sumU: all.sumU - own.sumU };
  }

  #count({ repo, kind = "", intent, skills }: Unit, value: UnitValue, sign: 1 | -1): void {
    if (!value.included) return this.#exclude(skills, value.reason, sign);
    for (const arm of new Set([ALL, ...skills, ...skills.map(skillOf)])) {
      add(this.#cells, keyOf(arm, repo, kind, intent), value.u, sign);
    }
    for (const version of skills) {
      const { before, after } = add(this.#bets, keyOf(version, repo, intent), value.u, sign);
      const change = rollOfCell(cellMean(before.n, before.sumU), cellMean(after.n, after.sumU));
      const roll = this.#rolls.get(version) ?? emptyRoll();
      this.#rolls.set(version, [rollOfUnit(value, sign), change].reduce(addRoll, roll));
    }
  }

  #exclude(versions: readonly string[], reason: string, sign: 1 | -1): void {
    for (const version of versions) {
      const counts = this.#excluded.get(version) ?? new Map<string, number>();
      this.#excluded.set(version, counts.set(reason, (counts.get(reason) ?? 0) + sign));
    }
  }
}

function add(sums: Map<string, Sum>, key: string, u: number, sign: 1 | -1): { before: Sum; after: Sum } {
  const before = sums.get(key) ?? NONE;
  const after = { n: before.n + sign, sumU: before.sumU + sign * u };
  sums.set(key, after);
  return { before, after };
}

function keyOf(...parts: string[]): string {
  return parts.join("\0");
}

function partsOf(key: string): string[] {
  return key.split("\0");
}
