import { DomainError } from "@yardlet/core/error";
import { endSkillChange, lockSkill, recordAudit, recordEvent } from "@yardlet/db";
import * as z from "zod";
import { reopenInstalled } from "../candidate/installed.ts";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { endPlanOfChange } from "../equip/withdraw.ts";
import { Asked } from "../run/input.ts";
import { GetSkillInput, requireSkill } from "../skill/get.ts";
import { Reason } from "./save.ts";
import { findWaiting } from "./waiting.ts";

export const WithdrawChangeInput = GetSkillInput.extend({
  /** The change, as the person saw it waiting. */
  change: Asked,
  reason: Reason,
});

/**
 * Gives up a change that is on its way. Its text stays here, among those that were not written; what lies on a branch already
 * stays there, and is read as a hand edit when somebody merges it.
 * @throws DomainError `conflict` when it is written by now, or a job writes it at this moment
 */
export async function withdrawChange(ctx: ServiceContext, input: z.infer<typeof WithdrawChangeInput>): Promise<void> {
  requirePermission(ctx, "skill.write");
  await transact(ctx, async (tx) => {
    const skill = await requireSkill(tx, input);
    await lockSkill(tx, skill.id);
    const change = await findWaiting(tx, skill.id);
    if (change?.id !== input.change) {
      throw new DomainError(
        "conflict",
        `this change of ${skill.name} waits no longer; reload to see what became of it`,
      );
    }
    const note = `given up by ${ctx.actor.name}: ${input.reason}`;
    await endPlanOfChange(ctx, tx, change.id, note);
    await endSkillChange(tx, change.id, { state: "refused", note, at: ctx.now() });
    await reopenInstalled(tx, change.id);
    const repoId = skill.home === "library" ? null : skill.home;
    await recordAudit(tx, ctx.actor, {
      action: "skill.withdraw",
      repoId,
      subject: skill.name,
      reason: input.reason,
      details: { skill: skill.id, change: change.id, kind: change.kind, by: change.by, plan: change.planId },
    });
    await recordEvent(tx, "skill", skill.id);
    if (repoId !== null) await recordEvent(tx, "repo", repoId);
  });
}
