import type { Delivery } from "@yardlet/core/repo";
import { DomainError } from "@yardlet/core/error";
import {
  findRollout,
  listPlanJobs,
  listRolloutPlans,
  listRollouts as queryRollouts,
  type Db,
  type PlanJob,
  type RolloutPlanRow,
  type RolloutRow,
} from "@yardlet/db";
import * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";
import type { UpdateLine } from "./update-preview.ts";

/** How far one repo is. `failed` can be tried again; `on_branch` waits for a merge, `patch` for somebody who applies it. */
export const RolloutStep = z.enum(["waiting", "running", "done", "on_branch", "patch", "failed"]);
export type RolloutStep = z.infer<typeof RolloutStep>;

export interface RolloutPart {
  repo: string;
  delivery: Delivery;
  planId: string;
  jobId: string | null;
  step: RolloutStep;
  /** What the job does now, and the share that is done, 0 to 1. */
  doing: string | null;
  progress: number;
  updates: UpdateLine[];
  commit: string | null;
  /** Why it failed, or what there is to say of it. */
  note: string | null;
}

export interface Rollout {
  id: string;
  title: string;
  reason: string;
  by: string;
  at: Date;
  counts: Record<RolloutStep, number>;
  /** True once nothing is under way any more, whether it succeeded or not. */
  ended: boolean;
}

export interface RolloutDetail extends Rollout {
  parts: RolloutPart[];
}

export const GetRolloutInput = z.strictObject({ id: z.string().min(1).max(128) });

/** A rollout with what became of it in each repo. */
export async function getRollout(ctx: ServiceContext, input: z.infer<typeof GetRolloutInput>): Promise<RolloutDetail> {
  requirePermission(ctx, "repo.read");
  const row = await requireRollout(ctx.db, input.id);
  const parts = await loadParts(ctx.db, [row.id]);
  return { ...toRollout(row, parts), parts: parts.map(({ part }) => part) };
}

/** Where the page above ended: creation time and id. */
const Cursor = z
  .string()
  .regex(/^\d{1,15}_[\w-]{1,128}$/, "a cursor comes from the page before")
  .transform((text) => {
    const split = text.indexOf("_");
    return { at: new Date(Number(text.slice(0, split))), id: text.slice(split + 1) };
  });

export const ListRolloutsInput = z.strictObject({
  before: Cursor.optional(),
  limit: z.int().min(1).max(100).default(20),
});

/** Newest first; `next` is the cursor of the page below, null at the end. */
export async function listRollouts(
  ctx: ServiceContext,
  input: z.output<typeof ListRolloutsInput>,
): Promise<{ rollouts: Rollout[]; next: string | null }> {
  requirePermission(ctx, "repo.read");
  const { limit, ...query } = input;
  const rows = await queryRollouts(ctx.db, { ...query, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const parts = await loadParts(
    ctx.db,
    page.map(({ id }) => id),
  );
  const last = page.at(-1);
  return {
    rollouts: page.map((row) =>
      toRollout(
        row,
        parts.filter(({ of }) => of.plan.rolloutId === row.id),
      ),
    ),
    next: rows.length > limit && last ? `${last.createdAt.getTime()}_${last.id}` : null,
  };
}

/** @throws DomainError `not_found` */
export async function requireRollout(db: Db, id: string): Promise<RolloutRow> {
  const row = await findRollout(db, id);
  if (row) return row;
  throw new DomainError("not_found", "there is no such rollout; see how the copies stand to the library");
}

/** A part with the plan that it is of. */
interface LoadedPart {
  of: RolloutPlanRow;
  part: RolloutPart;
}

export async function loadParts(db: Db, rolloutIds: string[]): Promise<LoadedPart[]> {
  const rows = await listRolloutPlans(db, rolloutIds);
  const jobs = await listPlanJobs(
    db,
    rows.map(({ plan }) => plan),
  );
  const jobOf = new Map(jobs.map((job) => [job.planId, job]));
  return rows.map((of) => ({ of, part: toPart(of, jobOf.get(of.plan.id)) }));
}

/** A plan that waits is where its job is; every other has ended, one way or another. */
const STEPS = {
  waiting: (job) => (job === undefined ? "failed" : JOB_STEPS[job.state]),
  delivered: () => "on_branch",
  proposed: () => "patch",
  applied: () => "done",
  refused: () => "failed",
  rejected: () => "failed",
  superseded: () => "failed",
} as const satisfies Record<RolloutPlanRow["plan"]["state"], (job: PlanJob | undefined) => RolloutStep>;

const JOB_STEPS = {
  queued: "waiting",
  running: "running",
  done: "failed",
  failed: "failed",
  cancelled: "failed",
} as const satisfies Record<PlanJob["state"], RolloutStep>;

function toPart({ plan, repoSlug, delivery }: RolloutPlanRow, job: PlanJob | undefined): RolloutPart {
  const step = STEPS[plan.state](job);
  return {
    repo: repoSlug,
    delivery,
    planId: plan.id,
    jobId: job?.jobId ?? null,
    step,
    doing: step === "running" ? (job?.step ?? null) : null,
    progress: step === "running" ? (job?.progress ?? 0) : step === "waiting" ? 0 : 1,
    updates: plan.entries.flatMap(({ skill, fromVersion: from, version: to }) =>
      from === undefined || to === undefined ? [] : [{ skill, from, to }],
    ),
    commit: plan.commit,
    note: plan.note ?? (step === "failed" ? (job?.error?.message ?? "its job was cancelled") : null),
  };
}

function toRollout(row: RolloutRow, parts: readonly LoadedPart[]): Rollout {
  const inStep = (step: RolloutStep) => parts.filter(({ part }) => part.step === step).length;
  const counts = {
    waiting: inStep("waiting"),
    running: inStep("running"),
    done: inStep("done"),
    on_branch: inStep("on_branch"),
    patch: inStep("patch"),
    failed: inStep("failed"),
  };
  const { id, title, reason, createdBy: by, createdAt: at } = row;
  return { id, title, reason, by, at, counts, ended: counts.waiting + counts.running === 0 };
}
