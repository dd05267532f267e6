import { DomainError } from "@yardlet/core/error";
import type * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { requireVersion } from "../score/contributions.ts";
import { GetSkillInput } from "../skill/get.ts";
import { lockForChange, placeSkillChange, type PlacedChange } from "./place.ts";
import { filesOf, Reason, VersionNumber } from "./save.ts";

export const RollBackSkillInput = GetSkillInput.extend({
  to: VersionNumber,
  reason: Reason,
  /** The number that was in force when the person decided; without it the one that is now. */
  base: VersionNumber.optional(),
});

/**
 * Puts an older version, or a newer one that was rolled back, in force again: the same version, the same epoch. Its content is
 * committed where the skill is at home, and the number of the next edit goes on from the newest.
 */
export async function rollBackSkill(
  ctx: ServiceContext,
  input: z.infer<typeof RollBackSkillInput>,
): Promise<PlacedChange> {
  requirePermission(ctx, "skill.write");
  return transact(ctx, async (tx) => {
    const { base, to, reason } = input;
    const skill = await lockForChange(ctx, tx, input, base === undefined ? {} : { base });
    const target = await requireVersion(tx, skill, to);
    if (target.id === skill.current.id) {
      throw new DomainError("conflict", `v${to} of ${skill.name} is in force already`, { base: to, current: to });
    }
    return placeSkillChange(ctx, tx, skill, {
      kind: "roll-back",
      files: await filesOf(tx, target.id),
      contentHash: target.contentHash,
      origin: target.origin,
      reason,
      result: target,
      number: to,
    });
  });
}
