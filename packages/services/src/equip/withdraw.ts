import { DomainError } from "@yardlet/core/error";
import {
  endSkillChange,
  findJobOf,
  findPlanOfChange,
  lockPlan,
  recordAudit,
  recordEvent,
  requestJobCancel,
  updatePlan,
  type Db,
  type PlanState,
} from "@yardlet/db";
import * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { reopenInstalled } from "../candidate/installed.ts";
import { Asked } from "../run/input.ts";
import { Reason } from "../version/save.ts";
import { hasStopped } from "./stopped.ts";

/** Plans that nobody has to decide on any more, and that are not in the repo yet. */
export const ON_THEIR_WAY = ["waiting", "delivered"] as const satisfies readonly PlanState[];

export const WithdrawPlanInput = z.strictObject({ plan: Asked, reason: Reason });

/**
 * Gives up what is on its way into a repo. What lies on a branch already stays there, and is what the next sync sees when somebody
 * merges it.
 * @throws DomainError `not_found`; `refused` for a new text of a skill that is there, which is given up with its change; `conflict`
 * when it is settled by now, or a job writes it at this moment
 */
export async function withdrawPlan(ctx: ServiceContext, input: z.infer<typeof WithdrawPlanInput>): Promise<void> {
  requirePermission(ctx, "equip.write");
  await transact(ctx, async (tx) => {
    const plan = await lockPlan(tx, input.plan);
    if (!plan) throw new DomainError("not_found", "there is no such plan; reload the page of the repo");
    const subject = plan.entries.map(({ skill }) => skill).join(", ");
    if (plan.changeId !== null && plan.purpose !== "create") {
      throw new DomainError("refused", `this writes a new text of ${subject}; give the change up on the skill's page`);
    }
    if (!ON_THEIR_WAY.some((state) => state === plan.state)) {
      throw new DomainError("conflict", `this is ${plan.state} by now; reload the page`, { state: plan.state });
    }
    const note = `given up by ${ctx.actor.name}: ${input.reason}`;
    await endPlan(ctx, tx, { id: plan.id, note });
    if (plan.changeId !== null) await giveUpSkill(ctx, tx, plan.changeId, note);
    await recordAudit(tx, ctx.actor, {
      action: "repo.withdraw",
      repoId: plan.repoId,
      subject,
      reason: input.reason,
      details: { plan: plan.id, purpose: plan.purpose, was: plan.state, by: plan.createdBy },
    });
    await recordEvent(tx, "repo", plan.repoId);
  });
}

/** A skill that was on its way is none; the candidate that was accepted for it waits again. */
async function giveUpSkill(ctx: ServiceContext, tx: Db, changeId: string, note: string): Promise<void> {
  await endSkillChange(tx, changeId, { state: "refused", note, at: ctx.now() });
  await reopenInstalled(tx, changeId);
}

/** Ends the plan that puts a change in place, where there is one, with its job. */
export async function endPlanOfChange(ctx: ServiceContext, tx: Db, changeId: string, note: string): Promise<void> {
  const plan = await findPlanOfChange(tx, changeId);
  if (plan) await endPlan(ctx, tx, { id: plan.id, note });
  else await stopWriter(ctx, tx, await findJobOf(tx, "library.write", "changeId", changeId));
}

/** Ends a plan that is on its way, with the job that should write it. */
export async function endPlan(ctx: ServiceContext, tx: Db, { id, note }: { id: string; note: string }): Promise<void> {
  await stopWriter(ctx, tx, await findJobOf(tx, "repo.write", "planId", id));
  await updatePlan(tx, id, { state: "rejected", note, finishedAt: ctx.now() });
}

/** Ends the job before it begins. */
async function stopWriter(ctx: ServiceContext, tx: Db, job: Awaited<ReturnType<typeof findJobOf>>): Promise<void> {
  if (!job || job.state === "done" || hasStopped(job)) return;
  if ((await requestJobCancel(tx, job.id, ctx.now())) === "asked") {
    const message = "a job writes it at this moment; wait for its end, or cancel the job first";
    throw new DomainError("conflict", message, { job: job.id });
  }
  await recordEvent(tx, "job", job.id);
}
