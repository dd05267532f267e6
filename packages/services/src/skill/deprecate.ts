import { DomainError } from "@yardlet/core/error";
import { SkillName } from "@yardlet/core/skill/names";
import {
  findSkill,
  findSkillById,
  listEquipped,
  listRepos,
  lockSkill,
  recordAudit,
  recordDecision,
  recordEvent,
  supersedeSkillCandidates,
  updateSkill,
  type Db,
  type SkillRow,
} from "@yardlet/db";
import type * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { enqueueSyncs } from "../job/enqueue.ts";
import { EVIDENCE_KINDS } from "../score/judged.ts";
import { Reason } from "../version/save.ts";
import { GetSkillInput, requireSkill } from "./get.ts";

export const DeprecateSkillInput = GetSkillInput.extend({
  reason: Reason,
  /** The skill of the library that takes its place. */
  replacedBy: SkillName.optional(),
});

/** Where a skill lies after its state has changed. */
export interface StillEquipped {
  repoSlug: string;
  number: number | null;
}

export interface DeprecatedSkill {
  replacedBy: string | null;
  /** It stays there until somebody unequips it. */
  equipped: StillEquipped[];
}

/** Marks a skill of the library: it is offered and equipped no more, and stays where it lies. */
export async function deprecateSkill(
  ctx: ServiceContext,
  input: z.infer<typeof DeprecateSkillInput>,
): Promise<DeprecatedSkill> {
  requirePermission(ctx, "skill.write");
  return transact(ctx, async (tx) => {
    const { home, name, reason, replacedBy = null } = input;
    if (home !== "library") {
      const remedy = `unequip it in ${home}, and it stays in the history`;
      throw new DomainError("refused", `${name} is at home in ${home}, and only the library's are offered; ${remedy}`);
    }
    const skill = await lockForState(tx, { home, name });
    if (skill.state !== "active") {
      throw new DomainError("conflict", `${name} is ${skill.state} already`, { state: skill.state });
    }
    if (replacedBy !== null) await requireSuccessor(tx, name, replacedBy);
    await updateSkill(tx, skill.id, {
      state: "deprecated",
      stateAt: ctx.now(),
      stateBy: ctx.actor.name,
      stateReason: reason,
      replacedBy,
    });
    await supersedeSkillCandidates(tx, skill.id, [...EVIDENCE_KINDS, "equip"], { reason: "deprecated", at: ctx.now() });
    await recordState(ctx, tx, skill, "skill.deprecate", { reason, details: { replacedBy } });
    return { replacedBy, equipped: await stillEquipped(tx, name) };
  });
}

/** The skill as it is now, locked until the transaction ends. */
export async function lockForState(tx: Db, named: z.infer<typeof GetSkillInput>): Promise<SkillRow> {
  const found = await requireSkill(tx, named);
  await lockSkill(tx, found.id);
  return (await findSkillById(tx, found.id)) ?? found;
}

async function requireSuccessor(tx: Db, name: string, successor: string): Promise<void> {
  const found = await findSkill(tx, "library", successor);
  if (
    found &&
    found.id !== (await findSkill(tx, "library", name))?.id &&
    found.state === "active" &&
    found.current !== null &&
    !found.absentSince
  )
    return;
  const why = found ? (found.name === name ? "it is the skill itself" : "it is not offered") : "the library lacks it";
  throw new DomainError("invalid", `${successor} cannot take the place of ${name}: ${why}; name another skill`);
}

export async function stillEquipped(tx: Db, name: string): Promise<StillEquipped[]> {
  const rows = await listEquipped(tx, { name });
  return rows.map(({ repoSlug, number }) => ({ repoSlug, number }));
}

/**
 * Decision, audit entry and events of a change of a skill's state. What the library offers is another thing then, so every repo
 * is read again.
 */
export async function recordState(
  ctx: ServiceContext,
  tx: Db,
  skill: SkillRow,
  action: "skill.deprecate" | "skill.restore",
  { reason, details }: { reason: string; details: Record<string, unknown> },
): Promise<void> {
  const { id, home, name, state: was, current } = skill;
  const facts = { skill: id, home, name, version: current?.number ?? null, was, ...details };
  const repoId = home === "library" ? null : home;
  await recordDecision(tx, { kind: action, repoId, subject: name, reason, by: ctx.actor.name, inputs: facts });
  await recordAudit(tx, ctx.actor, { action, repoId, subject: name, reason, details: facts });
  await enqueueSyncs(
    ctx,
    tx,
    (await listRepos(tx)).map(({ id }) => id),
  );
  await recordEvent(tx, "skill", id);
  await recordEvent(tx, "library", "library");
}
