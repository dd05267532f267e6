import { cellMean, emptyRoll, addRoll, rollOfCell, rollOfUnit, type RollSums } from "./rollup.ts";
import type { ScorePolicy } from "./policy.ts";

/** Who did a task: an agent, and its model where that was said. */
export interface Worker {
  agent: string;
  model: string | null;
}

/** A unit as it counts: where it lies, its value, and the versions it declares. */
export interface CountedUnit {
  pk: number;
  repoId: string;
  kind: string;
  intent: string;
  worker: Worker | null;
  value: {
    included: boolean;
    reason: string | null;
    u: number | null;
    review: number | null;
    firstTry: number | null;
    retry: number | null;
    endedAt: string | null;
  };
  shares: readonly { versionId: string; epoch: number; reason: string | null }[];
}

export interface VersionKey {
  versionId: string;
  epoch: number;
}
export interface BetKey extends VersionKey {
  repoId: string;
  intent: string;
}
export interface CellKey extends BetKey {
  kind: string;
}
/** How much a cell's count and sum change. */
export interface CellChange {
  n: number;
  sumU: number;
}
export interface RollKey extends VersionKey {
  repoId: string;
}
/** Work of one sort by one worker; `model` is empty where it was not said, since it is part of a key. */
export interface WorkKey {
  agent: string;
  model: string;
  repoId: string;
  kind: string;
}
export interface WorkCellKey extends WorkKey {
  intent: string;
}

/** What replacing some units by others changes in the rollups; every list is sorted by its key. */
export interface RollupChanges {
  bets: (BetKey & CellChange)[];
  cells: (CellKey & CellChange)[];
  rolls: (RollKey & { sums: RollSums })[];
  excluded: (RollKey & { reason: string; n: number })[];
  weeks: (VersionKey & { week: string; units: number; sumU: number })[];
  repoWeeks: { repoId: string; week: string; units: number; firstTry: number; reviewed: number; sumReview: number }[];
  work: (WorkCellKey & CellChange)[];
}

/**
 * The changes that turn the rollups of `before` into those of `after` (scoring.md F). The parts of a roll that depend on the
 * mean of an intent follow from the cells as they stand afterwards: `rollsAfter`, `strataOfCells`.
 */
export function rollupChanges(
  before: readonly CountedUnit[],
  after: readonly CountedUnit[],
  policy: ScorePolicy,
): RollupChanges {
  const bets = new Sums<BetKey, CellChange>();
  const cells = new Sums<CellKey, CellChange>();
  const rolls = new Map<string, RollKey & { sums: RollSums }>();
  const excluded = new Sums<RollKey & { reason: string }, { n: number }>();
  const weeks = new Sums<VersionKey & { week: string }, { units: number; sumU: number }>();
  const repoWeeks = new Sums<
    { repoId: string; week: string },
    { units: number; firstTry: number; reviewed: number; sumReview: number }
  >();
  const work = new Sums<WorkCellKey, CellChange>();
  const count = (unit: CountedUnit, sign: 1 | -1) => {
    const { repoId, kind, intent, worker, value } = unit;
    if (value.u !== null && worker !== null) {
      const { agent, model } = worker;
      work.add({ agent, model: model ?? "", repoId, kind, intent }, { n: sign, sumU: sign * value.u });
    }
    const week = value.endedAt ? weekOf(value.endedAt) : undefined;
    if (value.u !== null && week !== undefined) {
      const reviewed = value.review === null ? 0 : sign;
      repoWeeks.add(
        { repoId, week },
        {
          units: sign,
          firstTry: value.firstTry === null || value.firstTry === 0 ? 0 : sign,
          reviewed,
          sumReview: sign * (value.review ?? 0),
        },
      );
    }
    for (const { versionId, epoch, reason } of unit.shares) {
      const version = { versionId, epoch };
      if (reason !== null || value.u === null) {
        excluded.add({ ...version, repoId, reason: reason ?? value.reason ?? "open" }, { n: sign });
        continue;
      }
      const change = { n: sign, sumU: sign * value.u };
      bets.add({ ...version, repoId, intent }, change);
      cells.add({ ...version, repoId, kind, intent }, change);
      if (week !== undefined) weeks.add({ ...version, week }, { units: sign, sumU: sign * value.u });
      const key = rollKey({ ...version, repoId });
      const sums = rolls.get(key)?.sums ?? emptyRoll(policy);
      rolls.set(key, { ...version, repoId, sums: addRoll(sums, rollOfUnit(value, sign)) });
    }
  };
  for (const unit of before) count(unit, -1);
  for (const unit of after) count(unit, 1);
  return {
    bets: bets.rows(),
    cells: cells.rows(),
    rolls: [...rolls].toSorted(byText).map(([, row]) => row),
    excluded: excluded.rows(),
    weeks: weeks.rows(),
    repoWeeks: repoWeeks.rows(),
    work: work.rows(),
  };
}

/**
 * The changes of rolls whole: the sums of the units, and what follows from the means of their bets. `after` are the changed bets
 * that were there before, as they stand now; a bet that is not among them is new.
 */
export function rollsAfter(
  changes: Pick<RollupChanges, "bets" | "rolls">,
  after: readonly (BetKey & CellChange)[],
  policy: ScorePolicy,
): RollupChanges["rolls"] {
  const now = new Map(after.map((cell) => [betKey(cell), cell]));
  const rolls = new Map(changes.rolls.map((roll) => [rollKey(roll), roll]));
  for (const change of changes.bets) {
    const cell = now.get(betKey(change)) ?? change;
    const before = cellMean(cell.n - change.n, cell.sumU - change.sumU);
    const sums = rollOfCell(before, cellMean(cell.n, cell.sumU), policy);
    const { versionId, epoch, repoId } = change;
    const key = rollKey(change);
    rolls.set(key, { versionId, epoch, repoId, sums: addRoll(rolls.get(key)?.sums ?? emptyRoll(policy), sums) });
  }
  return [...rolls].toSorted(byText).map(([, row]) => row);
}

/** What changed rolls add to the totals of their versions, in order of their keys. */
export function totalsOf(rolls: RollupChanges["rolls"]): (VersionKey & { sums: RollSums })[] {
  const totals = new Map<string, VersionKey & { sums: RollSums }>();
  for (const { versionId, epoch, sums } of rolls) {
    const key = JSON.stringify([versionId, epoch]);
    const before = totals.get(key)?.sums;
    totals.set(key, { versionId, epoch, sums: before ? addRoll(before, sums) : sums });
  }
  return [...totals].toSorted(byText).map(([, total]) => total);
}

/** What changed cells add to their strata: intents, and the sum of their means. `after` as for `rollsAfter`. */
export function strataOfCells(
  changes: readonly (CellKey & CellChange)[],
  after: readonly (CellKey & CellChange)[],
): (RollKey & { kind: string; n: number; x: number })[] {
  return sumsOfMeans(changes, after, cellKey, ({ versionId, epoch, repoId, kind }) => ({
    versionId,
    epoch,
    repoId,
    kind,
  }));
}

/** What changed strata add to the totals of their versions by kind, in order of their keys. */
export function kindsOfStrata(
  strata: readonly (VersionKey & { kind: string; n: number; x: number })[],
): (VersionKey & { kind: string; n: number; x: number })[] {
  const kinds = new Map<string, VersionKey & { kind: string; n: number; x: number }>();
  for (const { versionId, epoch, kind, n, x } of strata) {
    const key = JSON.stringify([versionId, epoch, kind]);
    const before = kinds.get(key);
    kinds.set(key, { versionId, epoch, kind, n: n + (before?.n ?? 0), x: x + (before?.x ?? 0) });
  }
  return [...kinds].toSorted(byText).map(([, row]) => row);
}

/** As `strataOfCells`, for the work of agents and models. */
export function workOfCells(
  changes: readonly (WorkCellKey & CellChange)[],
  after: readonly (WorkCellKey & CellChange)[],
): (WorkKey & { n: number; x: number })[] {
  return sumsOfMeans(changes, after, workKey, ({ agent, model, repoId, kind }) => ({ agent, model, repoId, kind }));
}

function sumsOfMeans<Cell extends CellChange, Key extends object>(
  changes: readonly Cell[],
  after: readonly Cell[],
  nameOf: (cell: Cell) => string,
  keyOf: (cell: Cell) => Key,
): (Key & { n: number; x: number })[] {
  const now = new Map(after.map((cell) => [nameOf(cell), cell]));
  const strata = new Sums<Key, { n: number; x: number }>();
  for (const change of changes) {
    const cell = now.get(nameOf(change)) ?? change;
    const before = cellMean(cell.n - change.n, cell.sumU - change.sumU);
    const mean = cellMean(cell.n, cell.sumU);
    strata.add(keyOf(change), {
      n: Number(mean !== null) - Number(before !== null),
      x: (mean ?? 0) - (before ?? 0),
    });
  }
  return strata.rows();
}

/** The Monday of a time's week, as `YYYY-MM-DD`. */
export function weekOf(time: string): string {
  const day = Math.floor(Date.parse(time) / DAY_MS);
  return new Date((day - ((day + 3) % 7)) * DAY_MS).toISOString().slice(0, 10);
}

const DAY_MS = 86_400_000;

function rollKey({ versionId, epoch, repoId }: RollKey): string {
  return JSON.stringify([versionId, epoch, repoId]);
}

function betKey({ versionId, epoch, repoId, intent }: BetKey): string {
  return JSON.stringify([versionId, epoch, repoId, intent]);
}

function cellKey(key: CellKey): string {
  return JSON.stringify([key.kind, betKey(key)]);
}

function workKey({ agent, model, repoId, kind, intent }: WorkCellKey): string {
  return JSON.stringify([agent, model, repoId, kind, intent]);
}

function byText([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Sums by key; what adds up to nothing is left out. */
class Sums<K extends object, V extends { [N in keyof V]: number }> {
  readonly #rows = new Map<string, { key: K; sums: V }>();

  add(key: K, change: V): void {
    const text = JSON.stringify(Object.values(key));
    const row = this.#rows.get(text);
    this.#rows.set(text, { key, sums: row ? plus(row.sums, change) : change });
  }

  rows(): (K & V)[] {
    return [...this.#rows]
      .filter(([, { sums }]) => Object.values<number>(sums).some((value) => value !== 0))
      .toSorted(byText)
      .map(([, { key, sums }]) => ({ ...key, ...sums }));
  }
}

function plus<V extends { [N in keyof V]: number }>(a: V, b: V): V {
  const sum = { ...a };
  for (const name in b) if (Object.hasOwn(b, name)) Object.assign(sum, { [name]: a[name] + b[name] });
  return sum;
}
