import { listPlans, type Db, type PlanPurpose, type PlanState } from "@yardlet/db";
import { changesOf, type SkillChange } from "../candidate/changes.ts";
import { isStopped } from "../equip/stopped.ts";
import { ON_THEIR_WAY } from "../equip/withdraw.ts";

/** The newest change, while it is not in the repo. */
export interface PendingPlan {
  planId: string;
  state: PlanState;
  purpose: PlanPurpose;
  note: string | null;
  hasPatch: boolean;
  /** It was on a branch that somebody deleted or rewrote before it was merged. */
  lost: boolean;
}

/** A plan that no job and no merge has brought into the repo yet. */
export interface OpenPlan {
  planId: string;
  changeId: string | null;
  purpose: PlanPurpose;
  /** It lies on its branch; else a job writes it. */
  delivered: boolean;
  skills: string[];
  by: string;
  at: Date;
  /** Nobody writes it any more: its job failed or was cancelled. */
  stopped: boolean;
  /** It was on a branch that somebody deleted or rewrote before it was merged. */
  lost: boolean;
}

export interface RepoPlans {
  pending: PendingPlan | null;
  /** Newest first. */
  onTheirWay: OpenPlan[];
  /** What jobs are about to write. */
  underWay: SkillChange[];
}

const MOST_OPEN = 20;

export async function readPlans(db: Db, repoId: string): Promise<RepoPlans> {
  const [[newest], open] = await Promise.all([
    listPlans(db, { repoId, limit: 1 }),
    listPlans(db, { repoId, states: [...ON_THEIR_WAY], limit: MOST_OPEN }),
  ]);
  const plans = await Promise.all(open.map(async (plan) => ({ plan, stopped: await isStopped(db, plan) })));
  const isSettled = newest === undefined || newest.state === "applied" || newest.state === "superseded";
  return {
    pending: isSettled
      ? null
      : {
          planId: newest.id,
          state: newest.state,
          purpose: newest.purpose,
          note: newest.note,
          hasPatch: newest.patch !== null,
          lost: newest.lostAt !== null,
        },
    onTheirWay: plans.map(({ plan, stopped }) => ({
      planId: plan.id,
      changeId: plan.changeId,
      purpose: plan.purpose,
      delivered: plan.state === "delivered",
      skills: plan.entries.map(({ skill }) => skill),
      by: plan.createdBy,
      at: plan.createdAt,
      stopped,
      lost: plan.lostAt !== null,
    })),
    underWay: plans.flatMap(({ plan, stopped }) =>
      plan.state === "waiting" && !stopped ? changesOf(plan.entries) : [],
    ),
  };
}
