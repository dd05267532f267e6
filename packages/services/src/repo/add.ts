import { DomainError, type ErrorCode } from "@yardlet/core/error";
import { findRepoByAlias, findRepoByIdentity, insertRepo, recordAudit, recordEvent, updateRepo } from "@yardlet/db";
import { identityOf, parseLocation, type RepoLocation } from "@yardlet/repo";
import * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { enqueueJob } from "../job/enqueue.ts";
import { locationPolicy } from "./policy.ts";
import { Locations } from "./preview.ts";
import { slugOf } from "./slug.ts";

export const AddReposInput = z.strictObject({
  locations: Locations,
  /** null leaves it to the team's default. */
  autoEquip: z.boolean().nullable().default(null),
});

export interface AddedRepos {
  added: { slug: string; jobId: string }[];
  refused: { location: string; code: ErrorCode; message: string }[];
}

/** Registers repos and starts their first sync. Each location is judged alone: one that is refused does not stop the others. */
export async function addRepos(ctx: ServiceContext, input: z.infer<typeof AddReposInput>): Promise<AddedRepos> {
  requirePermission(ctx, "repo.add");
  const result: AddedRepos = { added: [], refused: [] };
  for (const text of new Set(input.locations)) {
    try {
      const location = await parseLocation(text, locationPolicy(ctx.settings));
      result.added.push(await addRepo(ctx, location, input.autoEquip));
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      result.refused.push({ location: text, code: error.code, message: error.message });
    }
  }
  return result;
}

function addRepo(
  ctx: ServiceContext,
  location: RepoLocation,
  autoEquip: boolean | null,
): Promise<{ slug: string; jobId: string }> {
  return transact(ctx, async (tx) => {
    const identity = identityOf(location);
    const known = await findRepoByIdentity(tx, identity);
    if (known && known.archivedAt === null) {
      throw new DomainError("conflict", `this repo is here already, as ${known.slug}`, { slug: known.slug });
    }
    const moved = await findRepoByAlias(tx, identity);
    if (moved) {
      const where = `this is where ${moved.slug} was before it moved to ${moved.location}`;
      throw new DomainError(
        "conflict",
        `${where}; ${moved.archivedAt ? "add it by that address" : "it is here already"}`,
        {
          slug: moved.slug,
        },
      );
    }
    const slug = known?.slug ?? (await slugOf(tx, location));
    const repoId = known
      ? known.id
      : await insertRepo(tx, {
          slug,
          locationKind: location.kind,
          location: location.kind === "path" ? location.path : location.url,
          identity,
          workerHost: location.kind === "path" ? ctx.settings.host : null,
          defaultBranch: null,
          delivery: location.kind === "path" ? "commit" : "branch",
          deliveryNote: null,
          autoEquip,
        });
    if (known) await updateRepo(tx, repoId, { archivedAt: null, autoEquip });
    const jobId = await enqueueJob(ctx, tx, "repo.sync", { repoId });
    await recordAudit(tx, ctx.actor, { action: "repo.add", repoId, subject: slug, reason: "added by hand" });
    await recordEvent(tx, "repo", repoId);
    return { slug, jobId };
  });
}
