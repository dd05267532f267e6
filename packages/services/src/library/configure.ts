import { getLibrary, recordAudit, recordEvent, setLibrarySource as storeSource } from "@yardlet/db";
import { parseLocation } from "@yardlet/repo";
import * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { enqueueJob } from "../job/enqueue.ts";
import { locationPolicy } from "../repo/policy.ts";

export const SetLibrarySourceInput = z.strictObject({
  /** A git URL; null: the built-in library. */
  url: z.string().trim().min(1).max(2_000).nullable(),
});

/** Chooses what feeds the team's library, and reads it. What is in the library already stays. */
export async function setLibrarySource(
  ctx: ServiceContext,
  input: z.infer<typeof SetLibrarySourceInput>,
): Promise<{ jobId: string }> {
  requirePermission(ctx, "library.configure");
  const policy = locationPolicy(ctx.settings);
  const location = input.url === null ? null : await parseLocation(input.url, policy);
  const url = location === null ? null : location.kind === "url" ? location.url : location.path;
  return transact(ctx, async (tx) => {
    const { sourceUrl: before } = await getLibrary(tx);
    await storeSource(tx, url);
    const jobId = await enqueueJob(ctx, tx, "library.sync", { libraryId: "library" });
    await recordAudit(tx, ctx.actor, {
      action: "library.set-source",
      subject: url ?? "built-in library",
      reason: "chosen by hand",
      details: { before, after: url },
    });
    await recordEvent(tx, "library", "library");
    return { jobId };
  });
}

export async function requestLibrarySync(ctx: ServiceContext): Promise<{ jobId: string }> {
  requirePermission(ctx, "library.sync");
  return transact(ctx, async (tx) => ({ jobId: await enqueueJob(ctx, tx, "library.sync", { libraryId: "library" }) }));
}
