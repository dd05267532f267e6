import type { Candidate, CandidateKind } from "@yardlet/core/candidate";
import { DomainError } from "@yardlet/core/error";
import { findPlan, findSkillById, setCandidatePlan, updatePlan, type Db } from "@yardlet/db";
import * as z from "zod";
import type { ServiceContext } from "../context.ts";
import { enqueueJob } from "../job/enqueue.ts";
import { acceptDraft, acceptUpdate } from "../draft/accept.ts";
import { acceptDuplicate } from "../duplicate/decide.ts";
import { acceptOffer } from "../equip/accept-offer.ts";
import { deprecateSkill } from "../skill/deprecate.ts";
import { homeSlugOf } from "../skill/home.ts";
import { pruneSkill } from "../skill/prune.ts";
import { rollBackSkill } from "../version/roll-back.ts";
import { acceptPromotion } from "../version/promote.ts";
import { acceptProposal } from "../version/propose.ts";

/** What an accepted candidate led to; null when there was nothing to write. */
export interface Accepted {
  jobId: string | null;
}

type CarryOut = (ctx: ServiceContext, tx: Db, candidate: Candidate, seen: Seen) => Promise<Accepted>;

/** What the person had before them: the content hash of the text, where there is one. */
export interface Seen {
  contentHash: string | undefined;
}

/** What accepting does, by kind; the others carry a plan that waits for it, or nothing that is written: a note. */
const BY_KIND: Partial<Record<CandidateKind, CarryOut>> = {
  gap: refuseGap,
  prune: acceptPrune,
  finding: acceptFinding,
  rollback: acceptRollback,
  draft: acceptDraft,
  proposal: acceptProposed,
  update: acceptUpdate,
  promotion: acceptPromotion,
  duplicate: acceptDuplicate,
  equip: acceptEquip,
};

/** Does what an accepted candidate proposes, in the transaction that accepts it. */
export function carryOut(ctx: ServiceContext, tx: Db, candidate: Candidate, seen: Seen): Promise<Accepted> {
  return (BY_KIND[candidate.kind] ?? acceptPlan)(ctx, tx, candidate, seen);
}

/** Saying yes to a gap fills none: it closes when a skill for it is accepted. */
function refuseGap(): never {
  throw new DomainError(
    "invalid",
    "a gap is filled by a skill: have one researched for it, or dismiss it with a reason",
  );
}

/** A run proposes a text of its own; a fork's proposal is the fork's text. */
function acceptProposed(ctx: ServiceContext, tx: Db, candidate: Candidate, seen: Seen): Promise<Accepted> {
  return candidate.draftId === null ? acceptProposal(ctx, tx, candidate) : acceptDraft(ctx, tx, candidate, seen);
}

/** What the library offers is asked for as by hand; else a plan waits. */
function acceptEquip(ctx: ServiceContext, tx: Db, candidate: Candidate): Promise<Accepted> {
  return candidate.planId === null ? acceptOffer(ctx, tx, candidate) : acceptPlan(ctx, tx, candidate);
}

async function acceptPlan(ctx: ServiceContext, tx: Db, { planId }: Candidate): Promise<Accepted> {
  const plan = planId === null ? undefined : await findPlan(tx, planId);
  if (!plan) return { jobId: null };
  await updatePlan(tx, plan.id, { state: "waiting" });
  return { jobId: await enqueueJob(ctx, tx, "repo.write", { repoId: plan.repoId, planId: plan.id }) };
}

/** What the scan keeps out of the library is let in by waiving, and not by a yes. */
function acceptFinding(ctx: ServiceContext, tx: Db, candidate: Candidate): Promise<Accepted> {
  if (candidate.skillId !== null) return acceptPrune(ctx, tx, candidate);
  throw new DomainError(
    "invalid",
    "a text that the scan keeps out is let in by waiving what it found, with a reason and an end; or reject it",
  );
}

/** What is not worth its place, or makes work worse, is taken away. Nothing is from the library: there it is deprecated. */
async function acceptPrune(ctx: ServiceContext, tx: Db, candidate: Candidate): Promise<Accepted> {
  const named = { ...(await subjectOf(tx, candidate)), reason: candidate.why };
  if (named.home === "library") {
    await deprecateSkill(ctx, named);
    return { jobId: null };
  }
  const { jobId, planId } = await pruneSkill(ctx, named);
  if (planId !== null) await setCandidatePlan(tx, candidate.id, planId);
  return { jobId };
}

const RollBack = z.object({ from: z.int(), to: z.int() });

async function acceptRollback(ctx: ServiceContext, tx: Db, candidate: Candidate): Promise<Accepted> {
  const { home, name } = await subjectOf(tx, candidate);
  const { from, to } = RollBack.parse(candidate.details);
  const { jobId } = await rollBackSkill(ctx, { home, name, base: from, to, reason: candidate.why });
  return { jobId };
}

/** The skill that a candidate is about, as verbs name it. */
async function subjectOf(tx: Db, { skillId, versionId }: Candidate): Promise<{ home: string; name: string }> {
  const skill = skillId === null ? undefined : await findSkillById(tx, skillId);
  if (skill && skill.current?.id === versionId) return { home: await homeSlugOf(tx, skill), name: skill.name };
  throw new DomainError("conflict", "another version is in force by now; reject this, it is out of date");
}
