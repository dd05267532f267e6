import { reportedResult } from "./phase.ts";
import type { Criterion, EvalState, RunRecord } from "./record.ts";
import { type TaskKey, judgedTasksOf, taskKeyText } from "./task-key.ts";
import { type VerdictEntry, readEntries } from "./verdict-entries.ts";

/** A review as reported. */
export interface ReportedReview {
  reportedState: EvalState;
  codes: readonly string[];
  question: string | null;
  /** Whether the review says what comes next other than by a question: a `suggested_next` in its SkillResult. */
  followUp: boolean;
  judged: readonly TaskKey[];
  entries: readonly unknown[];
}

/** What a review says about one task it judges. `missing` are the known criteria without a valid entry. */
export interface TaskVerdict {
  task: TaskKey;
  /** Criteria judged, and passed. */
  judged: number;
  passed: number;
  complete: boolean;
  missing: string[];
  reason: VerdictReason | null;
  /** One for each judged criterion: failed when any of its entries is. */
  entries: { criterion_id: string; pass: boolean }[];
}

export type VerdictReason = "incomplete_verdict" | "empty_verdict";

export interface EvaluatedReview {
  state: EvalState;
  codes: string[];
  entries: VerdictEntry[];
  verdicts: TaskVerdict[];
}

const CRITERION_FAILED = "validation_failed/criterion_failed";
const VERDICT_INCOMPLETE = "schema_violation/verdict_incomplete";
const QUESTION_BLANK = "schema_violation/question_blank";

/** The part of a review's record that is evaluated. */
export function reviewOf(run: RunRecord): ReportedReview {
  return {
    reportedState: run.eval_state,
    codes: run.failure_codes,
    question: run.question ?? null,
    followUp: (reportedResult(run)?.suggested_next.length ?? 0) > 0,
    judged: judgedTasksOf(run),
    entries: run.verdict,
  };
}

/**
 * Evaluates a review's verdict (contracts.md, section 6; decision 17). Total. A faulty entry is listed and the others are kept; a
 * task's verdict is complete when every known criterion has a valid entry, or, where no criteria are known yet, when there is any.
 * Done needs a complete verdict without a failed criterion for every judged task; with a failed criterion, NeedsUser needs a
 * question and Partial a question or a next step. Otherwise the state is Failed, with the codes that say why.
 * @param known the known criteria by `taskKeyText`.
 */
export function evaluateReview(
  review: ReportedReview & { known: ReadonlyMap<string, readonly Criterion[]> },
): EvaluatedReview {
  const entries = readEntries(review.entries, review.judged, review.known);
  const passes = passesByTask(entries);
  const verdicts = review.judged.map((task) => {
    const key = taskKeyText(task);
    return sumUp(task, passes.get(key) ?? new Map(), review.known.get(key) ?? []);
  });
  const faults = findFaults(review, verdicts);
  return {
    state: faults.length === 0 ? review.reportedState : "Failed",
    codes: [...new Set([...review.codes, ...faults])],
    entries,
    verdicts,
  };
}

/** What the valid entries say, by task: any fail of a criterion wins, so a duplicate counts too. */
function passesByTask(entries: readonly VerdictEntry[]): Map<string, Map<string, boolean>> {
  const byTask = new Map<string, Map<string, boolean>>();
  for (const { task, criterionId, pass, error } of entries) {
    const counts = error === null || error === "duplicate_criterion";
    if (!counts || task === null || criterionId === null || pass === null) continue;
    const key = taskKeyText(task);
    const passes = byTask.get(key) ?? new Map<string, boolean>();
    byTask.set(key, passes.set(criterionId, (passes.get(criterionId) ?? true) && pass));
  }
  return byTask;
}

function sumUp(task: TaskKey, passes: ReadonlyMap<string, boolean>, known: readonly Criterion[]): TaskVerdict {
  const entries = [...passes].map(([criterion_id, pass]) => ({ criterion_id, pass }));
  const missing = known.map(({ id }) => id).filter((id) => !passes.has(id));
  const reason = reasonOf(entries.length, missing.length);
  const passed = entries.filter(({ pass }) => pass).length;
  return { task, judged: entries.length, passed, complete: reason === null, missing, reason, entries };
}

function reasonOf(judged: number, missing: number): VerdictReason | null {
  if (judged === 0) return "empty_verdict";
  return missing > 0 ? "incomplete_verdict" : null;
}

/** The codes that make a review Failed whatever it reported; none when its state may stand. */
function findFaults(review: ReportedReview, verdicts: readonly TaskVerdict[]): string[] {
  const failed = verdicts.some(({ judged, passed }) => passed < judged) ? [CRITERION_FAILED] : [];
  const complete = verdicts.length > 0 && verdicts.every((verdict) => verdict.complete);
  const asks = review.question !== null && review.question.trim() !== "";
  switch (review.reportedState) {
    case "Done":
      return complete ? failed : [VERDICT_INCOMPLETE, ...failed];
    case "NeedsUser":
      return asks ? [] : [QUESTION_BLANK, ...failed];
    case "Partial":
      return asks || review.followUp ? [] : failed;
    default:
      return [];
  }
}
