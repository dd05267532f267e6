import { DomainError } from "@yardlet/core/error";
import { findSkillById, lockSkill, recordAudit, type Db, type SkillRow } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { placeHomePlan } from "../equip/home-request.ts";
import type { EquipRequest } from "../equip/request.ts";
import { requireRepoById } from "../repo/sync.ts";
import { GetSkillInput, requireSkill } from "./get.ts";

export const PruneSkillInput = GetSkillInput.extend({ reason: z.string().trim().min(1).max(500) });

/**
 * Takes a skill that is at home in a repo away, in one commit; its text and its history stay here, and it can be restored.
 * @throws DomainError `refused` for one of the library, `conflict` when it is not active or a change of it is under way
 */
export async function pruneSkill(ctx: ServiceContext, input: z.infer<typeof PruneSkillInput>): Promise<EquipRequest> {
  requirePermission(ctx, "skill.write");
  return transact(ctx, async (tx) => placePrune(ctx, tx, await requireSkill(tx, input), { reason: input.reason }));
}

/** Places the plan that takes a skill away. `details` are what it is done for. */
export async function placePrune(
  ctx: ServiceContext,
  tx: Db,
  { id, home, name }: Pick<SkillRow, "id" | "home" | "name">,
  why: { reason: string; details?: Record<string, unknown> },
): Promise<EquipRequest> {
  if (home === "library") {
    throw new DomainError("refused", `${name} is the library's, which nothing is pruned from; deprecate it instead`);
  }
  await lockSkill(tx, id);
  const skill = await findSkillById(tx, id);
  if (skill?.state !== "active") {
    throw new DomainError("conflict", `${name} is ${skill?.state ?? "gone"}; only what is active is pruned`);
  }
  const repo = await requireRepoById(tx, home);
  const placed = await placeHomePlan(ctx, tx, repo, { purpose: "prune", skill: name, reason: why.reason });
  await recordAudit(tx, ctx.actor, {
    action: "repo.prune",
    repoId: home,
    subject: name,
    reason: why.reason,
    details: { skill: id, plan: placed.planId, ...why.details },
  });
  return placed;
}
