import type { Candidate, CandidateState } from "@yardlet/core/candidate";
import { DomainError } from "@yardlet/core/error";
import { Sha256 } from "@yardlet/core/skill";
import {
  closeCandidate,
  findCandidate,
  lockSkill,
  recordAudit,
  recordDecision,
  recordEvent,
  updatePlan,
  type Db,
} from "@yardlet/db";
import * as z from "zod";
import { inside, requirePermission, transact, type ServiceContext } from "../context.ts";
import { dismissDuplicate } from "../duplicate/decide.ts";
import { carryOut, type Accepted } from "./accept.ts";
import { buryRejected } from "./bury.ts";

const Id = z.string().min(1).max(128);

export const CandidateReason = z.string().trim().min(1, "say why, for those who come after you").max(500);

export const AcceptCandidateInput = z.strictObject({
  id: Id,
  /** Of the text that the person saw, for a candidate that waits with a draft. */
  contentHash: Sha256.optional(),
});

/**
 * Does what the candidate proposes, or nothing at all. For a read-only repo it makes the patch instead. Of a draft exactly the text
 * that was seen is installed.
 */
export async function acceptCandidate(
  ctx: ServiceContext,
  input: z.infer<typeof AcceptCandidateInput>,
): Promise<Accepted> {
  requirePermission(ctx, "candidate.decide");
  return transact(ctx, async (tx) => {
    const candidate = await decide(ctx, tx, input.id, "accepted", "accepted by hand");
    return carryOut(inside(ctx, tx), tx, candidate, { contentHash: input.contentHash });
  });
}

export const RejectCandidateInput = z.strictObject({ id: Id, reason: CandidateReason });

/** Turns the candidate down; it comes back only when something else would be written, or with new evidence. */
export async function rejectCandidate(ctx: ServiceContext, input: z.infer<typeof RejectCandidateInput>): Promise<void> {
  requirePermission(ctx, "candidate.decide");
  await transact(ctx, async (tx) => {
    const candidate = await decide(ctx, tx, input.id, "rejected", input.reason);
    if (candidate.planId !== null) await updatePlan(tx, candidate.planId, { state: "rejected", finishedAt: ctx.now() });
    await buryRejected(ctx, tx, candidate, input.reason);
    await dismissDuplicate(ctx, tx, candidate, input.reason);
  });
}

/** @throws DomainError `not_found` for an id that was never given */
export async function requireCandidate(db: Db, id: string): Promise<Candidate> {
  const candidate = await findCandidate(db, id);
  if (candidate) return candidate;
  throw new DomainError("not_found", "there is no such candidate; reload the list");
}

async function decide(
  ctx: ServiceContext,
  tx: Db,
  id: string,
  state: Extract<CandidateState, "accepted" | "rejected">,
  reason: string,
): Promise<Candidate> {
  const candidate = await requireCandidate(tx, id);
  // Who puts a version in force holds the skill when it closes what waits about it.
  if (candidate.skillId !== null) await lockSkill(tx, candidate.skillId);
  if (!(await closeCandidate(tx, id, { state, by: ctx.actor.name, reason, at: ctx.now() }))) {
    const { state: now } = await requireCandidate(tx, id);
    throw new DomainError("conflict", `somebody else has decided this already; it is ${now}`, { state: now });
  }
  await recordDecision(tx, {
    kind: `candidate.${state}`,
    repoId: candidate.repoId,
    subject: candidate.title,
    reason,
    by: ctx.actor.name,
    inputs: { candidate: id, plan: candidate.planId, rests: candidate.details },
  });
  await recordCandidate(ctx, tx, candidate, { action: `candidate.${state}`, reason });
  return candidate;
}

/** The audit entry and the event of what was done about a candidate. */
export async function recordCandidate(
  ctx: ServiceContext,
  tx: Db,
  candidate: Candidate,
  done: { action: string; reason: string; details?: Record<string, unknown> },
): Promise<void> {
  await recordAudit(tx, ctx.actor, {
    action: done.action,
    repoId: candidate.repoId,
    subject: candidate.title,
    reason: done.reason,
    details: { candidate: candidate.id, kind: candidate.kind, ...done.details },
  });
  await recordEvent(tx, "candidate", candidate.id);
}
