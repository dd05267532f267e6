import { JobError, JobState } from "@yardlet/core/job";
import { Delivery } from "@yardlet/core/repo";
import * as z from "zod";
import { clientOf, type Db } from "../client.ts";
import { Prisma } from "../generated/client.ts";
import { findPlans, type PlanRow } from "./equip.ts";
import { selectJson } from "./json.ts";
import { newId } from "./rows.ts";

/** One reviewed action over several repos. */
export interface RolloutRow {
  id: string;
  title: string;
  reason: string;
  createdBy: string;
  createdAt: Date;
}

export async function insertRollout(
  db: Db,
  rollout: Pick<RolloutRow, "title" | "reason" | "createdBy">,
): Promise<string> {
  const id = newId();
  await clientOf(db).rollout.create({ data: { id, ...rollout } });
  return id;
}

export async function findRollout(db: Db, id: string): Promise<RolloutRow | undefined> {
  return (await clientOf(db).rollout.findUnique({ where: { id } })) ?? undefined;
}

/** Makes those who try one again take turns until the transaction ends. */
export async function lockRollout(db: Db, id: string): Promise<void> {
  await clientOf(db).$queryRaw`select id from rollout where id = ${id} for update`;
}

/** Newest first; `before` is the creation time and id of the last row of the page above. */
export async function listRollouts(
  db: Db,
  query: { before?: { at: Date; id: string }; limit: number },
): Promise<RolloutRow[]> {
  const { before, limit } = query;
  return clientOf(db).rollout.findMany({
    ...(before === undefined
      ? {}
      : {
          where: {
            OR: [{ createdAt: { lt: before.at } }, { createdAt: before.at, id: { lt: before.id } }],
          },
        }),
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit,
  });
}

/** A repo's part of a rollout. */
export interface RolloutPlanRow {
  plan: PlanRow;
  repoSlug: string;
  delivery: Delivery;
}

/** The parts of some rollouts, by repo. */
export async function listRolloutPlans(db: Db, rolloutIds: string[]): Promise<RolloutPlanRow[]> {
  const rows = await clientOf(db).plan.findMany({
    where: { rolloutId: { in: rolloutIds } },
    select: { id: true, repo: { select: { slug: true, delivery: true } } },
    orderBy: [{ repo: { slug: "asc" } }, { id: "asc" }],
  });
  const plans = await findPlans(
    db,
    rows.map(({ id }) => id),
  );
  const byId = new Map(plans.map((plan) => [plan.id, plan]));
  return rows.flatMap(({ id, repo }) => {
    const plan = byId.get(id);
    return plan ? [{ plan, repoSlug: repo.slug, delivery: Delivery.parse(repo.delivery) }] : [];
  });
}

const PlanJob = z.object({
  planId: z.string(),
  jobId: z.string(),
  state: JobState,
  step: z.string().nullable(),
  progress: z.number(),
  error: JobError.nullable(),
});
export type PlanJob = z.infer<typeof PlanJob>;

/** The newest job that writes each of the plans. */
export function listPlanJobs(db: Db, plans: readonly Pick<PlanRow, "id" | "repoId">[]): Promise<PlanJob[]> {
  return selectJson(
    db,
    PlanJob,
    Prisma.sql`
    select distinct on (p.id) p.id as "planId", j.id as "jobId", j.state, j.step, j.progress, j.error
    from json_to_recordset(${JSON.stringify(plans.map(({ id, repoId }) => ({ id, repo: repoId })))}::json) as p(id text, repo text)
    join job j on j.repo_id = p.repo and j.kind = 'repo.write' and j.payload->>'planId' = p.id
    order by p.id, j.created_at desc`,
  );
}
