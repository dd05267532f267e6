import { recordAudit, type Db, type SkillRow, type VersionRow } from "@yardlet/db";
import type { ServiceContext } from "../context.ts";
import { placeHomePlan } from "../equip/home-request.ts";
import type { EquipRequest } from "../equip/request.ts";
import { requireRepoById } from "../repo/sync.ts";

/** Places the plan that writes a skill which is gone from its repo back there, in the version that it had. */
export async function placeWriteBack(
  ctx: ServiceContext,
  tx: Db,
  { id, home, name, current }: SkillRow & { current: VersionRow },
  reason: string,
): Promise<EquipRequest> {
  const repo = await requireRepoById(tx, home);
  const plan = { purpose: "restore", skill: name, version: current.number, reason } as const;
  const placed = await placeHomePlan(ctx, tx, repo, plan);
  await recordAudit(tx, ctx.actor, {
    action: "repo.restore",
    repoId: home,
    subject: `${name} v${current.number}`,
    reason,
    details: { skill: id, plan: placed.planId },
  });
  return placed;
}
