import type { Candidate } from "@yardlet/core/candidate";
import { DomainError } from "@yardlet/core/error";
import { dismissDuplicatePair, setCandidatePlan, type Db } from "@yardlet/db";
import type { Accepted } from "../candidate/accept.ts";
import { evidenceOf } from "../candidate/subject.ts";
import type { ServiceContext } from "../context.ts";
import { deprecateSkill } from "../skill/deprecate.ts";
import { pruneSkill } from "../skill/prune.ts";
import type { PairIds } from "./pair.ts";

/** Archives the one of two that would go: in the library it is deprecated in favour of the other, in a repo it is pruned. */
export async function acceptDuplicate(ctx: ServiceContext, tx: Db, candidate: Candidate): Promise<Accepted> {
  const evidence = evidenceOf(candidate);
  if (evidence?.kind !== "duplicate") throw new DomainError("invalid", "this says too little to act on; reject it");
  const { keep, drop } = evidence;
  const reason = `${candidate.why}; ${keep.name} of ${keep.home} stays`.slice(0, 500);
  if (drop.home === "library") {
    await deprecateSkill(ctx, { home: drop.home, name: drop.name, reason, replacedBy: keep.name });
    return { jobId: null };
  }
  const { jobId, planId } = await pruneSkill(ctx, { home: drop.home, name: drop.name, reason });
  if (planId !== null) await setCandidatePlan(tx, candidate.id, planId);
  return { jobId };
}

/** A pair that a person turned down is remembered, until one of its texts is another. */
export async function dismissDuplicate(
  ctx: ServiceContext,
  tx: Db,
  candidate: Candidate,
  reason: string,
): Promise<void> {
  const pair = pairOf(candidate);
  if (pair) await dismissDuplicatePair(tx, pair, { at: ctx.now(), by: ctx.actor.name, reason });
}

/** What was turned down counts again. */
export async function recallDuplicate(tx: Db, candidate: Candidate): Promise<void> {
  const pair = pairOf(candidate);
  if (pair) await dismissDuplicatePair(tx, pair, null);
}

function pairOf(candidate: Candidate): PairIds | undefined {
  const evidence = evidenceOf(candidate);
  return evidence?.kind === "duplicate" ? evidence.pair : undefined;
}
