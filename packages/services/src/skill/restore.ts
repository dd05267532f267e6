import { DomainError } from "@yardlet/core/error";
import type { SkillState } from "@yardlet/core/skill";
import { updateSkill, type Db, type SkillRow } from "@yardlet/db";
import type * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { Reason } from "../version/save.ts";
import { lockForState, recordState } from "./deprecate.ts";
import { GetSkillInput } from "./get.ts";

export const RestoreSkillInput = GetSkillInput.extend({ reason: Reason });

/** What restoring led to. A deprecated skill is offered again at once; a pruned one is written back by a job. */
export interface RestoredSkill {
  was: SkillState;
  jobId: string | null;
}

type Restore = (ctx: ServiceContext, tx: Db, skill: SkillRow, reason: string) => Promise<RestoredSkill>;

/** What restoring means for a skill in each state. */
const RESTORE = {
  active: async (_ctx, _tx, { name }) => {
    throw new DomainError("conflict", `${name} is active; there is nothing to restore`, { state: "active" });
  },
  deprecated: async (ctx, tx, skill, reason) => {
    await updateSkill(tx, skill.id, {
      state: "active",
      stateAt: ctx.now(),
      stateBy: ctx.actor.name,
      stateReason: reason,
      replacedBy: null,
    });
    const { replacedBy, stateReason } = skill;
    await recordState(ctx, tx, skill, "skill.restore", { reason, details: { replacedBy, because: stateReason } });
    return { was: "deprecated", jobId: null };
  },
  pruned: async (_ctx, _tx, { name }) => {
    throw new DomainError("refused", `${name} was pruned, and nothing writes it back yet`, { state: "pruned" });
  },
} as const satisfies Record<SkillState, Restore>;

/** Brings back a skill that was deprecated or pruned, in the version that was in force. */
export async function restoreSkill(
  ctx: ServiceContext,
  input: z.infer<typeof RestoreSkillInput>,
): Promise<RestoredSkill> {
  requirePermission(ctx, "skill.write");
  return transact(ctx, async (tx) => {
    const skill = await lockForState(tx, input);
    return RESTORE[skill.state](ctx, tx, skill, input.reason);
  });
}
