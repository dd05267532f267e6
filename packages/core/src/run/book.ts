import { DEFAULT_POLICY, type ScorePolicy } from "../score/index.ts";
import { compareText } from "../skill/order.ts";
import { knownCriteria } from "./criteria.ts";
import { infraOf } from "./failure-codes.ts";
import { type Criterion, type EvalState, isReviewRole, type RunRecord } from "./record.ts";
import type { DeclaredSkill } from "./resolve.ts";
import type { TaskFacts } from "./settle-facts.ts";
import { settleTask } from "./settle.ts";
import { type SettledUnit, unitOf, versionKey } from "./settled-unit.ts";
import { taskKeyText, type TaskKey } from "./task-key.ts";
import { evaluateReview, reviewOf, type TaskVerdict } from "./verdict.ts";
import type { VerdictEntry } from "./verdict-entries.ts";

/** A run as the book has it: the record, and what was made of it. `pk` and `taskPk` are row numbers. */
export interface BookRun {
  pk: number;
  repoId: string;
  runId: string;
  taskPk: number;
  actor: string | null;
  revision: number;
  record: RunRecord;
  skills: DeclaredSkill[];
  /** Ids of the versions that were made from it. */
  produced: string[];
  /** The tasks that a review judges. */
  judges: number[];
  state: EvalState;
  codes: string[];
}

/** A task of the book. `criteria` are the ones stored, for tasks whose runs are not in the book. */
export interface BookTask {
  pk: number;
  repoId: string;
  key: TaskKey;
  criteria: Criterion[];
}

/**
 * Some tasks of one or more repos. `touched` are to be settled: all their runs, and all reviews that judge them, are in
 * `runs`. `evaluate` are the reviews to evaluate: those, and the new ones; other runs keep their stored state. `tasks` also
 * holds every other task that one of the evaluated reviews judges.
 */
export interface Book {
  tasks: readonly BookTask[];
  runs: readonly BookRun[];
  touched: ReadonlySet<number>;
  evaluate: ReadonlySet<number>;
}

/** What a review came to: its own state, its entries one by one, and its verdict on each task it judges. */
export interface SettledReview {
  pk: number;
  state: EvalState;
  codes: string[];
  entries: (Omit<VerdictEntry, "task"> & { taskPk: number | null })[];
  verdicts: (Pick<TaskVerdict, "judged" | "passed" | "complete" | "missing"> & {
    taskPk: number;
    reason: string | null;
  })[];
}

export interface SettledBook {
  reviews: SettledReview[];
  units: SettledUnit[];
}

/** The evaluated reviews of a book, by row number. */
export type EvaluatedReviews = ReadonlyMap<number, BookReview>;

interface BookReview {
  run: BookRun;
  state: EvalState;
  codes: string[];
  entries: SettledReview["entries"];
  /** By judged task. */
  verdicts: ReadonlyMap<number, TaskVerdict>;
}

/** Evaluates the reviews of a book against the criteria known of the tasks they judge. Pure. */
export function evaluateReviews(book: Book): EvaluatedReviews {
  const tasks = new Map(book.tasks.map((task) => [task.pk, task]));
  const criteria = criteriaOf(book);
  return new Map(
    book.runs
      .filter((run) => book.evaluate.has(run.pk))
      .map((run) => [run.pk, evaluate(run, tasks, criteria)] as const),
  );
}

/**
 * The tasks that an evaluation changes although they are not touched yet: a review that is infrastructure now, or no longer,
 * weighs differently on every task it judges; one whose state changed is another attempt at its own task.
 */
export function tasksChangedBy(book: Book, evaluated: EvaluatedReviews): number[] {
  const changed = [...evaluated.values()].flatMap(({ run, state, codes }) => [
    ...(infraOf(run.codes) === infraOf(codes) ? [] : run.judges),
    ...(run.state === state ? [] : [run.taskPk]),
  ]);
  return [...new Set(changed)].filter((pk) => !book.touched.has(pk));
}

/**
 * Settles the touched tasks of a book. Pure; the order of tasks and runs makes no difference. A review's own task is settled
 * with the state that the evaluation gave it.
 */
export function settleBook(book: Book, evaluated: EvaluatedReviews, policy: ScorePolicy = DEFAULT_POLICY): SettledBook {
  const criteria = criteriaOf(book);
  const runs = Map.groupBy(book.runs, (run) => run.taskPk);
  const judging = Map.groupBy(
    [...evaluated.values()].flatMap((review) => review.run.judges.map((taskPk) => ({ review, taskPk }))),
    ({ taskPk }) => taskPk,
  );
  const settled = book.tasks
    .filter((task) => book.touched.has(task.pk))
    .map((task) => {
      const own = (runs.get(task.pk) ?? []).map((run) => {
        const review = evaluated.get(run.pk);
        return review ? { ...run, state: review.state, codes: review.codes } : run;
      });
      const reviews = (judging.get(task.pk) ?? []).map(({ review }) => review);
      return settle(task, own, { reviews, criteria: criteria.get(task.pk) ?? [], policy });
    });
  const ignored = new Map(settled.map(({ unit, why }) => [unit.pk, why]));
  return {
    units: settled.map(({ unit }) => unit),
    reviews: [...evaluated.values()].map(({ run, state, codes, entries, verdicts }) => ({
      pk: run.pk,
      state,
      codes,
      entries,
      verdicts: [...verdicts].flatMap(([taskPk, { judged, passed, complete, missing, reason }]) =>
        book.touched.has(taskPk)
          ? [{ taskPk, judged, passed, complete, missing, reason: ignored.get(taskPk)?.get(run.runId) ?? reason }]
          : [],
      ),
    })),
  };
}

/** What is known of each task's criteria: of touched tasks from their runs, of others as stored. */
function criteriaOf(book: Book): ReadonlyMap<number, Criterion[]> {
  const runs = Map.groupBy(book.runs, (run) => run.taskPk);
  return new Map(
    book.tasks.map((task) => [
      task.pk,
      book.touched.has(task.pk) ? knownCriteria((runs.get(task.pk) ?? []).map(criteriaSource)) : task.criteria,
    ]),
  );
}

/** Whether a run judges the tasks of others. */
export function isReview(run: { record: Pick<RunRecord, "role"> }): boolean {
  return isReviewRole(run.record.role);
}

function evaluate(
  run: BookRun,
  tasks: ReadonlyMap<number, BookTask>,
  criteria: ReadonlyMap<number, Criterion[]>,
): BookReview {
  const judged = run.judges.flatMap((pk) => tasks.get(pk) ?? []);
  const pkOf = new Map(judged.map((task) => [taskKeyText(task.key), task.pk]));
  const result = evaluateReview({
    ...reviewOf(run.record),
    judged: judged.map((task) => task.key).toSorted((a, b) => compareText(taskKeyText(a), taskKeyText(b))),
    known: new Map(judged.map((task) => [taskKeyText(task.key), criteria.get(task.pk) ?? []])),
  });
  const pk = (key: TaskKey) => pkOf.get(taskKeyText(key));
  return {
    run,
    state: result.state,
    codes: result.codes,
    entries: result.entries.map(({ task, ...entry }) => ({
      ...entry,
      taskPk: task === null ? null : (pk(task) ?? null),
    })),
    verdicts: new Map(
      result.verdicts.flatMap((verdict) => {
        const taskPk = pk(verdict.task);
        return taskPk === undefined ? [] : [[taskPk, verdict] as const];
      }),
    ),
  };
}

function settle(
  task: BookTask,
  own: readonly BookRun[],
  { reviews, criteria, policy }: { reviews: readonly BookReview[]; criteria: Criterion[]; policy: ScorePolicy },
): { unit: SettledUnit; why: ReadonlyMap<string, string> } {
  const facts: TaskFacts = {
    repo: task.repoId,
    key: task.key,
    runs: own.map((run) => ({
      run: run.runId,
      role: run.record.role,
      actor: run.actor,
      endedAt: run.record.ended_at ?? null,
      state: run.state,
      codes: run.codes,
      simulated: run.record.simulated,
      kind: run.record.kind,
      agent: run.record.agent?.name ?? null,
      model: run.record.agent?.model ?? null,
      versions: run.skills.flatMap(({ use, skillId, versionId, epoch }) =>
        use !== "declared" || skillId === null || versionId === null || epoch === null
          ? []
          : [{ skill: skillId, version: versionKey(versionId, epoch) }],
      ),
      produced: run.produced,
    })),
    reviews: reviews.flatMap(({ run, codes, verdicts }) => {
      const verdict = verdicts.get(task.pk);
      if (!verdict) return [];
      const { complete, reason, entries } = verdict;
      return [{ run: run.runId, rev: run.revision, actor: run.actor, codes, verdict: { complete, reason, entries } }];
    }),
  };
  const settled = settleTask(facts, policy);
  return {
    why: new Map(settled.ignored.map((one) => [one.run, one.why])),
    unit: { pk: task.pk, repoId: task.repoId, key: task.key, criteria, ...unitOf(settled) },
  };
}

function criteriaSource({ runId, record }: BookRun) {
  return { run: runId, role: record.role, endedAt: record.ended_at ?? null, criteria: record.criteria };
}
