import { DomainError } from "@yardlet/core/error";
import { recordAudit, recordEvent, updateSkill, type Db, type SkillRow } from "@yardlet/db";
import type * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
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
    await record(ctx, tx, skill, "skill.pin", input.reason);
  });
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
