import { EquippedBody } from "@yardlet/core/version/answers";
import { recordAudit, recordEvent } from "@yardlet/db";
import type * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { enqueueJob } from "../job/enqueue.ts";
import { requireNamedRepo } from "./named.ts";
import { RepoSaid } from "./wanted.ts";

export const ReportEquippedInput = EquippedBody.extend({ repo: RepoSaid });

/**
 * Takes down what somebody says they placed in a repo, and has the repo read again: what is equipped is what the sync sees at its
 * newest commit, never what was said.
 */
export async function reportEquipped(
  ctx: ServiceContext,
  input: z.infer<typeof ReportEquippedInput>,
): Promise<{ slug: string; jobId: string }> {
  requirePermission(ctx, "repo.sync");
  return transact(ctx, async (tx) => {
    const repo = await requireNamedRepo(ctx, tx, input.repo);
    const { commit, skills } = input;
    const jobId = await enqueueJob(ctx, tx, "repo.sync", { repoId: repo.id });
    await recordAudit(tx, ctx.actor, {
      action: "repo.report-equipped",
      repoId: repo.id,
      subject: skills.length > 0 ? skills.map(({ name, version }) => `${name} v${version}`).join(", ") : "nothing",
      reason: "told by the command line",
      details: { commit, skills },
    });
    await recordEvent(tx, "repo", repo.id);
    return { slug: repo.slug, jobId };
  });
}
