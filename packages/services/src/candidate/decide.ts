import type { Candidate } from "@yardlet/core/candidate";
import { CandidateState } from "@yardlet/core/candidate";
import { DomainError } from "@yardlet/core/error";
import {
  closeCandidate,
  findCandidate,
  findPlan,
  findRepoBySlug,
  listCandidates as queryCandidates,
  recordAudit,
  recordDecision,
  recordEvent,
  updatePlan,
  type Db,
} from "@yardlet/db";
import * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { enqueueJob } from "../job/enqueue.ts";
import { withChanges, type CandidateWithChanges } from "./changes.ts";

const Id = z.string().min(1).max(128);

export const ListCandidatesInput = z.strictObject({
  state: CandidateState.default("open"),
  repo: z.string().max(128).optional(),
});

export async function listCandidates(
  ctx: ServiceContext,
  input: z.input<typeof ListCandidatesInput> = {},
): Promise<CandidateWithChanges[]> {
  requirePermission(ctx, "candidate.read");
  const query = ListCandidatesInput.parse(input);
  const repo = query.repo === undefined ? undefined : await findRepoBySlug(ctx.db, query.repo);
  if (query.repo !== undefined && !repo) return [];
  const found = await queryCandidates(ctx.db, { state: query.state, ...(repo ? { repoId: repo.id } : {}), limit: 200 });
  return withChanges(ctx.db, found);
}

export const AcceptCandidateInput = z.strictObject({ id: Id });

/** Does what the candidate proposes. For a read-only repo it makes the patch instead. */
export async function acceptCandidate(
  ctx: ServiceContext,
  input: z.infer<typeof AcceptCandidateInput>,
): Promise<{ jobId: string | null }> {
  requirePermission(ctx, "candidate.decide");
  return transact(ctx, async (tx) => {
    const candidate = await decide(ctx, tx, input.id, "accepted", "accepted by hand");
    const plan = candidate.planId === null ? undefined : await findPlan(tx, candidate.planId);
    if (!plan) return { jobId: null };
    await updatePlan(tx, plan.id, { state: "waiting" });
    return { jobId: await enqueueJob(ctx, tx, "repo.write", { repoId: plan.repoId, planId: plan.id }) };
  });
}

export const RejectCandidateInput = z.strictObject({
  id: Id,
  reason: z.string().trim().min(1, "say why, for those who come after you").max(500),
});

/** Turns the candidate down; it comes back only when something else would be written. */
export async function rejectCandidate(ctx: ServiceContext, input: z.infer<typeof RejectCandidateInput>): Promise<void> {
  requirePermission(ctx, "candidate.decide");
  await transact(ctx, async (tx) => {
    const candidate = await decide(ctx, tx, input.id, "rejected", input.reason);
    if (candidate.planId !== null) await updatePlan(tx, candidate.planId, { state: "rejected", finishedAt: ctx.now() });
  });
}

async function decide(
  ctx: ServiceContext,
  tx: Db,
  id: string,
  state: "accepted" | "rejected",
  reason: string,
): Promise<Candidate> {
  const candidate = await findCandidate(tx, id);
  if (!candidate) throw new DomainError("not_found", "there is no such candidate; reload the list");
  if (!(await closeCandidate(tx, id, { state, by: ctx.actor.name, reason, at: ctx.now() }))) {
    throw new DomainError("conflict", `somebody else has decided this already; it is ${candidate.state}`);
  }
  await recordDecision(tx, {
    kind: `candidate.${state}`,
    repoId: candidate.repoId,
    subject: candidate.title,
    reason,
    by: ctx.actor.name,
    inputs: { candidate: id, plan: candidate.planId },
  });
  await recordAudit(tx, ctx.actor, {
    action: `candidate.${state}`,
    repoId: candidate.repoId,
    subject: candidate.title,
    reason,
    details: { candidate: id },
  });
  await recordEvent(tx, "candidate", id);
  return candidate;
}
