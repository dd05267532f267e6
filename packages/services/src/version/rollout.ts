import type { Delivery } from "@yardlet/core/repo";
import { DomainError } from "@yardlet/core/error";
import {
  findRollout,
  insertPlan,
  insertRollout,
  listPlanJobs,
  listRolloutPlans,
  listRollouts as queryRollouts,
  lockRollout,
  recordAudit,
  recordEvent,
  updatePlan,
  type Db,
  type PlanJob,
  type RolloutPlanRow,
  type RolloutRow,
} from "@yardlet/db";
import * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { enqueueJob } from "../job/enqueue.ts";
import { Reason } from "./save.ts";
import { digestOf, planUpdates, UpdateSelection, type UpdateLine } from "./update-preview.ts";

export const UpdateBehindInput = UpdateSelection.extend({
  /** Of the preview that the person reviewed. */
  digest: z.string().length(64),
  reason: Reason,
});

/**
 * Brings the copies that are behind up to date: a plan and a job for each repo, together one rollout.
 * @throws DomainError `conflict` when the updates are others than those that were reviewed, `invalid` when there are none
 */
export async function updateBehind(
  ctx: ServiceContext,
  input: z.infer<typeof UpdateBehindInput>,
): Promise<{ rolloutId: string }> {
  requirePermission(ctx, "equip.write");
  const { digest, reason, ...selection } = input;
  return transact(ctx, async (tx) => {
    const all = await planUpdates(tx, selection);
    if (digestOf(all) !== digest) {
      throw new DomainError("conflict", "other updates are due by now than you reviewed; look at them again");
    }
    const planned = all.filter(({ entries }) => entries.length > 0);
    if (planned.length === 0) throw new DomainError("invalid", "nothing is behind here; there is nothing to update");
    const skills = planned.reduce((sum, { entries }) => sum + entries.length, 0);
    const title = `update ${count(skills, "skill")} in ${count(planned.length, "repo")}`;
    const rolloutId = await insertRollout(tx, { title, reason, createdBy: ctx.actor.name });
    for (const { row, entries } of planned) {
      const planId = await insertPlan(tx, {
        repoId: row.id,
        base: row.headCommit,
        purpose: "equip",
        state: "waiting",
        entries,
        edits: [],
        createdBy: ctx.actor.name,
        rolloutId,
      });
      await enqueueJob(ctx, tx, "repo.write", { repoId: row.id, planId });
      await recordEvent(tx, "repo", row.id);
    }
    const repos = planned.map(({ repo, updates }) => ({ repo, updates }));
    await recordAudit(tx, ctx.actor, {
      action: "rollout.start",
      subject: title,
      reason,
      details: { rolloutId, repos },
    });
    await recordEvent(tx, "rollout", rolloutId);
    return { rolloutId };
  });
}

function count(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? "" : "s"}`;
}

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

/**
 * Tries the repos again in which a rollout failed, on what lies there now.
 * @throws DomainError `invalid` when none has failed
 */
export async function retryRollout(
  ctx: ServiceContext,
  input: z.infer<typeof GetRolloutInput>,
): Promise<{ repos: string[] }> {
  requirePermission(ctx, "equip.write");
  return transact(ctx, async (tx) => {
    await lockRollout(tx, input.id);
    const row = await requireRollout(tx, input.id);
    const failed = (await loadParts(tx, [row.id])).filter(({ part }) => part.step === "failed");
    if (failed.length === 0) throw new DomainError("invalid", "no repo of this rollout has failed; nothing to retry");
    for (const { of } of failed) {
      const { id: planId, repoId } = of.plan;
      await updatePlan(tx, planId, { state: "waiting", note: null });
      await enqueueJob(ctx, tx, "repo.write", { repoId, planId });
      await recordEvent(tx, "repo", repoId);
    }
    const repos = failed.map(({ part }) => part.repo);
    await recordAudit(tx, ctx.actor, {
      action: "rollout.retry",
      subject: row.title,
      reason: `tried again by hand in ${count(repos.length, "repo")}`,
      details: { rolloutId: row.id, repos },
    });
    await recordEvent(tx, "rollout", row.id);
    return { repos };
  });
}

async function requireRollout(db: Db, id: string): Promise<RolloutRow> {
  const row = await findRollout(db, id);
  if (row) return row;
  throw new DomainError("not_found", "there is no such rollout; see how the copies stand to the library");
}

interface LoadedPart {
  of: RolloutPlanRow;
  part: RolloutPart;
}

async function loadParts(db: Db, rolloutIds: string[]): Promise<LoadedPart[]> {
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
