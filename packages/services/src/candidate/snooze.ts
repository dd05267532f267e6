import { MOST_SNOOZE_DAYS } from "@yardlet/core/candidate";
import { DomainError } from "@yardlet/core/error";
import { findPlan, reopenCandidate as openAgain, snoozeCandidate as putAway, updatePlan, type Db } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { digUp } from "./bury.ts";
import { CandidateReason, recordCandidate, requireCandidate } from "./decide.ts";

const Id = z.string().min(1).max(128);
const DAY_MS = 86_400_000;

export const SnoozeCandidateInput = z.strictObject({ id: Id, until: z.date(), reason: CandidateReason });

/**
 * Puts a candidate out of sight until a moment at most 90 days away; what it proposes stays as it is.
 * @throws DomainError `invalid` for another moment, `conflict` when it is decided
 */
export async function snoozeCandidate(ctx: ServiceContext, input: z.infer<typeof SnoozeCandidateInput>): Promise<void> {
  requirePermission(ctx, "candidate.decide");
  const { id, until, reason } = input;
  const ahead = until.getTime() - ctx.now().getTime();
  if (ahead <= 0 || ahead > MOST_SNOOZE_DAYS * DAY_MS) {
    throw new DomainError("invalid", `choose a moment that is ahead, and at most ${MOST_SNOOZE_DAYS} days`);
  }
  await transact(ctx, async (tx) => {
    const candidate = await requireCandidate(tx, id);
    if (!(await putAway(tx, id, { until }))) {
      throw new DomainError("conflict", `only what waits is put away, and this is ${candidate.state}`);
    }
    const details = { until: until.toISOString(), before: candidate.snoozedUntil?.toISOString() ?? null };
    await recordCandidate(ctx, tx, candidate, { action: "candidate.snoozed", reason, details });
  });
}

export const ReopenCandidateInput = z.strictObject({ id: Id, reason: CandidateReason });

/**
 * Puts a snoozed candidate back in sight, or one that was rejected back to those that wait.
 * @throws DomainError `conflict` when it waits already, was accepted, or something newer has taken its place
 */
export async function reopenCandidate(ctx: ServiceContext, input: z.infer<typeof ReopenCandidateInput>): Promise<void> {
  requirePermission(ctx, "candidate.decide");
  await transact(ctx, async (tx) => {
    const candidate = await requireCandidate(tx, input.id);
    const asleep = candidate.snoozedUntil !== null && candidate.snoozedUntil > ctx.now();
    const done =
      candidate.state === "open" ? asleep && (await putAway(tx, input.id, null)) : await openAgain(tx, input.id);
    if (!done) throw notReopened(candidate.state);
    if (candidate.planId !== null) await proposeAgain(tx, candidate.planId);
    if (candidate.state === "rejected") await digUp(ctx, tx, candidate);
    await recordCandidate(ctx, tx, candidate, { action: "candidate.reopen", reason: input.reason });
  });
}

async function proposeAgain(tx: Db, planId: string): Promise<void> {
  const plan = await findPlan(tx, planId);
  if (plan?.state === "rejected") await updatePlan(tx, planId, { state: "proposed" });
}

const STATES = {
  open: "this waits already",
  accepted: "this was accepted; undo what was done for it instead",
  rejected: "another one has taken its place; decide on that one",
  superseded: "this is out of date; see what waits now",
} as const;

function notReopened(state: keyof typeof STATES): DomainError {
  return new DomainError("conflict", STATES[state], { state });
}
