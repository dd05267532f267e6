import { DomainError } from "@yardlet/core/error";
import { PRODUCER_DAYS, ResultPhase } from "@yardlet/core/run";
import { recordAudit, recordEvent, updateRepo } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { requireRepo } from "../repo/find.ts";
import { Reason } from "../version/save.ts";
import { Asked } from "./input.ts";
import { listWrapped, type Producer } from "./producers.ts";

/** As many producers as a message names; the details hold all. */
const NAMED = 3;

export const SetResultPhaseInput = z.strictObject({ repo: Asked, phase: ResultPhase, reason: Reason });

/**
 * Says what becomes of a repo's runs without a SkillResult: compat wraps them, strict refuses them. A report that began before is
 * judged by the phase that it began in.
 * @throws DomainError `refused` for strict while a producer of the last 14 days was wrapped, with all of them in the details;
 * `conflict` when the repo is in that phase already
 */
export async function setResultPhase(ctx: ServiceContext, input: z.infer<typeof SetResultPhaseInput>): Promise<void> {
  requirePermission(ctx, "repo.configure");
  const { phase, reason } = input;
  await transact(ctx, async (tx) => {
    const { id, slug, resultPhase: before } = await requireRepo(tx, input.repo);
    if (before === phase) throw new DomainError("conflict", `${slug} is ${phase} already; nothing to do`);
    if (phase === "strict") refuseWrapped(await listWrapped(ctx, tx, id));
    await updateRepo(tx, id, { resultPhase: phase });
    await recordAudit(tx, ctx.actor, {
      action: "repo.result-phase",
      repoId: id,
      subject: slug,
      reason,
      details: { before, phase },
    });
    await recordEvent(tx, "repo", id);
  });
}

function refuseWrapped(producers: readonly Producer[]): void {
  if (producers.length === 0) return;
  const named = producers.slice(0, NAMED).map(({ agent, key, wrapped }) => {
    return `${agent ?? "an agent without a name"} by ${key ?? "a key that is gone"} (${wrapped} ${wrapped === 1 ? "run" : "runs"})`;
  });
  const more = producers.length - named.length;
  throw new DomainError(
    "refused",
    `strict would refuse runs that were wrapped in the last ${PRODUCER_DAYS} days, of ${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}; let each return a SkillResult first`,
    { producers: producers.map(({ agent, key, wrapped, example }) => ({ agent, key, wrapped, run: example?.runId })) },
  );
}
