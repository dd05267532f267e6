import { MICRO, type ScorePolicy, wilson } from "@yardlet/core/score";
import { loadSeries, type Db, type RollRow, type SeriesPoint, type VersionRow } from "@yardlet/db";

/** One intent on the chart: its value, and the running score of its version with its interval; all in 0..1. */
export interface SeriesMark {
  at: string;
  u: number;
  mean: number;
  lo: number;
  hi: number;
  /** How many intents the running score holds. */
  n: number;
}

/** The intents of one version in order of their end. */
export interface VersionSeries {
  number: number;
  publishedAt: Date;
  /** How many older intents are counted and not drawn. */
  undrawn: number;
  marks: SeriesMark[];
}

/** A chart shows this many versions, and of each the intents of so many newest tasks. */
const VERSIONS = 3;
const NEWEST_TASKS = 50;

/** The newest versions with evidence, the oldest of them first. */
export async function readSeries(
  db: Db,
  query: {
    /** Newest first. */
    versions: readonly VersionRow[];
    byVersion: ReadonlyMap<string, RollRow>;
    epoch: number;
    policy: ScorePolicy;
  },
): Promise<VersionSeries[]> {
  const { versions, byVersion, epoch, policy } = query;
  const drawn = versions.filter(({ id }) => (byVersion.get(id)?.intents ?? 0) > 0).slice(0, VERSIONS);
  if (drawn.length === 0) return [];
  const points = Map.groupBy(
    await loadSeries(
      db,
      drawn.map(({ id }) => ({ versionId: id, epoch })),
      NEWEST_TASKS,
    ),
    (point) => point.versionId,
  );
  return drawn.toReversed().map(({ id, number, createdAt }) => ({
    number,
    publishedAt: createdAt,
    ...runningScore(points.get(id) ?? [], byVersion.get(id) ?? { intents: 0, sumU: 0 }, policy),
  }));
}

/**
 * The score after each intent. What is not among the points came before the first of them, so that the last mark is the score
 * itself. Sums in millionths.
 */
export function runningScore(
  points: readonly Pick<SeriesPoint, "at" | "u">[],
  all: { intents: number; sumU: number },
  policy: Pick<ScorePolicy, "zInterval">,
): Pick<VersionSeries, "undrawn" | "marks"> {
  const undrawn = Math.max(0, all.intents - points.length);
  let n = undrawn;
  let sum = Math.max(0, all.sumU - points.reduce((total, { u }) => total + u, 0));
  const marks = points.map(({ at, u }): SeriesMark => {
    n += 1;
    sum += u;
    const { lo, hi } = wilson(sum, n, policy.zInterval / MICRO);
    return { at, u: u / MICRO, mean: sum / (MICRO * n), lo, hi, n };
  });
  return { undrawn, marks };
}
