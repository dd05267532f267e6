import {
  findSkill,
  insertEpoch,
  insertTombstone,
  liftTombstonesOf,
  listStandings,
  listVersions,
  lockSkill,
  recordAnnouncement,
  recordAudit,
  recordDecision,
  recordEvent,
  supersedeSkillCandidates,
  updateSkill,
  type Db,
  type PlanRow,
  type SkillRow,
  type VersionRow,
} from "@yardlet/db";
import type { ServiceContext } from "../context.ts";
import { epochsOf } from "../score/brief.ts";
import { EVIDENCE_KINDS } from "../score/judged.ts";

/** A skill at home in the repo was taken away: its versions stay here, and its text leaves a tombstone. A repeat changes nothing. */
export async function afterPrune(ctx: ServiceContext, tx: Db, plan: PlanRow, commit: string | null): Promise<void> {
  for (const { skill: name, reason } of plan.entries) {
    const skill = await lockNamed(tx, plan, name);
    if (!skill || skill.state !== "active") continue;
    await setState(ctx, tx, skill, { state: "pruned", reason, by: plan.createdBy });
    const { id: skillId, home, current } = skill;
    const epoch = (await epochsOf(tx, [skillId], ctx.now()))(skillId);
    const tombstone = await insertTombstone(tx, {
      home,
      name,
      skillId,
      version: current.number,
      contentHash: current.contentHash,
      kind: "prune",
      reason,
      by: plan.createdBy,
      at: ctx.now(),
    });
    const standing = (await listStandings(tx, [current.id])).find((one) => one.epoch === epoch);
    await record(ctx, tx, skill, {
      action: "skill.prune",
      by: plan.createdBy,
      reason,
      details: { epoch, receipt: standing?.receiptId ?? null, tombstone, plan: plan.id, commit },
    });
    const data = { skill: name, version: current.number, reason, by: plan.createdBy, commit };
    await recordAnnouncement(tx, { topic: "skill", ref: skillId, announces: "skill.pruned", repoId: home, data });
  }
}

/** A skill lies there again, in the version that it had; where it was pruned its evidence starts anew. A repeat changes nothing. */
export async function afterRestore(ctx: ServiceContext, tx: Db, plan: PlanRow, commit: string | null): Promise<void> {
  for (const { skill: name, reason } of plan.entries) {
    const skill = await lockNamed(tx, plan, name);
    if (!skill) continue;
    const by = plan.createdBy;
    if (skill.state === "pruned") await bringBack(ctx, tx, skill, { by, reason, details: { plan: plan.id, commit } });
    else await noteReturn(ctx, tx, skill, { by, reason, details: { was: "absent", plan: plan.id, commit } });
  }
}

/** Who brings a skill back, and why. */
interface Return {
  by: string;
  reason: string;
  details: Record<string, unknown>;
}

/** A pruned skill is back, by a restore or by somebody's hand: it is active, its tombstones are lifted, its evidence starts anew. */
export async function bringBack(
  ctx: ServiceContext,
  tx: Db,
  skill: SkillRow & { current: VersionRow },
  { by, reason, details }: Return,
): Promise<void> {
  await setState(ctx, tx, skill, { state: "active", reason, by });
  const epoch = await insertEpoch(tx, skill.id, ctx.now());
  const lifted = await liftTombstonesOf(tx, skill.id, { by, at: ctx.now() });
  await noteReturn(ctx, tx, skill, { by, reason, details: { was: "pruned", epoch, lifted, ...details } });
}

async function noteReturn(
  ctx: ServiceContext,
  tx: Db,
  skill: SkillRow & { current: VersionRow },
  { by, reason, details }: Return,
): Promise<void> {
  await updateSkill(tx, skill.id, { absentSince: null });
  await record(ctx, tx, skill, { action: "skill.restore", by, reason, details });
}

async function lockNamed(
  tx: Db,
  plan: PlanRow,
  name: string,
): Promise<(SkillRow & { current: VersionRow }) | undefined> {
  const found = await findSkill(tx, plan.repoId, name);
  if (!found) return undefined;
  await lockSkill(tx, found.id);
  const skill = await findSkill(tx, plan.repoId, name);
  const current = skill?.current ?? (await listVersions(tx, found.id))[0];
  return skill && current && { ...skill, current };
}

async function setState(
  ctx: ServiceContext,
  tx: Db,
  skill: SkillRow,
  { state, reason, by }: { state: "active" | "pruned"; reason: string; by: string },
): Promise<void> {
  const at = ctx.now();
  await updateSkill(tx, skill.id, { state, stateAt: at, stateBy: by, stateReason: reason });
  await supersedeSkillCandidates(tx, skill.id, EVIDENCE_KINDS, { reason: `${skill.name} is ${state} now`, at });
}

async function record(
  ctx: ServiceContext,
  tx: Db,
  skill: SkillRow & { current: VersionRow },
  done: Return & { action: string },
): Promise<void> {
  const { id, home, name, current } = skill;
  const what = { repoId: home, subject: `${name} v${current.number}`, reason: done.reason };
  const details = { skill: id, home, name, version: current.number, ...done.details };
  await recordDecision(tx, { ...what, kind: done.action, by: done.by, inputs: details });
  await recordAudit(tx, ctx.actor, { ...what, action: done.action, details });
  await recordEvent(tx, "skill", id);
}
