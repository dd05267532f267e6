import { DomainError } from "@yardlet/core/error";
import type { PlanEntry, Placed } from "@yardlet/core/equip";
import { listPlansUnderWay, listPlans, updatePlan, type Db, type PlanRow } from "@yardlet/db";
import { applyPlan, refusePlan } from "../equip/after.ts";
import { isCarriedOut, isHomePlan, isUntouched, type HomePlan } from "../equip/home.ts";
import { giveUpStopped } from "../equip/stopped.ts";
import type { ServiceContext } from "../context.ts";

/**
 * Settles the plans about skills at home in the repo: what lies there as planned is applied, whoever merged it and whether or not
 * a job came to say so. A plan on a branch that something else has overtaken is refused.
 */
export async function settleHomePlans(
  ctx: ServiceContext,
  tx: Db,
  repoId: string,
  seen: { placed: readonly Placed[]; commit: string | undefined },
): Promise<void> {
  const open = await listPlansUnderWay(tx, repoId);
  for (const plan of open.filter(isHomePlan)) await settleHomePlan(ctx, tx, plan, seen);
}

async function settleHomePlan(
  ctx: ServiceContext,
  tx: Db,
  plan: HomePlan,
  { placed, commit }: { placed: readonly Placed[]; commit: string | undefined },
): Promise<void> {
  try {
    if (await isCarriedOut(tx, plan, placed)) {
      await applyPlan(ctx, tx, plan, { commit: commit ?? null });
      return;
    }
    if (plan.state === "waiting") return;
    for (const entry of plan.entries) {
      const folder = placed.find(({ name }) => name === entry.skill);
      if (await isUntouched(tx, plan, entry, folder)) continue;
      await refusePlan(ctx, tx, plan, `${entry.skill}: something else lies there by now; look at it and ask again`);
      return;
    }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (plan.state !== "waiting") await refusePlan(ctx, tx, plan, error.message);
  }
}

/**
 * Settles the plans made before about what the library offers: delivered ones of which nothing is left to do are applied, those
 * that say something else than now are superseded, and those whose job has stopped are given up. Answers those that say the same as now. A part of a rollout stays until it is
 * done.
 */
export async function settleOpenPlans(
  ctx: ServiceContext,
  tx: Db,
  repoId: string,
  entries: readonly PlanEntry[],
): Promise<PlanRow[]> {
  const listed = await listPlans(tx, { repoId, states: ["waiting", "delivered", "proposed", "rejected"], limit: 50 });
  const open: PlanRow[] = [];
  for (const plan of listed) {
    if (!isHomePlan(plan) && !(await giveUpStopped(ctx, tx, plan))) open.push(plan);
  }
  const left = new Set(entries.map(actOf));
  const same = open.filter((plan) => isAsking(plan) && shapesOf(plan.entries) === shapesOf(entries));
  for (const plan of open) {
    if (same.includes(plan) || plan.state === "waiting" || plan.state === "rejected") continue;
    const isOut = plan.state === "delivered" || plan.rolloutId !== null;
    const done = isOut && !plan.entries.some((entry) => left.has(actOf(entry)));
    if (plan.rolloutId !== null && !done) continue;
    await updatePlan(tx, plan.id, { state: done ? "applied" : "superseded", finishedAt: ctx.now() });
  }
  return same;
}

/** A patch of a rollout waits for somebody to apply it; no candidate stands for it. */
function isAsking({ purpose, state, rolloutId }: PlanRow): boolean {
  return purpose !== "choice" && !(rolloutId !== null && state === "proposed");
}

/** What is left to do, whatever the library's version is by now. */
function actOf({ action, skill }: PlanEntry): string {
  return `${action} ${skill}`;
}

function shapeOf({ action, skill, version }: PlanEntry): string {
  return `${action} ${skill} ${version ?? ""}`;
}

export function shapesOf(entries: readonly PlanEntry[]): string {
  return entries.map(shapeOf).join("\n");
}
