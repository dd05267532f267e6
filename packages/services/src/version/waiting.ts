import {
  findJobOf,
  findPlanOfChange,
  findWaitingChange,
  updatePlan,
  type Db,
  type SkillChangeKind,
  type SkillChangeRow,
} from "@yardlet/db";
import type { ServiceContext } from "../context.ts";
import { hasStopped } from "../equip/stopped.ts";
import { refuseSkillChange } from "./apply.ts";

/** What a page says of a change that is on its way. */
export interface WaitingChange {
  id: string;
  kind: SkillChangeKind;
  by: string;
  reason: string;
  createdAt: Date;
  jobId: string | null;
  planId: string | null;
  /** Nobody writes it any more: its job failed or was cancelled. It is tried again there, or ended by the next change. */
  stopped: boolean;
}

/** The change under way; one whose job has failed or was cancelled is ended here, so that it blocks nobody. */
export async function findChangeUnderWay(
  ctx: ServiceContext,
  tx: Db,
  skill: { id: string },
): Promise<WaitingChange | null> {
  const change = await findWaitingChange(tx, skill.id);
  if (!change) return null;
  const writer = await findWriter(tx, change);
  if (!writer.stopped) return toWaiting(change, writer);
  const note = "the job that should write it was stopped, and another change came";
  if (writer.planId !== null) await updatePlan(tx, writer.planId, { state: "refused", note, finishedAt: ctx.now() });
  await refuseSkillChange(ctx, tx, change, note);
  return null;
}

export async function findWaiting(db: Db, skillId: string): Promise<WaitingChange | null> {
  const change = await findWaitingChange(db, skillId);
  return change ? toWaiting(change, await findWriter(db, change)) : null;
}

interface Writer {
  jobId: string | null;
  planId: string | null;
  stopped: boolean;
}

/** Who writes a change, and whether nobody does any more. */
async function findWriter(db: Db, change: SkillChangeRow): Promise<Writer> {
  const plan = await findPlanOfChange(db, change.id);
  const job = plan
    ? await findJobOf(db, "repo.write", "planId", plan.id)
    : await findJobOf(db, "library.write", "changeId", change.id);
  const jobStopped = hasStopped(job);
  const planStopped = plan?.state === "refused" || plan?.state === "rejected" || plan?.state === "superseded";
  const stopped = plan ? planStopped || (plan.state === "waiting" && jobStopped) : jobStopped;
  return { jobId: job?.id ?? null, planId: plan?.id ?? null, stopped };
}

function toWaiting(
  { id, kind, by, reason, createdAt }: SkillChangeRow,
  { jobId, planId, stopped }: Writer,
): WaitingChange {
  return { id, kind, by, reason, createdAt, jobId, planId, stopped };
}
