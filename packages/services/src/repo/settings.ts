import { Delivery } from "@yardlet/core/repo";
import { DomainError } from "@yardlet/core/error";
import { findRepoBySlug, recordAudit, recordEvent, updateRepo } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { redeliverPatches } from "../equip/redeliver.ts";
import { enqueueJob } from "../job/enqueue.ts";
import { requireRepo } from "./find.ts";

const Slug = z.string().min(1).max(128);
const Switch = z.boolean().nullable().optional();

export const UpdateRepoSettingsInput = z.strictObject({
  slug: Slug,
  autoEquip: Switch,
  autoSkill: Switch,
  autoPrune: Switch,
  delivery: Delivery.optional(),
});

/** Changes a repo's own settings; null leaves a switch to the team. The next sync acts on them, and is started now. */
export async function updateRepoSettings(
  ctx: ServiceContext,
  input: z.infer<typeof UpdateRepoSettingsInput>,
): Promise<void> {
  requirePermission(ctx, "repo.configure");
  const { slug, ...change } = input;
  await transact(ctx, async (tx) => {
    const repo = await requireRepo(tx, slug);
    const isOther = change.delivery !== undefined && change.delivery !== repo.delivery;
    await updateRepo(tx, repo.id, { ...change, ...(isOther ? { pushRefused: null } : {}) });
    if (isOther && change.delivery !== "none") await redeliverPatches(ctx, tx, repo);
    await recordAudit(tx, ctx.actor, {
      action: "repo.configure",
      repoId: repo.id,
      subject: repo.slug,
      reason: "changed on its page",
      details: { before: { ...repo.switches, delivery: repo.delivery }, change },
    });
    await enqueueJob(ctx, tx, "repo.sync", { repoId: repo.id });
    await recordEvent(tx, "repo", repo.id);
  });
}

export const ArchiveRepoInput = z.strictObject({ slug: Slug });

/** Takes a repo off the list. Its history stays; adding it again brings it back. Nothing in the repo is touched. */
export async function archiveRepo(ctx: ServiceContext, input: z.infer<typeof ArchiveRepoInput>): Promise<void> {
  requirePermission(ctx, "repo.archive");
  await transact(ctx, async (tx) => {
    const repo = await requireRepo(tx, input.slug);
    await updateRepo(tx, repo.id, { archivedAt: ctx.now() });
    await recordAudit(tx, ctx.actor, {
      action: "repo.archive",
      repoId: repo.id,
      subject: repo.slug,
      reason: "taken off the list by hand",
    });
    await recordEvent(tx, "repo", repo.id);
  });
}

/** Puts a repo that was taken off the list back on it, with the settings that it had, and reads it. */
export async function unarchiveRepo(ctx: ServiceContext, input: z.infer<typeof ArchiveRepoInput>): Promise<void> {
  requirePermission(ctx, "repo.add");
  await transact(ctx, async (tx) => {
    const repo = await findRepoBySlug(tx, input.slug);
    if (!repo) throw new DomainError("not_found", `there was never a repo ${input.slug}; add it by its location`);
    if (repo.archivedAt === null) throw new DomainError("conflict", `${repo.slug} is on the list; nothing to do`);
    await updateRepo(tx, repo.id, { archivedAt: null });
    await enqueueJob(ctx, tx, "repo.sync", { repoId: repo.id });
    await recordAudit(tx, ctx.actor, {
      action: "repo.add",
      repoId: repo.id,
      subject: repo.slug,
      reason: "put back on the list by hand",
    });
    await recordEvent(tx, "repo", repo.id);
  });
}

export const RequestRepoSyncInput = z.strictObject({ slug: Slug });

export async function requestRepoSync(
  ctx: ServiceContext,
  input: z.infer<typeof RequestRepoSyncInput>,
): Promise<{ jobId: string }> {
  requirePermission(ctx, "repo.sync");
  return transact(ctx, async (tx) => {
    const repo = await requireRepo(tx, input.slug);
    return { jobId: await enqueueJob(ctx, tx, "repo.sync", { repoId: repo.id }) };
  });
}
