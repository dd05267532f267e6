import {
  type Book,
  type BookRun,
  type BookTask,
  countedUnit,
  countedValue,
  evaluateReviews,
  infraOf,
  isReview,
  settleBook,
  type SettledUnit,
  tasksChangedBy,
} from "@yardlet/core/run";
import {
  type CountedUnit,
  rollsAfter,
  rollupChanges,
  type ScorePolicy,
  strataOfCells,
  workOfCells,
} from "@yardlet/core/score";
import {
  addBets,
  addCells,
  addExcluded,
  addRolls,
  addStrata,
  addShared,
  addWorkCells,
  addWorkStrata,
  type Db,
  findReviewsOf,
  loadRuns,
  loadTasks,
  loadUnits,
  markScoreDue,
  storeReviews,
  type StoredUnit,
  storeTasks,
  storeUnits,
  updateRunStates,
} from "@yardlet/db";

/** What a batch adds before anything is settled: new or changed runs, and tasks that were not there. */
export interface Arrivals {
  runs: readonly BookRun[];
  /** Tasks that have no row yet. */
  newTasks: readonly BookTask[];
  /** Stored runs that these replace. */
  corrected: ReadonlySet<number>;
  /** Stored tasks that change: of the runs, of what they judge, and of what corrected runs belonged to before. */
  touched: ReadonlySet<number>;
}

/** Everything that follows from arrivals, computed and not yet stored. */
export interface Settlement {
  book: Book;
  settled: ReturnType<typeof settleBook>;
  before: StoredUnit[];
}

/**
 * Reads what the arrivals touch and settles it. Under the repos' evidence lock, so that what was read still holds when it is
 * stored.
 */
export async function settleArrivals(tx: Db, arrivals: Arrivals, policy: ScorePolicy): Promise<Settlement> {
  const fresh = new Set(arrivals.newTasks.map((task) => task.pk));
  const touched = new Set([...arrivals.touched].filter((pk) => !fresh.has(pk)));
  for (;;) {
    const book = await readBook(tx, arrivals, touched);
    const evaluated = evaluateReviews(book);
    const more = tasksChangedBy(book, evaluated);
    if (more.length === 0) {
      return {
        book,
        settled: settleBook(book, evaluated, policy),
        before: touched.size === 0 ? [] : await loadUnits(tx, [...touched]),
      };
    }
    for (const pk of more) touched.add(pk);
  }
}

async function readBook(tx: Db, arrivals: Arrivals, touched: ReadonlySet<number>): Promise<Book> {
  const stored = touched.size === 0 ? [] : await readStored(tx, [...touched]);
  const replaced = new Set([...arrivals.corrected, ...arrivals.runs.map((run) => run.pk)]);
  const runs = [...stored.filter((run) => !replaced.has(run.pk)), ...arrivals.runs];
  const judging = new Set([...touched, ...arrivals.newTasks.map((task) => task.pk)]);
  const evaluate = new Set(
    runs
      .filter(isReview)
      .filter((run) => replaced.has(run.pk) || run.judges.some((pk) => judging.has(pk)))
      .map((run) => run.pk),
  );
  const fresh = new Map(arrivals.newTasks.map((task) => [task.pk, task]));
  const judged = runs.filter((run) => evaluate.has(run.pk)).flatMap((run) => run.judges);
  const needed = [...new Set([...touched, ...judged])].filter((pk) => !fresh.has(pk));
  const tasks = needed.length === 0 ? [] : await loadTasks(tx, needed);
  return { tasks: [...tasks, ...fresh.values()], runs, touched: judging, evaluate };
}

/** Every run of the tasks, and every review that judges them. */
async function readStored(tx: Db, taskPks: number[]): Promise<BookRun[]> {
  const reviews = await findReviewsOf(tx, taskPks);
  return loadRuns(tx, { taskPks, pks: reviews.map((review) => review.pk) });
}

/** Stores a settlement: tasks, reviews, unit values, rollups. New runs and their skills are stored by the caller, between. */
export async function storeTasksOf(tx: Db, { settled }: Settlement): Promise<void> {
  await storeTasks(tx, settled.units.map(taskRow));
}

export async function storeSettlement(
  tx: Db,
  { book, settled, before }: Settlement,
  arrivals: Pick<Arrivals, "runs" | "corrected">,
  policy: ScorePolicy,
): Promise<void> {
  const arrived = new Set(arrivals.runs.map((run) => run.pk));
  const known = new Map(book.runs.map((run) => [run.pk, run]));
  await updateRunStates(
    tx,
    settled.reviews
      .filter((review) => !arrived.has(review.pk))
      .filter((review) => {
        const run = known.get(review.pk);
        return run && (run.state !== review.state || run.codes.join() !== review.codes.join());
      })
      .map(({ pk, state, codes }) => ({ id: pk, state, codes, infra: infraOf(codes) })),
  );
  await storeReviews(tx, settled.reviews, [...arrivals.corrected]);

  const then = new Map(before.map((unit) => [unit.pk, unit]));
  const changed = settled.units.filter((unit) => !sameUnit(then.get(unit.pk), unit));
  const gone = changed.flatMap((unit) => then.get(unit.pk) ?? []);
  await storeUnits(
    tx,
    changed.map(unitRow),
    changed.flatMap((unit) =>
      unit.shares.map(({ versionId, epoch, reason }) => ({ unit_id: unit.pk, version_id: versionId, epoch, reason })),
    ),
    gone.map((unit) => unit.pk),
  );
  const changes = rollupChanges(gone, changed.map(countedUnit), policy);
  const bets = await addBets(tx, changes.bets);
  const cells = await addCells(tx, changes.cells);
  const strata = strataOfCells(changes.cells, cells);
  await addStrata(tx, strata);
  await addWorkStrata(tx, workOfCells(changes.work, await addWorkCells(tx, changes.work)));
  const rolls = rollsAfter(changes, bets, policy);
  await addRolls(tx, rolls);
  await addExcluded(tx, changes.excluded);
  await addShared(tx, { ...changes, rolls, strata });
  await markScoreDue(tx, [...changes.rolls, ...changes.excluded]);
}

function sameUnit(then: StoredUnit | undefined, unit: SettledUnit): boolean {
  return (
    then !== undefined &&
    then.digest === unit.digest &&
    JSON.stringify(countedUnit(unit)) === JSON.stringify(withoutDigest(then))
  );
}

function withoutDigest({ digest: _digest, ...unit }: StoredUnit): CountedUnit {
  return unit;
}

function unitRow(unit: SettledUnit) {
  const value = countedValue(unit);
  return {
    unit_id: unit.pk,
    repo_id: unit.repoId,
    kind: unit.outcome.kind,
    intent: unit.key.intent,
    task: unit.key.task,
    agent: unit.worker?.agent ?? null,
    model: unit.worker?.model ?? null,
    ended_at: value.endedAt,
    included: value.included,
    reason: value.reason,
    u: value.u,
    review: value.review,
    first_try: value.firstTry,
    retry: value.retry,
    reviews_used: unit.value.reviewsUsed,
    digest: unit.digest,
  };
}

function taskRow({ pk, repoId, key, criteria, outcome }: SettledUnit) {
  return {
    id: pk,
    repo_id: repoId,
    intent: key.intent,
    task: key.task,
    kind: outcome.kind,
    role: outcome.role,
    state: outcome.state,
    attempts: outcome.attempts,
    infra_attempts: outcome.infraAttempts,
    first_try: outcome.firstTry,
    open: outcome.open,
    acceptance: outcome.acceptance,
    criteria,
    ended_at: outcome.endedAt,
  };
}
