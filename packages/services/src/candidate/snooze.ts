import { MOST_SNOOZE_DAYS, MOST_SNOOZE_INTENTS } from "@yardlet/core/candidate";
import { DomainError } from "@yardlet/core/error";
import {
  findPlan,
  recordEvent,
  reopenCandidate as openAgain,
  snoozeCandidate as putAway,
  updatePlan,
  wakeByIntents,
  type Db,
  type Sleep,
} from "@yardlet/db";
import * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { recallDuplicate } from "../duplicate/decide.ts";
import { digUp } from "./bury.ts";
import { isAsleep } from "./propose.ts";
import { CandidateReason, recordCandidate, requireCandidate } from "./decide.ts";

const Id = z.string().min(1).max(128);
const DAY_MS = 86_400_000;

const Snoozed = { id: Id, reason: CandidateReason };

export const SnoozeCandidateInput = z.union([
  z.strictObject({ ...Snoozed, until: z.date() }),
  /** How many more intents have to end first: in its repo, or else with its skill, or else anywhere. */
  z.strictObject({ ...Snoozed, intents: z.int().min(1).max(MOST_SNOOZE_INTENTS) }),
]);

/**
 * Puts a candidate out of sight until a moment at most 90 days away, or until at most 100 more intents have ended; what it proposes
 * stays as it is.
 * @throws DomainError `invalid` for another moment, `conflict` when it is decided
 */
export async function snoozeCandidate(ctx: ServiceContext, input: z.infer<typeof SnoozeCandidateInput>): Promise<void> {
  requirePermission(ctx, "candidate.decide");
  const { id, reason } = input;
  const sleep: Sleep = "until" in input ? { until: input.until } : { at: ctx.now(), intents: input.intents };
  if ("until" in sleep) requireAhead(sleep.until, ctx.now());
  await transact(ctx, async (tx) => {
    const candidate = await requireCandidate(tx, id);
    if (!(await putAway(tx, id, sleep))) {
      throw new DomainError("conflict", `only what waits is put away, and this is ${candidate.state}`);
    }
    const length = "until" in sleep ? { until: sleep.until.toISOString() } : { intents: sleep.intents };
    const details = { ...length, before: candidate.snoozedUntil?.toISOString() ?? null };
    await recordCandidate(ctx, tx, candidate, { action: "candidate.snoozed", reason, details });
  });
}

function requireAhead(until: Date, now: Date): void {
  const ahead = until.getTime() - now.getTime();
  if (ahead > 0 && ahead <= MOST_SNOOZE_DAYS * DAY_MS) return;
  throw new DomainError("invalid", `choose a moment that is ahead, and at most ${MOST_SNOOZE_DAYS} days`);
}

/** Those that slept until more intents had ended are in sight again; answers how many. */
export async function wakeCandidates(tx: Db): Promise<number> {
  const awake = await wakeByIntents(tx);
  for (const id of awake) await recordEvent(tx, "candidate", id);
  return awake.length;
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
    const done =
      candidate.state === "open"
        ? isAsleep(candidate, ctx.now()) && (await putAway(tx, input.id, null))
        : await openAgain(tx, input.id);
    if (!done) throw notReopened(candidate.state);
    if (candidate.planId !== null) await proposeAgain(tx, candidate.planId);
    if (candidate.state === "rejected") {
      await digUp(ctx, tx, candidate);
      await recallDuplicate(tx, candidate);
    }
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
