import type { ScorePolicy, Uplift } from "@yardlet/core/score";
import { compareText } from "@yardlet/core/skill";
import { listStandings, loadKindCells, loadRolls, type Db, type RollRow, type StandingRow } from "@yardlet/db";
import { placeOf, shareOf } from "./brief.ts";
import type { CompareCell, CompareMode, CompareQuery, CompareRow } from "./compare.ts";
import type { ChosenVersion } from "./compare-versions.ts";

/** A row before it is answered. */
export type Draft = CompareRow & { versionId: string };

export interface Reading {
  db: Db;
  chosen: readonly ChosenVersion[];
  query: CompareQuery;
  policy: ScorePolicy;
  /** The row is of the epoch that holds. */
  inForce: (row: { versionId: string; epoch: number }) => boolean;
  /** The slug of a repo that is asked for. */
  named: (repoId: string | null) => string | undefined;
}

/** Scores over all repos: the rows are known before their cells are, and only the cells of rows that show are read. */
export function isWhole({ mode, kind, repos, sort }: CompareQuery): boolean {
  return mode === "score" && kind === undefined && repos === undefined && !sort.startsWith("repo:");
}

export const READERS = {
  score: (read) => {
    if (read.query.kind !== undefined) return readKind(read, read.query.kind);
    return isWhole(read.query) ? readWhole(read) : readByRepo(read);
  },
  uplift: (read) => readStandings(read, upliftRow),
  versions: (read) => readStandings(read, versionsRow),
} as const satisfies Record<CompareMode, (read: Reading) => Promise<Draft[]>>;

async function readWhole({ db, chosen, policy, inForce }: Reading): Promise<Draft[]> {
  const rolls = await loadRolls(db, { versionIds: chosen.map(({ versionId }) => versionId), by: "version" });
  const byVersion = new Map(rolls.filter(inForce).map((roll) => [roll.versionId, roll]));
  return chosen.map((version) =>
    draft(version, { all: rollCell(byVersion.get(version.versionId), policy), cells: {} }),
  );
}

export async function withCells(read: Reading, rows: readonly Draft[]): Promise<Draft[]> {
  const cells = await cellsByRepo(
    read,
    rows.map(({ versionId }) => versionId),
  );
  const byVersion = Map.groupBy(cells, ({ versionId }) => versionId);
  return rows.map((row) => ({ ...row, cells: cellsOf(byVersion.get(row.versionId) ?? []) }));
}

async function readByRepo(read: Reading): Promise<Draft[]> {
  const cells = await cellsByRepo(
    read,
    read.chosen.map(({ versionId }) => versionId),
  );
  return pooled(read, cells);
}

async function readKind(read: Reading, kind: string): Promise<Draft[]> {
  const { db, chosen, policy, inForce, named } = read;
  const strata = await loadKindCells(db, { versionIds: chosen.map(({ versionId }) => versionId), kind });
  const cells = strata.flatMap((stratum) => {
    const slug = named(stratum.repoId);
    if (slug === undefined || !inForce(stratum)) return [];
    const { versionId, n, x } = stratum;
    return [{ versionId, slug, n, x, cell: scoreCell(x, n, policy) }];
  });
  return pooled(read, cells);
}

interface PlacedCell {
  versionId: string;
  slug: string;
  /** Intents and the sum of their values in millionths. */
  n: number;
  x: number;
  cell: CompareCell;
}

async function cellsByRepo({ db, policy, inForce, named }: Reading, versionIds: string[]): Promise<PlacedCell[]> {
  const rolls = await loadRolls(db, { versionIds, by: "repo" });
  return rolls.flatMap((roll) => {
    const slug = named(roll.repoId);
    if (slug === undefined || roll.units === 0 || !inForce(roll)) return [];
    return [{ versionId: roll.versionId, slug, n: roll.intents, x: roll.sumU, cell: rollCell(roll, policy) }];
  });
}

/** Each version with its cells, and all of them together. */
function pooled({ chosen, policy }: Reading, cells: readonly PlacedCell[]): Draft[] {
  const byVersion = Map.groupBy(cells, ({ versionId }) => versionId);
  return chosen.map((version) => {
    const own = byVersion.get(version.versionId) ?? [];
    const sum = (of: "n" | "x") => own.reduce((all, cell) => all + cell[of], 0);
    return draft(version, { all: scoreCell(sum("x"), sum("n"), policy), cells: cellsOf(own) });
  });
}

function cellsOf(cells: readonly PlacedCell[]): CompareRow["cells"] {
  return Object.fromEntries(cells.map(({ slug, cell }) => [slug, cell]));
}

function rollCell(roll: RollRow | undefined, policy: ScorePolicy): CompareCell {
  return scoreCell(roll?.sumU ?? 0, roll?.intents ?? 0, policy);
}

function scoreCell(x: number, n: number, policy: ScorePolicy): CompareCell {
  const { rate, lo, hi } = shareOf(x, n, policy);
  return { place: placeOf({ lo, hi, intents: n }, policy), value: rate, lo, hi, n };
}

async function readStandings(
  { db, chosen, inForce, named, policy }: Reading,
  draw: (standing: StandingRow, named: Reading["named"], policy: ScorePolicy) => Drawn,
): Promise<Draft[]> {
  const standings = await listStandings(
    db,
    chosen.map(({ versionId }) => versionId),
  );
  const byVersion = new Map(standings.filter(inForce).map((standing) => [standing.versionId, standing]));
  return chosen.map((version) => {
    const standing = byVersion.get(version.versionId);
    return draft(version, standing ? draw(standing, named, policy) : { all: NOTHING, cells: {} });
  });
}

const NOTHING: CompareCell = { place: "few", value: null, lo: null, hi: null, n: 0 };

function upliftRow({ uplift, comparison }: StandingRow, named: Reading["named"]): Drawn {
  return {
    all: differenceCell(uplift),
    cells: Object.fromEntries(
      comparison.repos.flatMap(({ repo, uplift: here }) => {
        const slug = named(repo);
        return slug === undefined ? [] : [[slug, differenceCell(here)]];
      }),
    ),
  };
}

function versionsRow({ comparison: { against } }: StandingRow, _named: Reading["named"], policy: ScorePolicy): Drawn {
  if (!against) return { all: NOTHING, cells: {} };
  const { number, state, effect, pairs } = against;
  const few = pairs < policy.regressMinPairs ? ({ why: "too_few_pairs" } as const) : {};
  return { all: { ...differenceCell(effect), n: pairs, ...few }, cells: {}, against: { number, state } };
}

function differenceCell({ comparable, reason, rd, lo, hi, withIntents, withoutIntents }: Uplift): CompareCell {
  const counts = { n: withIntents, others: withoutIntents, ...(reason === null ? {} : { why: reason }) };
  if (!comparable || lo === null || hi === null) return { place: "few", value: rd, lo, hi, ...counts };
  return { place: lo > 0 ? "above" : hi < 0 ? "below" : "undecided", value: rd, lo, hi, ...counts };
}

/** What a reader finds out about a version. */
type Drawn = Pick<CompareRow, "all" | "cells"> & { against?: CompareRow["against"] };

function draft(
  { home, name, number, inForce, versionId }: ChosenVersion,
  { all, cells, against = null }: Drawn,
): Draft {
  return { versionId, home, name, version: number, inForce, all, cells, against };
}

export function columnsOf(rows: readonly CompareRow[]): string[] {
  const weight = new Map<string, number>();
  for (const [slug, { n }] of rows.flatMap((row) => Object.entries(row.cells))) {
    weight.set(slug, (weight.get(slug) ?? 0) + n);
  }
  return [...weight].toSorted(([a, x], [b, y]) => y - x || compareText(a, b)).map(([slug]) => slug);
}
