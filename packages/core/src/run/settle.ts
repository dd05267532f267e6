import {
  DEFAULT_POLICY,
  type ScorePolicy,
  type Unit,
  type UnitAttempt,
  type UnitReview,
  rawDigest,
  unitValue,
} from "../score/index.ts";
import { compareText } from "../skill/order.ts";
import { compareEnds } from "./criteria.ts";
import { stableJson } from "./digest.ts";
import { infraOf } from "./failure-codes.ts";
import { isFinalState, isReviewRole } from "./record.ts";
import type {
  Acceptance,
  ReviewFact,
  RunFact,
  SettledTask,
  TaskExclusion,
  TaskFacts,
  TaskOutcome,
} from "./settle-facts.ts";
import { taskKind } from "./task-kind.ts";
import { workerOf } from "./worker.ts";

/** Where an attempt that has not ended stands among the others. No open unit has a value, so it is never taken for a time. */
const NOT_ENDED = "9999-12-31T23:59:59.999Z";

/**
 * What a task came to, from all its runs and the verdicts about it. Pure; the order of the input does not matter. Attempts are the
 * builder's runs; of a review's revisions the newest counts, and only if its verdict is complete; infrastructure attempts count
 * only where there are no others. Source: contracts.md, sections 5 and 6; decisions 16 to 22; scoring.md, section A.
 */
export function settleTask(facts: TaskFacts, policy: ScorePolicy = DEFAULT_POLICY): SettledTask {
  const runs = facts.runs.toSorted(compareRuns);
  const attempts = runs.filter(({ role }) => role === "builder");
  const finite = attempts.filter(({ codes }) => infraOf(codes) === null);
  const counted = finite.length > 0 ? finite : attempts;
  const open = isOpen(attempts);
  const newest = newestReviews(facts.reviews);
  const { versions, mixed } = unite(attempts.length > 0 ? counted : runs);
  const kind = taskKind((counted[0] ?? runs[0])?.kind);
  const unit: Unit = {
    repo: facts.repo,
    ...facts.key,
    kind,
    skills: versions,
    open,
    attempts: attempts.map(toAttempt),
    reviews: newest.filter(({ verdict }) => verdict.reason !== "incomplete_verdict").map(toReview),
  };
  const value = unitValue(unit, policy);
  const { acceptance, ignored } = weigh(unit);
  const incomplete = newest.filter(({ verdict }) => verdict.reason === "incomplete_verdict");
  return {
    outcome: {
      ...outcomeOf(attempts.length > 0 ? counted : runs),
      attempts: value.attempts,
      infraAttempts: value.infraAttempts,
      firstTry: finite[0]?.state === "Done",
      open: attempts.length > 0 ? open : isOpen(runs),
      acceptance,
      kind,
    },
    unit,
    value,
    versions,
    mixed,
    produced: [...new Set(runs.flatMap(({ produced = [] }) => produced))].toSorted(compareText),
    excludedReason: excludedReasonOf(runs, counted),
    worker: workerOf(counted),
    ignored: [...ignored, ...incomplete.map(({ run }) => ({ run, why: "incomplete_verdict" as const }))].toSorted(
      (a, b) => compareText(a.run, b.run),
    ),
    digest: rawDigest(unit),
  };
}

function compareRuns(a: RunFact, b: RunFact): number {
  return compareEnds(a, b) || compareText(stableJson(a), stableJson(b));
}

function isOpen(runs: readonly RunFact[]): boolean {
  const last = runs.at(-1);
  return last !== undefined && !isFinalState(last.state);
}

/** Chosen before incomplete ones are left out: an older, complete revision does not come back. */
function newestReviews(reviews: readonly ReviewFact[]): ReviewFact[] {
  const sorted = reviews.toSorted(
    (a, b) => compareText(a.run, b.run) || a.rev - b.rev || compareText(stableJson(a), stableJson(b)),
  );
  return [...new Map(sorted.map((review) => [review.run, review])).values()];
}

function toAttempt({ run, actor, endedAt, state, codes }: RunFact): UnitAttempt {
  return { run, actor, endedAt: endedAt ?? NOT_ENDED, state, infra: infraOf(codes) };
}

function toReview({ run, rev, actor, codes, verdict }: ReviewFact): UnitReview {
  return { run, rev, actor, infra: infraOf(codes), verdict: verdict.entries };
}

function unite(runs: readonly RunFact[]): { versions: string[]; mixed: string[] } {
  const bySkill = new Map<string, Set<string>>();
  for (const { skill, version } of runs.flatMap((run) => run.versions))
    bySkill.set(skill, (bySkill.get(skill) ?? new Set()).add(version));
  const sets = [...bySkill.values()];
  const pick = (isMixed: boolean) =>
    sets
      .filter(({ size }) => size > 1 === isMixed)
      .flatMap((set) => [...set])
      .toSorted(compareText);
  return { versions: pick(false), mixed: pick(true) };
}

/** What independent reviews say. An open task is weighed as if it had ended: its value waits, the verdicts about it do not. */
function weigh(unit: Unit): { acceptance: Acceptance; ignored: SettledTask["ignored"] } {
  const attempts = unit.attempts.map((attempt) => (unit.open ? { ...attempt, state: "Failed" } : attempt));
  const { ignored } = unitValue({ ...unit, attempts, open: false });
  const left = new Set(ignored.map(({ run }) => run));
  const heard = attempts.some(({ infra }) => !infra) ? unit.reviews.filter(({ run }) => !left.has(run)) : [];
  if (heard.length === 0) return { acceptance: "unreviewed", ignored };
  const passed = heard.every(({ verdict }) => verdict.every(({ pass }) => pass === true));
  return { acceptance: passed ? "accepted" : "rejected", ignored };
}

function outcomeOf(runs: readonly RunFact[]): Pick<TaskOutcome, "state" | "endedAt" | "role"> {
  const last = runs.at(-1);
  const ends = runs.flatMap(({ endedAt }) => endedAt ?? []);
  return { state: last?.state ?? null, endedAt: ends.at(-1) ?? null, role: last?.role ?? null };
}

function excludedReasonOf(runs: readonly RunFact[], counted: readonly RunFact[]): TaskExclusion | null {
  if (counted.length > 0) return counted.some(({ simulated }) => simulated) ? "simulated" : null;
  if (runs.some(({ role }) => isReviewRole(role))) return "review_role";
  return runs.length > 0 ? "researcher_role" : null;
}
