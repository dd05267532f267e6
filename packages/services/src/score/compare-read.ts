import { placeOf, type RepoUplift, type ScorePolicy, type Uplift } from "@yardlet/core/score";
import { compareText } from "@yardlet/core/skill";
import {
  listStandingHeads,
  listStandings,
  loadColumns,
  loadScoreCells,
  type Db,
  type ScoreCell,
  type StandingHead,
} from "@yardlet/db";
import { shareOf } from "./brief.ts";
import type { CompareCell, CompareMode, CompareQuery, CompareRow } from "./compare.ts";
import type { ChosenVersion } from "./compare-versions.ts";

/** A row before it is answered. */
export type Draft = CompareRow & Pick<ChosenVersion, "versionId" | "skillId">;

export interface Reading {
  db: Db;
  chosen: readonly ChosenVersion[];
  query: CompareQuery;
  policy: ScorePolicy;
  /** The epoch of a skill that holds. */
  epochOf: (skillId: string) => number;
  /** The row is of the epoch that holds. */
  inForce: (row: { versionId: string; epoch: number }) => boolean;
  /** Repos that are asked for, by id. */
  slugs: ReadonlyMap<string, string>;
  /** The ids of the repos that are asked for by name; undefined asks for all. */
  repoIds: readonly string[] | undefined;
}

interface Reader {
  /** Every row with what all repos together say. */
  rows: (read: Reading) => Promise<Draft[]>;
  /** Some rows with their cells in these repos: only what shows, or sorts, is read repo by repo. */
  withCells: (read: Reading, rows: readonly Draft[], repoIds: readonly string[]) => Promise<Draft[]>;
  /** The ids of the repos that some rows have cells in, those with most evidence first. */
  columns: (read: Reading, rows: readonly Draft[]) => Promise<string[]>;
}

export const READERS = {
  score: { rows: scoreRows, withCells: cellsOfScores, columns: columnsOfScores },
  uplift: {
    rows: (read) => standingRows(read, ({ uplift }) => ({ all: differenceCell(uplift), cells: {} })),
    withCells: cellsOfUplifts,
    columns: columnsOfUplifts,
  },
  versions: {
    rows: (read) => standingRows(read, versionsOf),
    withCells: async (_read, rows) => [...rows],
    columns: async () => [],
  },
} as const satisfies Record<CompareMode, Reader>;

async function scoreRows(read: Reading): Promise<Draft[]> {
  const { chosen, policy } = read;
  const cells = await cellsOf(read, { versionIds: chosen.map(({ versionId }) => versionId), by: "version" });
  const byVersion = new Map(cells.map((cell) => [cell.versionId, cell]));
  return chosen.map((version) => {
    const { n, x } = byVersion.get(version.versionId) ?? { n: 0, x: 0 };
    return draft(version, { all: scoreCell(x, n, policy), cells: {} });
  });
}

async function cellsOfScores(read: Reading, rows: readonly Draft[], repoIds: readonly string[]): Promise<Draft[]> {
  const versionIds = rows.map(({ versionId }) => versionId);
  const cells = repoIds.length === 0 ? [] : await cellsOf({ ...read, repoIds }, { versionIds, by: "repo" });
  const byVersion = Map.groupBy(cells, ({ versionId }) => versionId);
  return rows.map((row) => ({
    ...row,
    cells: Object.fromEntries(
      (byVersion.get(row.versionId) ?? []).flatMap(({ repoId: id, n, x }) => {
        const slug = read.slugs.get(id ?? "");
        return slug === undefined ? [] : [[slug, scoreCell(x, n, read.policy)]];
      }),
    ),
  }));
}

async function columnsOfScores(read: Reading, rows: readonly Draft[]): Promise<string[]> {
  const { db, query, repoIds, epochOf, slugs } = read;
  const columns = await loadColumns(db, {
    versions: rows.map(({ versionId, skillId }) => ({ versionId, epoch: epochOf(skillId) })),
    ...(query.kind === undefined ? {} : { kind: query.kind }),
    ...(repoIds === undefined ? {} : { repoIds }),
  });
  return byWeight(slugs, new Map(columns.map(({ repoId, n }) => [repoId, n])));
}

async function cellsOf(
  { db, query: { kind }, repoIds, inForce }: Reading,
  wanted: { versionIds: string[]; by: "version" | "repo" },
): Promise<ScoreCell[]> {
  const cells = await loadScoreCells(db, {
    ...wanted,
    ...(kind === undefined ? {} : { kind }),
    ...(repoIds === undefined ? {} : { repoIds }),
  });
  return cells.filter(inForce);
}

function scoreCell(x: number, n: number, policy: ScorePolicy): CompareCell {
  const { rate, lo, hi } = shareOf(x, n, policy);
  return { place: placeOf({ lo, hi, intents: n }, policy), value: rate, lo, hi, n };
}

async function standingRows(
  { db, chosen, inForce, policy }: Reading,
  draw: (standing: StandingHead, policy: ScorePolicy) => Drawn,
): Promise<Draft[]> {
  const standings = await listStandingHeads(
    db,
    chosen.map(({ versionId }) => versionId),
  );
  const byVersion = new Map(standings.filter(inForce).map((standing) => [standing.versionId, standing]));
  return chosen.map((version) => {
    const standing = byVersion.get(version.versionId);
    return draft(version, standing ? draw(standing, policy) : { all: NOTHING, cells: {} });
  });
}

async function cellsOfUplifts(
  { db, slugs, inForce }: Reading,
  rows: readonly Draft[],
  repoIds: readonly string[],
): Promise<Draft[]> {
  const byVersion = await upliftsOf(db, rows, inForce);
  return rows.map((row) => ({
    ...row,
    cells: Object.fromEntries(
      (byVersion.get(row.versionId) ?? []).flatMap(({ repo, uplift }) => {
        const slug = repoIds.includes(repo) ? slugs.get(repo) : undefined;
        return slug === undefined ? [] : [[slug, differenceCell(uplift)]];
      }),
    ),
  }));
}

async function columnsOfUplifts({ db, slugs, inForce }: Reading, rows: readonly Draft[]): Promise<string[]> {
  const weight = new Map<string, number>();
  for (const { repo, uplift } of [...(await upliftsOf(db, rows, inForce)).values()].flat()) {
    weight.set(repo, (weight.get(repo) ?? 0) + uplift.withIntents);
  }
  return byWeight(slugs, weight);
}

async function upliftsOf(
  db: Db,
  rows: readonly Draft[],
  inForce: Reading["inForce"],
): Promise<Map<string, RepoUplift[]>> {
  const standings = await listStandings(
    db,
    rows.map(({ versionId }) => versionId),
  );
  return new Map(standings.filter(inForce).map(({ versionId, comparison }) => [versionId, comparison.repos]));
}

const NOTHING: CompareCell = { place: "few", value: null, lo: null, hi: null, n: 0 };

function versionsOf({ against }: StandingHead, policy: ScorePolicy): Drawn {
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
  { home, name, number, inForce, versionId, skillId }: ChosenVersion,
  { all, cells, against = null }: Drawn,
): Draft {
  return { versionId, skillId, home, name, version: number, inForce, all, cells, against };
}

function byWeight(slugs: ReadonlyMap<string, string>, weight: ReadonlyMap<string, number>): string[] {
  return [...weight]
    .flatMap(([id, n]) => (slugs.has(id) ? [{ id, n, slug: slugs.get(id) ?? "" }] : []))
    .toSorted((a, b) => b.n - a.n || compareText(a.slug, b.slug))
    .map(({ id }) => id);
}
