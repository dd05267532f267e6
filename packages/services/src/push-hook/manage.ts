import { DomainError } from "@yardlet/core/error";
import { deletePushHook, findPushHook, recordAudit, recordEvent, savePushHook } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { sealSecret } from "../credential/seal.ts";
import { requireRepo } from "../repo/find.ts";
import { ownerOf } from "./secret.ts";
import { newPushSecret } from "./signature.ts";

export const PushHookInput = z.strictObject({ slug: z.string().min(1).max(128) });
type Input = z.infer<typeof PushHookInput>;

/** A repo's push webhook, without its secret. */
export interface PushHookView {
  createdBy: string;
  createdAt: Date;
  rotatedAt: Date | null;
  last: { at: Date; event: string; did: string } | null;
}

/** The push webhook of a repo; null where there is none. */
export async function getPushHook(ctx: ServiceContext, input: Input): Promise<PushHookView | null> {
  requirePermission(ctx, "repo.configure");
  const hook = await findPushHook(ctx.db, (await requireRepo(ctx.db, input.slug)).id);
  if (!hook) return null;
  const { createdBy, createdAt, rotatedAt, lastAt, lastEvent, lastDid } = hook;
  const last = lastAt === null ? null : { at: lastAt, event: lastEvent ?? "", did: lastDid ?? "" };
  return { createdBy, createdAt, rotatedAt, last };
}

/**
 * Turns the push webhook of a repo on, or gives it another secret: the one before is worth nothing from then on. The secret is
 * answered this once; it is stored encrypted.
 * @throws DomainError `not_found`; `refused` for a local path, which no host tells of
 */
export async function makePushSecret(ctx: ServiceContext, input: Input): Promise<{ secret: string }> {
  requirePermission(ctx, "repo.configure");
  const secret = newPushSecret();
  return transact(ctx, async (tx) => {
    const repo = await requireRepo(tx, input.slug);
    if (repo.locationKind === "path") {
      throw new DomainError("refused", `${repo.slug} is a local path, which no git host tells of; sync it by hand`);
    }
    const isThere = (await findPushHook(tx, repo.id)) !== undefined;
    const sealed = sealSecret(ctx, ownerOf(repo.id), secret);
    await savePushHook(tx, { repoId: repo.id, secret: sealed, by: ctx.actor.name, at: ctx.now() });
    await recordAudit(tx, ctx.actor, {
      action: isThere ? "push-hook.rotate" : "push-hook.create",
      repoId: repo.id,
      subject: repo.slug,
      reason: isThere ? "another secret was made in its settings" : "turned on in its settings",
    });
    await recordEvent(tx, "repo", repo.id);
    return { secret };
  });
}

/** Turns the push webhook of a repo off: its secret is forgotten, and the repo is read once a day and when somebody asks. */
export async function deletePushSecret(ctx: ServiceContext, input: Input): Promise<void> {
  requirePermission(ctx, "repo.configure");
  await transact(ctx, async (tx) => {
    const repo = await requireRepo(tx, input.slug);
    if (!(await deletePushHook(tx, repo.id))) {
      throw new DomainError("conflict", `${repo.slug} has no push webhook; nothing to turn off`);
    }
    await recordAudit(tx, ctx.actor, {
      action: "push-hook.delete",
      repoId: repo.id,
      subject: repo.slug,
      reason: "turned off in its settings",
    });
    await recordEvent(tx, "repo", repo.id);
  });
}
