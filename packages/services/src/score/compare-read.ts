import { placeOf, type ScorePolicy, type Uplift } from "@yardlet/core/score";
import { compareText } from "@yardlet/core/skill";
import {
  listPlacedNames,
  listPlacedRepos,
  listRepoIdsInUse,
  listStandingHeads,
  listUpliftCells,
  loadColumns,
  loadScoreCells,
  type Db,
  type ScoreCell,
  type StandingHead,
} from "@yardlet/db";
import { shareOf } from "./brief.ts";
import type { CompareCell, CompareMode, CompareQuery, CompareRow } from "./compare.ts";
import { statesOf } from "./compare-state.ts";
import type { ChosenVersion } from "./compare-versions.ts";

/** A row before it is answered. */
export interface Draft extends CompareRow {
  chosen: ChosenVersion;
  /** It lies somewhere, or was vetoed or pruned. */
  placed: boolean;
}

/** Cells by version id, and by the slug of the repo. */
export type CellMap = ReadonlyMap<string, Record<string, CompareCell>>;

export interface Reading {
  db: Db;
  chosen: readonly ChosenVersion[];
  query: Pick<CompareQuery, "kind">;
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
  /** Some versions in some repos: only what shows, or sorts, is read repo by repo. */
  cells: (read: Reading, versions: readonly ChosenVersion[], repoIds: readonly string[]) => Promise<CellMap>;
  /** The ids of the repos that the rows have cells in. */
  columns: (read: Reading, shown: ShownRows) => Promise<string[]>;
}

/**
 * What columns stand for: the repos in which the first rows have cells, those with most evidence of them first; behind them, where
 * there are `more` rows, every other repo in use. Adding up all cells of all rows would cost more than everything else.
 */
interface ShownRows {
  first: readonly ChosenVersion[];
  more: boolean;
}

export const READERS = {
  score: { rows: scoreRows, cells: cellsOfScores, columns: columnsOfScores },
  uplift: {
    rows: (read) => standingRows(read, ({ uplift }) => ({ all: differenceCell(uplift) }), { against: false }),
    cells: cellsOfUplifts,
    columns: columnsOfEvidence,
  },
  versions: {
    rows: (read) => standingRows(read, versionsOf),
    cells: async () => new Map(),
    columns: async () => [],
  },
} as const satisfies Record<CompareMode, Reader>;

/** Rows with the cells of these repos. */
export async function withCells(
  reader: Reader,
  read: Reading,
  rows: readonly Draft[],
  repoIds: readonly string[],
): Promise<Draft[]> {
  const versions = rows.map(({ chosen }) => chosen);
  const cells = rows.length === 0 || repoIds.length === 0 ? new Map() : await reader.cells(read, versions, repoIds);
  return rows.map((row) => ({ ...row, cells: cells.get(row.id) ?? {} }));
}

/** A version that no task has named is a row as well, as long as it lies somewhere or was decided on. */
async function scoreRows(read: Reading): Promise<Draft[]> {
  const { db, chosen, policy, query, repoIds } = read;
  const [cells, places] = await Promise.all([
    cellsOf(read, { versionIds: chosen.map(({ versionId }) => versionId), by: "version" }),
    query.kind === undefined ? listPlacedNames(db, { names: namesOf(chosen), repoIds }) : undefined,
  ]);
  const byVersion = new Map(cells.map((cell) => [cell.versionId, cell]));
  const placed = new Set(places);
  return chosen.map((version) => {
    const { n, x } = byVersion.get(version.versionId) ?? { n: 0, x: 0 };
    return { ...draft(version, { all: scoreCell(x, n, policy) }), placed: version.inForce && placed.has(version.name) };
  });
}

function namesOf(versions: readonly ChosenVersion[]): string[] {
  return [...new Set(versions.filter(({ inForce }) => inForce).map(({ name }) => name))];
}

async function cellsOfScores(
  read: Reading,
  versions: readonly ChosenVersion[],
  repoIds: readonly string[],
): Promise<CellMap> {
  const versionIds = versions.map(({ versionId }) => versionId);
  const [cells, states] = await Promise.all([
    cellsOf({ ...read, repoIds }, { versionIds, by: "repo" }),
    statesOf(read.db, versions, repoIds),
  ]);
  const byVersion = Map.groupBy(cells, ({ versionId }) => versionId);
  return new Map(
    versionIds.map((versionId) => {
      const scores = new Map((byVersion.get(versionId) ?? []).map((cell) => [cell.repoId ?? "", cell]));
      const own = states.get(versionId);
      return [
        versionId,
        Object.fromEntries(
          [...new Set([...scores.keys(), ...(own?.keys() ?? [])])].flatMap((repoId) => {
            const slug = read.slugs.get(repoId);
            if (slug === undefined) return [];
            const { n, x } = scores.get(repoId) ?? { n: 0, x: 0 };
            const state = own?.get(repoId);
            return [[slug, { ...scoreCell(x, n, read.policy), ...(state === undefined ? {} : { state }) }]];
          }),
        ),
      ];
    }),
  );
}

/** Behind the repos that have evidence come those in which some of the skills lie. */
async function columnsOfScores(read: Reading, { first, more }: ShownRows): Promise<string[]> {
  const [evidence, placed, used] = await Promise.all([
    columnsWithEvidence(read, first),
    listPlacedRepos(read.db, { names: namesOf(first), repoIds: read.repoIds }),
    more ? listRepoIdsInUse(read.db, { placed: true, repoIds: read.repoIds }) : [],
  ]);
  return [...new Set([...evidence, ...bySlug(read.slugs, placed), ...bySlug(read.slugs, used)])];
}

async function columnsOfEvidence(read: Reading, { first, more }: ShownRows): Promise<string[]> {
  const [evidence, used] = await Promise.all([
    columnsWithEvidence(read, first),
    more ? listRepoIdsInUse(read.db, { placed: false, repoIds: read.repoIds }) : [],
  ]);
  return [...new Set([...evidence, ...bySlug(read.slugs, used)])];
}

async function columnsWithEvidence(read: Reading, versions: readonly ChosenVersion[]): Promise<string[]> {
  const { db, query, repoIds, epochOf, slugs } = read;
  const columns = await loadColumns(db, {
    versions: versions.map(({ versionId, skillId }) => ({ versionId, epoch: epochOf(skillId) })),
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

export function scoreCell(x: number, n: number, policy: ScorePolicy): CompareCell {
  const { rate, lo, hi } = shareOf(x, n, policy);
  return { place: placeOf({ lo, hi, intents: n }, policy), value: rate, lo, hi, n };
}

async function standingRows(
  { db, chosen, inForce, policy }: Reading,
  draw: (standing: StandingHead, policy: ScorePolicy) => Drawn,
  more?: { against: boolean },
): Promise<Draft[]> {
  const standings = await listStandingHeads(
    db,
    chosen.map(({ versionId }) => versionId),
    more,
  );
  const byVersion = new Map(standings.filter(inForce).map((standing) => [standing.versionId, standing]));
  return chosen.map((version) => {
    const standing = byVersion.get(version.versionId);
    return draft(version, standing ? draw(standing, policy) : { all: NOTHING });
  });
}

async function cellsOfUplifts(
  { db, slugs, inForce }: Reading,
  versions: readonly ChosenVersion[],
  repoIds: readonly string[],
): Promise<CellMap> {
  const versionIds = versions.map(({ versionId }) => versionId);
  const found = (await listUpliftCells(db, { versionIds, repoIds })).filter(inForce);
  const byVersion = Map.groupBy(found, ({ versionId }) => versionId);
  return new Map(
    versionIds.map((versionId) => [
      versionId,
      Object.fromEntries(
        (byVersion.get(versionId) ?? []).flatMap(({ repoId, uplift }) => {
          const slug = slugs.get(repoId);
          return slug === undefined ? [] : [[slug, differenceCell(uplift)]];
        }),
      ),
    ]),
  );
}

const NOTHING: CompareCell = { place: "few", value: null, lo: null, hi: null, n: 0 };

function versionsOf({ against }: StandingHead, policy: ScorePolicy): Drawn {
  if (!against) return { all: NOTHING };
  const { number, state, effect, pairs } = against;
  const few = pairs < policy.regressMinPairs ? ({ why: "too_few_pairs" } as const) : {};
  return { all: { ...differenceCell(effect), n: pairs, ...few }, against: { number, state } };
}

export function differenceCell({ comparable, reason, rd, lo, hi, withIntents, withoutIntents }: Uplift): CompareCell {
  const counts = { n: withIntents, others: withoutIntents, ...(reason === null ? {} : { why: reason }) };
  if (!comparable || lo === null || hi === null) return { place: "few", value: rd, lo, hi, ...counts };
  return { place: lo > 0 ? "above" : hi < 0 ? "below" : "undecided", value: rd, lo, hi, ...counts };
}

/** What a reader finds out about a version. */
type Drawn = Pick<CompareRow, "all"> & { against?: CompareRow["against"] };

function draft(chosen: ChosenVersion, { all, against = null }: Drawn): Draft {
  const { versionId, home, name, number, inForce } = chosen;
  return { chosen, placed: false, id: versionId, home, name, version: number, inForce, all, cells: {}, against };
}

function bySlug(slugs: ReadonlyMap<string, string>, repoIds: readonly string[]): string[] {
  return byWeight(slugs, new Map(repoIds.map((repoId) => [repoId, 0])));
}

function byWeight(slugs: ReadonlyMap<string, string>, weight: ReadonlyMap<string, number>): string[] {
  return [...weight]
    .flatMap(([id, n]) => (slugs.has(id) ? [{ id, n, slug: slugs.get(id) ?? "" }] : []))
    .toSorted((a, b) => b.n - a.n || compareText(a.slug, b.slug))
    .map(({ id }) => id);
}
