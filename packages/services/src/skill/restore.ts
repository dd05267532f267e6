import { DomainError } from "@yardlet/core/error";
import type { SkillState } from "@yardlet/core/skill";
import { updateSkill, type Db, type SkillRow } from "@yardlet/db";
import type * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { Reason } from "../version/save.ts";
import { lockForState, recordState } from "./deprecate.ts";
import { GetSkillInput } from "./get.ts";
import { placeWriteBack } from "./write-back.ts";

export const RestoreSkillInput = GetSkillInput.extend({ reason: Reason });

/** What restoring led to. A deprecated skill is offered again at once; one that is gone from its repo is written back by a job. */
export interface RestoredSkill {
  was: SkillState;
  jobId: string | null;
}

type Restore = (ctx: ServiceContext, tx: Db, skill: SkillRow, reason: string) => Promise<RestoredSkill>;

/** What restoring means for a skill in each state. */
const RESTORE = {
  /** An active skill may lie in its repo no longer: somebody took it away by hand, or took the library's text. */
  active: async (ctx, tx, skill, reason) => {
    if (skill.absentSince !== null && skill.home !== "library") return writeBack(ctx, tx, skill, reason);
    throw new DomainError("conflict", `${skill.name} is active; there is nothing to restore`, { state: "active" });
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
  pruned: writeBack,
} as const satisfies Record<SkillState, Restore>;

async function writeBack(ctx: ServiceContext, tx: Db, skill: SkillRow, reason: string): Promise<RestoredSkill> {
  const { current, name, state } = skill;
  if (!current) throw new DomainError("refused", `${name} has no version to put back; create it anew`);
  const { jobId } = await placeWriteBack(ctx, tx, { ...skill, current }, reason);
  return { was: state, jobId };
}

/**
 * Brings back a skill that was deprecated, pruned, or taken away by hand, in the version that was in force. The evidence of a pruned
 * one starts anew.
 */
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
