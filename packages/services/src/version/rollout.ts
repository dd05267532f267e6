import { DomainError } from "@yardlet/core/error";
import { insertPlan, insertRollout, lockRollout, recordAudit, recordEvent, updatePlan } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { enqueueJob } from "../job/enqueue.ts";
import { loadParts, requireRollout, type GetRolloutInput } from "./rollout-read.ts";
import { Reason } from "./save.ts";
import { digestOf, planUpdates, UpdateSelection } from "./update-preview.ts";

export const UpdateBehindInput = UpdateSelection.extend({
  /** Of the preview that the person reviewed. */
  digest: z.string().length(64),
  reason: Reason,
});

/**
 * Brings the copies that are behind up to date: a plan and a job for each repo, together one rollout.
 * @throws DomainError `conflict` when the updates are others than those that were reviewed, `invalid` when there are none
 */
export async function updateBehind(
  ctx: ServiceContext,
  input: z.infer<typeof UpdateBehindInput>,
): Promise<{ rolloutId: string }> {
  requirePermission(ctx, "equip.write");
  const { digest, reason, ...selection } = input;
  return transact(ctx, async (tx) => {
    const all = await planUpdates(tx, selection);
    if (digestOf(all) !== digest) {
      throw new DomainError("conflict", "other updates are due by now than you reviewed; look at them again");
    }
    const planned = all.filter(({ entries }) => entries.length > 0);
    if (planned.length === 0) throw new DomainError("invalid", "nothing is behind here; there is nothing to update");
    const skills = planned.reduce((sum, { entries }) => sum + entries.length, 0);
    const title = `update ${count(skills, "skill")} in ${count(planned.length, "repo")}`;
    const rolloutId = await insertRollout(tx, { title, reason, createdBy: ctx.actor.name });
    for (const { row, entries } of planned) {
      const planId = await insertPlan(tx, {
        repoId: row.id,
        base: row.headCommit,
        purpose: "equip",
        state: "waiting",
        entries,
        edits: [],
        createdBy: ctx.actor.name,
        rolloutId,
      });
      await enqueueJob(ctx, tx, "repo.write", { repoId: row.id, planId });
      await recordEvent(tx, "repo", row.id);
    }
    const repos = planned.map(({ repo, updates }) => ({ repo, updates }));
    await recordAudit(tx, ctx.actor, {
      action: "rollout.start",
      subject: title,
      reason,
      details: { rolloutId, repos },
    });
    await recordEvent(tx, "rollout", rolloutId);
    return { rolloutId };
  });
}

function count(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? "" : "s"}`;
}

/**
 * Tries the repos again in which a rollout failed, on what lies there now.
 * @throws DomainError `invalid` when none has failed
 */
export async function retryRollout(
  ctx: ServiceContext,
  input: z.infer<typeof GetRolloutInput>,
): Promise<{ repos: string[] }> {
  requirePermission(ctx, "equip.write");
  return transact(ctx, async (tx) => {
    await lockRollout(tx, input.id);
    const row = await requireRollout(tx, input.id);
    const failed = (await loadParts(tx, [row.id])).filter(({ part }) => part.step === "failed");
    if (failed.length === 0) throw new DomainError("invalid", "no repo of this rollout has failed; nothing to retry");
    for (const { of } of failed) {
      const { id: planId, repoId } = of.plan;
      await updatePlan(tx, planId, { state: "waiting", note: null });
      await enqueueJob(ctx, tx, "repo.write", { repoId, planId });
      await recordEvent(tx, "repo", repoId);
    }
    const repos = failed.map(({ part }) => part.repo);
    await recordAudit(tx, ctx.actor, {
      action: "rollout.retry",
      subject: row.title,
      reason: `tried again by hand in ${count(repos.length, "repo")}`,
      details: { rolloutId: row.id, repos },
    });
    await recordEvent(tx, "rollout", row.id);
    return { repos };
  });
}
