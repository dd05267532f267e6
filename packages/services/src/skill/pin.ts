import { DomainError } from "@yardlet/core/error";
import { listPlansUnderWay, recordAudit, recordEvent, updateSkill, type Db, type SkillRow } from "@yardlet/db";
import type * as z from "zod";
import { requirePermission, transact, WORKER, type ServiceContext } from "../context.ts";
import { endPlan, ON_THEIR_WAY } from "../equip/withdraw.ts";
import { Reason } from "../version/save.ts";
import { lockForState } from "./deprecate.ts";
import { GetSkillInput } from "./get.ts";

export const PinSkillInput = GetSkillInput.extend({ reason: Reason });

/** Keeps a skill from being pruned by itself, until it is unpinned. */
export async function pinSkill(ctx: ServiceContext, input: z.infer<typeof PinSkillInput>): Promise<void> {
  requirePermission(ctx, "skill.write");
  await transact(ctx, async (tx) => {
    const skill = await lockForState(tx, input);
    if (skill.pinnedAt !== null) {
      throw new DomainError("conflict", `${skill.name} is pinned already, by ${skill.pinnedBy ?? "somebody"}`);
    }
    await updateSkill(tx, skill.id, { pinnedAt: ctx.now(), pinnedBy: ctx.actor.name, pinReason: input.reason });
    if (skill.home !== "library") await stopOwnPrune(ctx, tx, skill);
    await record(ctx, tx, skill, "skill.pin", input.reason);
  });
}

/** What Yardlet was about to prune by itself is not pruned any more, unless a job writes it at this moment. */
async function stopOwnPrune(ctx: ServiceContext, tx: Db, { home, name, pinReason }: SkillRow): Promise<void> {
  for (const plan of await listPlansUnderWay(tx, home, [...ON_THEIR_WAY])) {
    const isOwn = plan.purpose === "prune" && plan.createdBy === WORKER.name;
    if (!isOwn || !plan.entries.some(({ skill }) => skill === name)) continue;
    await endPlan(ctx, tx, { id: plan.id, note: `pinned by ${ctx.actor.name}${pinReason ? `: ${pinReason}` : ""}` });
    await recordEvent(tx, "repo", home);
  }
}

/** Lets the policy decide on a skill again. */
export async function unpinSkill(ctx: ServiceContext, input: z.infer<typeof PinSkillInput>): Promise<void> {
  requirePermission(ctx, "skill.write");
  await transact(ctx, async (tx) => {
    const skill = await lockForState(tx, input);
    if (skill.pinnedAt === null) throw new DomainError("conflict", `${skill.name} is not pinned`);
    await updateSkill(tx, skill.id, { pinnedAt: null, pinnedBy: null, pinReason: null });
    await record(ctx, tx, skill, "skill.unpin", input.reason);
  });
}

async function record(
  ctx: ServiceContext,
  tx: Db,
  skill: SkillRow,
  action: "skill.pin" | "skill.unpin",
  reason: string,
): Promise<void> {
  const { id, home, name, pinnedBy, pinReason } = skill;
  const repoId = home === "library" ? null : home;
  const details = { skill: id, home, name, pinnedBy, pinReason };
  await recordAudit(tx, ctx.actor, { action, repoId, subject: name, reason, details });
  await recordEvent(tx, "skill", id);
}
