import type { Job } from "@yardlet/core/job";
import { findJobOf, recordAudit, recordEvent, type Db, type PlanRow } from "@yardlet/db";
import type { ServiceContext } from "../context.ts";
import { refusePlan } from "./after.ts";

/** True for a job that nobody works on any more, before it was done. */
export function hasStopped(job: Pick<Job, "state"> | undefined): boolean {
  return job?.state === "failed" || job?.state === "cancelled";
}

/** True for a plan that waits for a job that failed for good or was cancelled. */
export async function isStopped(db: Db, plan: PlanRow): Promise<boolean> {
  return plan.state === "waiting" && hasStopped(await findJobOf(db, "repo.write", "planId", plan.id));
}

/** Gives a plan up that nobody carries out any more, so that it blocks nothing. Answers whether it was one. */
export async function giveUpStopped(ctx: ServiceContext, tx: Db, plan: PlanRow): Promise<boolean> {
  if (!(await isStopped(tx, plan))) return false;
  const reason = "the job that should carry it out was stopped";
  await refusePlan(ctx, tx, plan, reason);
  await recordAudit(tx, ctx.actor, {
    action: "repo.refused",
    repoId: plan.repoId,
    subject: plan.entries.map(({ action, skill }) => `${action} ${skill}`).join(", "),
    reason,
    details: { plan: plan.id },
  });
  await recordEvent(tx, "repo", plan.repoId);
  return true;
}
