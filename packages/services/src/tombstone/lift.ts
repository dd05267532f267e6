import { DomainError } from "@yardlet/core/error";
import {
  findSkillById,
  findTombstone,
  insertTombstone,
  liftTombstone as endTombstone,
  recordAudit,
  recordEvent,
  type Db,
  type TombstoneRow,
} from "@yardlet/db";
import * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";

export const LiftTombstoneInput = z.strictObject({
  id: z.string().min(1).max(128),
  reason: z.string().trim().min(1, "say why, for those who come after you").max(500),
});

/** Lets a text come back: it may be recorded or proposed again. The skill itself stays as it is; restoring it is another verb. */
export async function liftTombstone(ctx: ServiceContext, input: z.infer<typeof LiftTombstoneInput>): Promise<void> {
  requirePermission(ctx, "skill.write");
  await transact(ctx, async (tx) => {
    const tombstone = await requireTombstone(tx, input.id);
    if (!(await endTombstone(tx, input.id, { by: ctx.actor.name, at: ctx.now() }))) {
      throw new DomainError("conflict", `this tombstone was lifted already; ${tombstone.name} may come back`);
    }
    await record(ctx, tx, tombstone, { action: "tombstone.lift", reason: input.reason, id: tombstone.id });
  });
}

/** Puts a tombstone that was lifted back: another one with the same facts stands from now on. */
export async function putTombstoneBack(ctx: ServiceContext, input: z.infer<typeof LiftTombstoneInput>): Promise<void> {
  requirePermission(ctx, "skill.write");
  await transact(ctx, async (tx) => {
    const tombstone = await requireTombstone(tx, input.id);
    if (tombstone.liftedAt === null) throw new DomainError("conflict", "this tombstone stands; there is nothing to do");
    const { home, name, skillId, version, contentHash, kind } = tombstone;
    const skill = skillId === null ? undefined : await findSkillById(tx, skillId);
    if (skill?.state === "active") throw new DomainError("conflict", `${name} is back by now; nothing is put on it`);
    const facts = { home, name, skillId, version, contentHash, kind, reason: tombstone.reason };
    const id = await insertTombstone(tx, { ...facts, by: ctx.actor.name, at: ctx.now() });
    await record(ctx, tx, tombstone, { action: "tombstone.put-back", reason: input.reason, id });
  });
}

async function requireTombstone(tx: Db, id: string): Promise<TombstoneRow> {
  const tombstone = await findTombstone(tx, id);
  if (tombstone) return tombstone;
  throw new DomainError("not_found", "there is no such tombstone; reload the list");
}

async function record(
  ctx: ServiceContext,
  tx: Db,
  { home, name, version, skillId }: TombstoneRow,
  done: { action: string; reason: string; id: string },
): Promise<void> {
  await recordAudit(tx, ctx.actor, {
    action: done.action,
    repoId: home === "library" ? null : home,
    subject: version === null ? name : `${name} v${version}`,
    reason: done.reason,
    details: { tombstone: done.id, name },
  });
  await recordEvent(tx, "skill", skillId ?? done.id);
}
