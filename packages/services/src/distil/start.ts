import { DistilBudget } from "@yardlet/core/distil";
import {
  findJob,
  findRepo,
  insertDistillation,
  listReposToDistil,
  lockWaitingDistillation,
  recordAudit,
  recordEvent,
  setDistillationJob,
  type Db,
} from "@yardlet/db";
import * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { hasStopped } from "../equip/stopped.ts";
import { enqueueJob } from "../job/enqueue.ts";
import type { JobResult, JobRun } from "../job/run.ts";
import { RepoScope, requireScope, scopeOfRepo, SkillScope, type LessonScope } from "./scope.ts";

const MIB = 1024 * 1024;

/** How much one distillation may write where nobody says otherwise. */
export const DISTIL_BUDGET: DistilBudget = { max_candidates: 20, max_lessons: 200, max_output_bytes: 8 * MIB };

const More = { budget: DistilBudget.optional() };

/** A repo by its slug, or a skill; without a budget it is `DISTIL_BUDGET`. */
export const StartDistilInput = z.union([RepoScope.extend(More), SkillScope.extend(More)]);

export interface StartedDistil {
  distillationId: string;
  jobId: string;
}

/**
 * Distils the packets of a repo or a skill soon. Of each scope one distillation waits: who asks again joins it.
 * @throws DomainError `not_found` for an unknown repo or skill
 */
export async function startDistil(
  ctx: ServiceContext,
  input: z.infer<typeof StartDistilInput>,
): Promise<StartedDistil> {
  requirePermission(ctx, "distil.run");
  const { budget = DISTIL_BUDGET, ...scope } = input;
  return transact(ctx, async (tx) => request(ctx, tx, await requireScope(ctx, tx, scope), budget));
}

async function request(ctx: ServiceContext, tx: Db, scope: LessonScope, budget: DistilBudget): Promise<StartedDistil> {
  const { key, repo, skill } = scope;
  const facts = { scope: key, repoId: repo?.id ?? null, skillId: skill?.id ?? null };
  const id = await insertDistillation(tx, { ...facts, budget, by: ctx.actor.name, at: ctx.now() });
  const waiting = id === undefined ? await lockWaitingDistillation(tx, key) : undefined;
  if (waiting?.jobId && !hasStopped(await findJob(tx, waiting.jobId))) {
    return { distillationId: waiting.id, jobId: waiting.jobId };
  }
  const distillationId = id ?? waiting?.id;
  // The one that waited has begun meanwhile.
  if (distillationId === undefined) return request(ctx, tx, scope, budget);
  const jobId = await enqueueJob(ctx, tx, "distil.run", { distillationId });
  await setDistillationJob(tx, distillationId, jobId);
  await recordAudit(tx, ctx.actor, {
    action: "distil.start",
    repoId: repo?.id ?? null,
    subject: repo?.slug ?? skill?.name ?? key,
    reason: "distil lessons",
    details: { distillation: distillationId, job: jobId, budget },
  });
  await recordEvent(tx, "distil", distillationId);
  return { distillationId, jobId };
}

/** The job `distil.schedule`: every repo in which tasks have ended since it was last distilled is distilled. */
export async function runDistilSchedule(ctx: ServiceContext, run: JobRun): Promise<JobResult> {
  requirePermission(ctx, "distil.run");
  const ids = await listReposToDistil(ctx.db);
  for (const id of ids) {
    run.signal.throwIfAborted();
    const repo = await findRepo(ctx.db, id);
    if (repo) await transact(ctx, (tx) => request(ctx, tx, scopeOfRepo(repo), DISTIL_BUDGET));
  }
  return { repos: ids.length };
}
