import { findSkill, recordAudit, recordDecision, recordEvent, updateSkill, type Db, type PlanRow } from "@yardlet/db";
import type { SkillState } from "@yardlet/core/skill";
import type { ServiceContext } from "../context.ts";

/** A skill at home in the repo was taken away: its versions stay here. */
export function afterPrune(ctx: ServiceContext, tx: Db, plan: PlanRow, commit: string | null): Promise<void> {
  return storeState(ctx, tx, plan, { state: "pruned", action: "skill.prune", commit });
}

/** A pruned skill lies there again. */
export function afterRestore(ctx: ServiceContext, tx: Db, plan: PlanRow, commit: string | null): Promise<void> {
  return storeState(ctx, tx, plan, { state: "active", action: "skill.restore", commit });
}

async function storeState(
  ctx: ServiceContext,
  tx: Db,
  plan: PlanRow,
  { state, action, commit }: { state: SkillState; action: string; commit: string | null },
): Promise<void> {
  for (const { skill: name, reason } of plan.entries) {
    const skill = await findSkill(tx, plan.repoId, name);
    if (!skill || skill.state === state) continue;
    const by = plan.createdBy;
    await updateSkill(tx, skill.id, { state, stateAt: ctx.now(), stateBy: by, stateReason: reason, absentSince: null });
    const subject = skill.current ? `${name} v${skill.current.number}` : name;
    const details = { skill: skill.id, was: skill.state, plan: plan.id, commit };
    await recordDecision(tx, { kind: action, repoId: plan.repoId, subject, reason, by, inputs: details });
    await recordAudit(tx, ctx.actor, { action, repoId: plan.repoId, subject, reason, details });
    await recordEvent(tx, "skill", skill.id);
  }
}
