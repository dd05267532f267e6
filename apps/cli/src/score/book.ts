import {
  type Book,
  type BookRun,
  type BookTask,
  type DeclaredSkill,
  type EvalState,
  type RunRecord,
  type SettledUnit,
  type TaskKey,
  actorOf,
  evaluateReviews,
  isReview,
  judgedTasksOf,
  settleBook,
  taskKeyOf,
  taskKeyText,
} from "@yardlet/core/run";
import type { LocalRun } from "../local/runs.ts";

/** Whose all records of a file are: in file mode there are no keys, and the agent's own name and session tell actors apart. */
const REPORTER = "file";

/** The name of the repository at hand in every row, so that a receipt is the same on every machine. */
export const REPO = ".";

/** Settles every task of a file from all its runs, by the rules a server settles them by. */
export function settleRuns(runs: readonly LocalRun[], resolve: (run: RunRecord) => DeclaredSkill[]): SettledUnit[] {
  const book = bookOf(runs, resolve);
  return settleBook(book, evaluateReviews(book)).units;
}

/** How each run of a file ended, by its id: as it was reported, but a review that does not hold has failed. */
export function statesOf(runs: readonly LocalRun[]): Map<string, EvalState> {
  const book = bookOf(runs, () => []);
  const reviews = evaluateReviews(book);
  return new Map(book.runs.map(({ pk, runId, state }) => [runId, reviews.get(pk)?.state ?? state]));
}

function bookOf(runs: readonly LocalRun[], resolve: (run: RunRecord) => DeclaredSkill[]): Book {
  const tasks = new Map<string, BookTask>();
  const place = (key: TaskKey): number => {
    const text = taskKeyText(key);
    const task = tasks.get(text) ?? { pk: tasks.size + 1, repoId: REPO, key, criteria: [] };
    tasks.set(text, task);
    return task.pk;
  };
  const bookRuns = runs.map(({ record, revision }, at): BookRun => ({
    pk: at + 1,
    repoId: REPO,
    runId: record.run_id,
    taskPk: place(taskKeyOf(record)),
    actor: actorOf(REPORTER, record.agent),
    revision,
    record,
    skills: resolve(record),
    produced: [],
    judges: [...new Set(judgedTasksOf(record).map(place))],
    state: record.eval_state,
    codes: record.failure_codes,
  }));
  return {
    tasks: [...tasks.values()],
    runs: bookRuns,
    touched: new Set([...tasks.values()].map(({ pk }) => pk)),
    evaluate: new Set(bookRuns.filter(isReview).map(({ pk }) => pk)),
  };
}
