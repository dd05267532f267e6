import { DomainError } from "@yardlet/core/error";
import { type ScorePolicy, unitValue } from "@yardlet/core/score";
import {
  findTask,
  getPolicy,
  listTaskEntries,
  listTaskReviews,
  listTaskRuns,
  type ReadTask,
  type TaskEntry,
  type TaskReview,
  type TaskRun,
  type TaskVersion,
} from "@yardlet/db";
import * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";
import { faultOf } from "./faults.ts";
import { Asked, plainText } from "./input.ts";
import { requireReadableRepo } from "./readable.ts";

export type { TaskRun, TaskVersion };

/** The most runs and reviews of one task that are told; further ones are counted. */
const RUNS = 200;
const REVIEWS = 50;

/** What one review says of one criterion. */
export interface CriterionJudgement extends Omit<TaskEntry, "runPk" | "criterionId"> {
  runId: string;
  agent: string | null;
  /** What is wrong with the entry, in words. */
  fault: string | null;
  /** Why the whole verdict has no weight; null when it counts. */
  reason: string | null;
}

/** One acceptance criterion with everybody who judged it. `text` is null for one that no builder wrote down. */
export interface JudgedCriterion {
  id: string;
  text: string | null;
  judgements: CriterionJudgement[];
}

/** One of the three parts of a task's value; `weight` of 1,000, `value` in millionths. */
export interface ValuePart {
  part: "quality" | "first_try" | "retries";
  weight: number;
  value: number;
}

/** What a task is worth, opened. `u` in millionths. */
export type OpenedValue =
  | {
      included: true;
      u: number;
      parts: ValuePart[];
      /** Whether quality is what independent reviews say, or what the last state stands in for. */
      qualityFrom: "reviews" | "state";
      reviewsUsed: number;
    }
  | { included: false; reason: string };

export interface TaskDetail extends Omit<ReadTask, "pk" | "criteria" | "value"> {
  /** The builder's runs, in their order. Those with `infra` do not count. */
  attemptRuns: TaskRun[];
  /** Runs of other roles that belong to the task. */
  otherRuns: TaskRun[];
  reviews: Omit<TaskReview, "pk">[];
  criteria: JudgedCriterion[];
  value: OpenedValue | null;
  /** Set when only the newest of each are told. */
  moreRuns: boolean;
  moreReviews: boolean;
}

export const GetTaskInput = z.strictObject({
  repo: Asked,
  /** One that was made up of a task's id is longer than an id. */
  intent: plainText(140).min(1),
  task: Asked,
});

/** @throws DomainError `not_found` for an unknown repo or task */
export async function getTask(ctx: ServiceContext, input: z.infer<typeof GetTaskInput>): Promise<TaskDetail> {
  requirePermission(ctx, "run.read");
  const repo = await requireReadableRepo(ctx, input.repo);
  const found = await findTask(ctx.db, { repoId: repo.id, intent: input.intent, task: input.task });
  if (!found) {
    throw new DomainError("not_found", `there is no task ${input.task} in ${input.repo}; see the list of runs`);
  }
  const { pk, criteria, value, ...task } = found;
  const [{ policy }, runs, reviews] = await Promise.all([
    getPolicy(ctx.db),
    listTaskRuns(ctx.db, pk, RUNS + 1),
    listTaskReviews(ctx.db, pk, REVIEWS + 1),
  ]);
  const shown = reviews.slice(0, REVIEWS);
  const entries =
    shown.length === 0
      ? []
      : await listTaskEntries(
          ctx.db,
          pk,
          shown.map((review) => review.pk),
        );
  const newest = runs.slice(-RUNS);
  return {
    ...task,
    attemptRuns: newest.filter((run) => run.role === "builder"),
    otherRuns: newest.filter((run) => run.role !== "builder"),
    reviews: shown.map(({ pk: _pk, ...review }) => review),
    criteria: judgedCriteria(criteria, shown, entries),
    value: value && openValue(task, value, policy),
    moreRuns: runs.length > RUNS,
    moreReviews: reviews.length > REVIEWS,
  };
}

/** The builder's criteria in their order, then those that only reviews name. */
function judgedCriteria(
  criteria: ReadTask["criteria"],
  reviews: readonly TaskReview[],
  entries: readonly TaskEntry[],
): JudgedCriterion[] {
  const byReview = new Map(reviews.map((review) => [review.pk, review]));
  const texts = new Map(criteria.map(({ id, text }) => [id, text]));
  const judged = Map.groupBy(
    entries.flatMap(({ runPk, criterionId, ...entry }) => {
      const review = byReview.get(runPk);
      if (!review || criterionId === null) return [];
      const { runId, agent, reason } = review;
      return [{ criterionId, judgement: { ...entry, fault: faultOf(entry.error), runId, agent, reason } }];
    }),
    ({ criterionId }) => criterionId,
  );
  return [...new Set([...texts.keys(), ...judged.keys()])].map((id) => ({
    id,
    text: texts.get(id) ?? null,
    judgements: (judged.get(id) ?? []).map(({ judgement }) => judgement),
  }));
}

/** Opens a value by the weights of the policy it was made with. */
function openValue(
  { state }: Pick<ReadTask, "state">,
  { included, reason, u, review, firstTry, retry, reviewsUsed }: NonNullable<ReadTask["value"]>,
  policy: ScorePolicy,
): OpenedValue {
  if (!included || u === null || firstTry === null || retry === null) {
    return { included: false, reason: reason ?? "open" };
  }
  const { wReview, wFirstTry, wRetry } = policy;
  return {
    included: true,
    u,
    qualityFrom: review === null ? "state" : "reviews",
    reviewsUsed,
    parts: [
      { part: "quality", weight: wReview, value: review ?? creditOf(state, policy) },
      { part: "first_try", weight: wFirstTry, value: firstTry },
      { part: "retries", weight: wRetry, value: retry },
    ],
  };
}

/** What stands in for quality where nobody reviewed: what one attempt that ended so is worth in retries. */
function creditOf(state: string | null, policy: ScorePolicy): number {
  const attempts = [{ run: "", endedAt: "", state: state ?? "" }];
  return unitValue({ repo: "", intent: "", task: "", skills: [], attempts, reviews: [] }, policy).retry ?? 0;
}
