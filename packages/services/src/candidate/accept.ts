import type { Candidate, CandidateKind } from "@yardlet/core/candidate";
import { DomainError } from "@yardlet/core/error";
import { findPlan, findSkillById, setCandidatePlan, updatePlan, type Db } from "@yardlet/db";
import * as z from "zod";
import type { ServiceContext } from "../context.ts";
import { enqueueJob } from "../job/enqueue.ts";
import { deprecateSkill } from "../skill/deprecate.ts";
import { homeSlugOf } from "../skill/home.ts";
import { pruneSkill } from "../skill/prune.ts";
import { rollBackSkill } from "../version/roll-back.ts";
import { acceptProposal } from "../version/propose.ts";

/** What an accepted candidate led to; null when there was nothing to write. */
export interface Accepted {
  jobId: string | null;
}

type CarryOut = (ctx: ServiceContext, tx: Db, candidate: Candidate) => Promise<Accepted>;

/** What accepting does, by kind; the others carry a plan that waits for it. */
const BY_KIND: Partial<Record<CandidateKind, CarryOut>> = {
  prune: acceptPrune,
  rollback: acceptRollback,
  proposal: acceptProposal,
};

/** Does what an accepted candidate proposes, in the transaction that accepts it. */
export function carryOut(ctx: ServiceContext, tx: Db, candidate: Candidate): Promise<Accepted> {
  return (BY_KIND[candidate.kind] ?? acceptPlan)(ctx, tx, candidate);
}

async function acceptPlan(ctx: ServiceContext, tx: Db, { planId }: Candidate): Promise<Accepted> {
  const plan = planId === null ? undefined : await findPlan(tx, planId);
  if (!plan) return { jobId: null };
  await updatePlan(tx, plan.id, { state: "waiting" });
  return { jobId: await enqueueJob(ctx, tx, "repo.write", { repoId: plan.repoId, planId: plan.id }) };
}

/** Nothing is taken from the library: there the proposal was to deprecate. */
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
