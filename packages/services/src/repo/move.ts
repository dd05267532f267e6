import { DomainError } from "@yardlet/core/error";
import { LocationKind, type Delivery, type Repo } from "@yardlet/core/repo";
import {
  addRepoAlias,
  findPreview,
  findRepoByAlias,
  findRepoByIdentity,
  insertPreview,
  lockRepo,
  recordAudit,
  recordEvent,
  removeRepoAlias,
  updateRepo,
  type Db,
} from "@yardlet/db";
import { identityOf, parseLocation, type RepoLocation } from "@yardlet/repo";
import * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { enqueueJob } from "../job/enqueue.ts";
import { requireRepo } from "./find.ts";
import { locationOf } from "./open.ts";
import { locationPolicy } from "./policy.ts";
import { PreviewResult } from "./preview.ts";

const Slug = z.string().min(1).max(128);

export const PreviewMoveInput = z.strictObject({ slug: Slug, location: z.string().trim().min(1).max(2_000) });

/** Starts a dry run of another address for a repo: whether it can be read, and whether it holds what was seen in the repo before. */
export async function previewMove(
  ctx: ServiceContext,
  { slug, location }: z.infer<typeof PreviewMoveInput>,
): Promise<{ previewId: string; jobId: string }> {
  requirePermission(ctx, "repo.configure");
  return transact(ctx, async (tx) => {
    const repo = await requireRepo(tx, slug);
    const previewId = await insertPreview(tx, { locations: [location], createdBy: ctx.actor.name, repoId: repo.id });
    return { previewId, jobId: await enqueueJob(ctx, tx, "repo.preview", { previewId }) };
  });
}

export const MoveRepoInput = z.strictObject({
  slug: Slug,
  previewId: z.string().min(1).max(128),
  /** The repo goes on there although nothing that was seen in it before lies there. */
  otherHistory: z.boolean().default(false),
});

/**
 * Changes the address of a repo to the one that a dry run has looked at. History, scores and ids stay; the address before stays a
 * name of the repo, so that runs which say it are still taken.
 * @throws DomainError `refused` for what the dry run could not read, or for another history unless that is meant; `conflict` for
 * an address that is another repo's
 */
export async function moveRepo(ctx: ServiceContext, input: z.input<typeof MoveRepoInput>): Promise<{ jobId: string }> {
  requirePermission(ctx, "repo.configure");
  const { slug, previewId, otherHistory } = MoveRepoInput.parse(input);
  const preview = await findPreview(ctx.db, previewId);
  const [result] = z.array(PreviewResult).parse(preview?.results ?? []);
  if (!preview || !result)
    throw new DomainError("not_found", "the new address was not looked at yet; start the dry run");
  if (!result.ok) throw new DomainError("refused", `the new address cannot be used: ${result.message}`);
  if (result.history === "other" && !otherHistory) {
    throw new DomainError(
      "refused",
      "its default branch holds none of the commits that were read here before; confirm that it is the same repo all the same, or add it as another",
    );
  }
  const location = await parseLocation(result.location, locationPolicy(ctx.settings));
  return transact(ctx, async (tx) => {
    const repo = await requireRepo(tx, slug);
    if (preview.repoId !== repo.id) {
      throw new DomainError("not_found", `this dry run is not about ${slug}; look at the new address again`);
    }
    const isNewWay = repo.delivery === "none" || result.delivery === "none" || repo.locationKind !== location.kind;
    const delivery = isNewWay ? { delivery: result.delivery, deliveryNote: result.note } : undefined;
    return setAddress(ctx, tx, repo, { location, delivery, reason: "its address was changed in its settings" });
  });
}

/** Where a repo is, as the audit log keeps it. */
export const Address = z.strictObject({ kind: LocationKind, location: z.string() });
export type Address = z.infer<typeof Address>;

export function addressOfRepo({ locationKind: kind, location }: Repo): Address {
  return { kind, location };
}

/** Takes a change of address back; it was used before, so nobody looks at it first. */
export async function moveRepoBack(
  ctx: ServiceContext,
  { slug, to, reason }: { slug: string; to: Address; reason: string },
): Promise<void> {
  requirePermission(ctx, "repo.configure");
  const location = locationOf({ locationKind: to.kind, location: to.location });
  await transact(ctx, async (tx) => setAddress(ctx, tx, await requireRepo(tx, slug), { location, reason }));
}

async function setAddress(
  ctx: ServiceContext,
  tx: Db,
  repo: Repo,
  {
    location,
    delivery,
    reason,
  }: {
    location: RepoLocation;
    delivery?: { delivery: Delivery; deliveryNote: string | null } | undefined;
    reason: string;
  },
): Promise<{ jobId: string }> {
  await lockRepo(tx, repo.id);
  const [before, identity] = [identityOf(locationOf(repo)), identityOf(location)];
  const other = (await findRepoByIdentity(tx, identity)) ?? (await findRepoByAlias(tx, identity));
  if (other && other.id !== repo.id) {
    throw new DomainError(
      "conflict",
      `this is the address of ${other.slug}; give another one, or archive ${repo.slug}`,
      {
        slug: other.slug,
      },
    );
  }
  const to = location.kind === "path" ? location.path : location.url;
  if (to === repo.location)
    throw new DomainError("conflict", `${repo.slug} has this address already; nothing to change`);
  if (identity !== before) {
    await removeRepoAlias(tx, repo.id, identity);
    await addRepoAlias(tx, { identity: before, repoId: repo.id, by: ctx.actor.name, at: ctx.now() });
  }
  const after: Address = { kind: location.kind, location: to };
  await updateRepo(tx, repo.id, {
    locationKind: location.kind,
    location: to,
    identity,
    workerHost: location.kind === "path" ? ctx.settings.host : null,
    movedTo: null,
    pushRefused: null,
    ...delivery,
  });
  await recordAudit(tx, ctx.actor, {
    action: "repo.move",
    repoId: repo.id,
    subject: repo.slug,
    reason,
    details: { before: addressOfRepo(repo), after },
  });
  await recordEvent(tx, "repo", repo.id);
  return { jobId: await enqueueJob(ctx, tx, "repo.sync", { repoId: repo.id }) };
}
