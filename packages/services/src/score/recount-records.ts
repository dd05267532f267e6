import { countedUnit, evaluateReviews, isReview, settleBook } from "@yardlet/core/run";
import type { ScorePolicy } from "@yardlet/core/score";
import {
  endOfTasks,
  findReviewsOf,
  listTaskPage,
  loadRuns,
  loadTasks,
  loadUnits,
  type RollupDifference,
  type StoredUnit,
} from "@yardlet/db";
import type { ServiceContext } from "../context.ts";
import { tell } from "./recount-told.ts";
import type { JobRun } from "../job/run.ts";

const PAGE = 500;
/** A task that changes while it is read again is looked at once more before it counts as a difference. */
const LOOKS = 3;

/** So many tasks are read from their records in one recount, the next so many on the next day. */
const SLICE = 5_000;
const DAY_MS = 86_400_000;

/**
 * Settles tasks again from the records as they were sent, and tells where the stored unit is another one: their evaluation is
 * made anew as well. Reading records takes ten times as long as reading rows, so each day has its own part of them.
 */
export async function recountRecords(
  ctx: ServiceContext,
  run: Pick<JobRun, "signal">,
  policy: ScorePolicy,
): Promise<{ runs: number; differences: RollupDifference[] }> {
  const slices = Math.max(1, Math.ceil((await endOfTasks(ctx.db)) / SLICE));
  const first = (Math.floor(ctx.now().getTime() / DAY_MS) % slices) * SLICE;
  const differences: RollupDifference[] = [];
  let runs = 0;
  let after = first - 1;
  for (;;) {
    run.signal.throwIfAborted();
    const page = await listTaskPage(ctx.db, { after, limit: PAGE });
    const own = page.filter((pk) => pk < first + SLICE);
    const last = own.at(-1);
    if (last === undefined) return { runs, differences };
    after = last;
    let left = own;
    for (let look = 0; look < LOOKS && left.length > 0; look++) {
      const found = await compareUnits(ctx, left, policy);
      if (look === 0) runs += found.runs;
      left = found.differences.map(({ pk }) => pk);
      if (look === LOOKS - 1)
        tell(
          differences,
          found.differences.map(({ pk: _pk, ...difference }) => difference),
        );
    }
  }
}

async function compareUnits(
  ctx: ServiceContext,
  pks: number[],
  policy: ScorePolicy,
): Promise<{ runs: number; differences: (RollupDifference & { pk: number })[] }> {
  const reviews = await findReviewsOf(ctx.db, pks);
  const stored = await loadRuns(ctx.db, { taskPks: pks, pks: reviews.map((review) => review.pk) });
  const runs = stored.map((run) => ({ ...run, state: run.record.eval_state, codes: run.record.failure_codes }));
  const judging = new Set(reviews.map((review) => review.pk));
  const own = new Set(pks);
  const evaluate = new Set(runs.filter((run) => judging.has(run.pk)).map((run) => run.pk));
  const judged = runs.filter(isReview).flatMap((run) => (evaluate.has(run.pk) ? run.judges : []));
  const tasks = await loadTasks(ctx.db, [...new Set([...pks, ...judged])]);
  const book = { tasks, runs, touched: own, evaluate };
  const { units } = settleBook(book, evaluateReviews(book), policy);
  const before = new Map((await loadUnits(ctx.db, pks)).map((unit) => [unit.pk, unit]));
  return {
    runs: runs.length,
    differences: units.flatMap((unit) => {
      const should = JSON.stringify({ ...countedUnit(unit), digest: unit.digest });
      const is = textOf(before.get(unit.pk));
      return is === should
        ? []
        : [
            {
              pk: unit.pk,
              table: "unit_value",
              key: `${unit.repoId} ${unit.key.intent} ${unit.key.task}`,
              stored: is,
              counted: should,
            },
          ];
    }),
  };
}

function textOf(unit: StoredUnit | undefined): string {
  if (!unit) return "nothing";
  const { pk, repoId, kind, intent, worker, value, shares, digest } = unit;
  return JSON.stringify({ pk, repoId, kind, intent, worker, value, shares, digest });
}
