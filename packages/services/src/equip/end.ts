import { isExecutable, type EquipPlan } from "@yardlet/core/equip";
import type { DomainError } from "@yardlet/core/error";
import type { Delivery, Repo } from "@yardlet/core/repo";
import {
  findPlan,
  lockPlan,
  recordAudit,
  recordDecision,
  recordEvent,
  updatePlan,
  updateRepo,
  type Db,
  type PlanRow,
  type PlanState,
} from "@yardlet/db";
import { transact, type ServiceContext } from "../context.ts";
import { summary } from "../repo/sync.ts";
import { applyPlan, refusePlan } from "./after.ts";
import { isHomePlan } from "./home.ts";

/** What became of a plan in the repo. */
export interface Delivered {
  how: Delivery;
  commit: string | null;
  changed: boolean;
  patch: string | null;
  note: string | null;
  /** What the remote said when it declined the push, where it did: then there is a patch. */
  declined?: string;
}

/** On a branch a plan waits for its merge even when the branch had all of it before; a patch waits for a person. */
const STATE_AFTER = { commit: "applied", branch: "delivered", none: "proposed" } as const satisfies Record<
  Delivery,
  PlanState
>;

/** Stores the end of a plan: state, decision with its inputs, audit entry, event, and what follows for skills at home here. */
export async function finishPlan(
  ctx: ServiceContext,
  repo: Repo,
  plan: PlanRow,
  fresh: EquipPlan,
  delivered: Delivered,
): Promise<void> {
  const { how, commit, patch, note } = delivered;
  const end = { commit, delivered: how, patch, note };
  await transact(ctx, async (tx) => {
    await noteRefusal(ctx, tx, repo, plan, delivered);
    if (isHomePlan(plan)) {
      await recordEvent(tx, "repo", repo.id);
      const isThere = how === "commit" || (how === "none" && patch === null);
      if (isThere) return applyPlan(ctx, tx, plan, end);
    }
    // Somebody may have given it up meanwhile, or another worker have ended it.
    if ((await lockPlan(tx, plan.id))?.state !== "waiting") return;
    await updatePlan(tx, plan.id, { ...end, state: STATE_AFTER[how], finishedAt: ctx.now() });
    if (isHomePlan(plan) || !delivered.changed) return;
    await recordWritten(ctx, tx, repo, { plan, fresh, delivered });
  });
}

/** A push that was declined is not tried again by itself: until one is taken, or another delivery chosen, a person decides. */
async function noteRefusal(
  ctx: ServiceContext,
  tx: Db,
  repo: Repo,
  plan: PlanRow,
  { declined, changed }: Delivered,
): Promise<void> {
  if (declined === undefined && !changed) return;
  await updateRepo(tx, repo.id, { pushRefused: declined ?? null });
  if (declined === undefined) return;
  await recordAudit(tx, ctx.actor, {
    action: "repo.declined",
    repoId: repo.id,
    subject: summary(plan.entries),
    reason: declined,
    details: { plan: plan.id, delivery: repo.delivery },
  });
}

async function recordWritten(
  ctx: ServiceContext,
  tx: Db,
  repo: Repo,
  { plan, fresh, delivered }: { plan: PlanRow; fresh: EquipPlan; delivered: Delivered },
): Promise<void> {
  const executed = fresh.entries.filter(isExecutable);
  const subject = executed.length > 0 ? executed.map((entry) => entry.skill).join(", ") : "yardlet.yaml";
  const reason = executed.length > 0 ? summary(executed) : "choices written";
  await recordDecision(tx, {
    kind: plan.purpose,
    repoId: repo.id,
    subject,
    reason,
    by: plan.createdBy,
    inputs: { plan: plan.id, base: plan.base, entries: executed, edits: plan.edits, commit: delivered.commit },
  });
  await recordAudit(tx, ctx.actor, {
    action: `repo.wrote-${plan.purpose}`,
    repoId: repo.id,
    subject,
    reason: plan.createdBy === ctx.actor.name ? reason : `${reason}, for ${plan.createdBy}`,
    details: { plan: plan.id, commit: delivered.commit, delivered: delivered.how },
  });
  await recordEvent(tx, "repo", repo.id);
}

/** Stores that a plan will not be carried out, and why; one that has ended stays as it is. */
export async function giveUpPlan(ctx: ServiceContext, repo: Repo, plan: PlanRow, error: DomainError): Promise<void> {
  await transact(ctx, async (tx) => {
    if ((await findPlan(tx, plan.id))?.state !== "waiting") return;
    await refusePlan(ctx, tx, plan, error.message);
    await recordAudit(tx, ctx.actor, {
      action: "repo.refused",
      repoId: repo.id,
      subject: summary(plan.entries),
      reason: error.message,
      details: { plan: plan.id },
    });
    await recordEvent(tx, "repo", repo.id);
  });
}
