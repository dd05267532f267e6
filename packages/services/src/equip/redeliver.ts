import { DomainError } from "@yardlet/core/error";
import type { Repo } from "@yardlet/core/repo";
import { listPlansUnderWay, lockPlan, recordAudit, recordEvent, updatePlan, type Db, type PlanRow } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { enqueueJob } from "../job/enqueue.ts";
import { Asked } from "../run/input.ts";
import { isHomePlan } from "./home.ts";

export const RedeliverPlanInput = z.strictObject({ plan: Asked });

/**
 * Puts what was on a branch that somebody deleted or rewrote on its way once more.
 * @throws DomainError `not_found`; `conflict` when it lies on its branch, or is settled by now
 */
export async function redeliverPlan(
  ctx: ServiceContext,
  input: z.infer<typeof RedeliverPlanInput>,
): Promise<{ jobId: string }> {
  requirePermission(ctx, "equip.write");
  return transact(ctx, async (tx) => {
    const plan = await lockPlan(tx, input.plan);
    if (!plan) throw new DomainError("not_found", "there is no such plan; reload the page of the repo");
    if (plan.state !== "delivered" || plan.lostAt === null) {
      const message = "it lies on its branch, or is settled by now; reload the page";
      throw new DomainError("conflict", message, { state: plan.state });
    }
    const jobId = await putOnItsWay(ctx, tx, plan);
    await recordAudit(tx, ctx.actor, {
      action: "repo.redeliver",
      repoId: plan.repoId,
      subject: plan.entries.map(({ skill }) => skill).join(", "),
      reason: "asked for by hand",
      details: { plan: plan.id },
    });
    await recordEvent(tx, "repo", plan.repoId);
    return { jobId };
  });
}

/**
 * What waits as a patch, about skills at home in the repo, goes on its way: changes arrive by another way from now on. What the
 * library offers is planned again by the sync that follows.
 */
export async function redeliverPatches(ctx: ServiceContext, tx: Db, repo: Repo): Promise<void> {
  const proposed = await listPlansUnderWay(tx, repo.id, ["proposed"]);
  for (const plan of proposed.filter((one) => isHomePlan(one) && one.patch !== null)) await putOnItsWay(ctx, tx, plan);
}

async function putOnItsWay(ctx: ServiceContext, tx: Db, { id, repoId }: PlanRow): Promise<string> {
  await updatePlan(tx, id, { state: "waiting", patch: null, note: null, finishedAt: null, lostAt: null });
  return enqueueJob(ctx, tx, "repo.write", { repoId, planId: id });
}
