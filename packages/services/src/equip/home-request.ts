import type { PlanEntry } from "@yardlet/core/equip";
import { DomainError } from "@yardlet/core/error";
import type { Repo } from "@yardlet/core/repo";
import { insertPlan, listPlansUnderWay, recordEvent, type Db } from "@yardlet/db";
import type { ServiceContext } from "../context.ts";
import { enqueueJob } from "../job/enqueue.ts";
import { requireSnapshot } from "../repo/find.ts";
import type { EquipRequest } from "./request.ts";
import { isHomePlan, type HomePurpose } from "./home.ts";
import { giveUpStopped } from "./stopped.ts";

/**
 * Stores a plan about one skill at home in a repo, and the job that carries it out. It is made from what the last sync saw: when
 * something else lies there by its turn, it is refused. The caller leaves the audit entry.
 * @throws DomainError `conflict` while another plan about the skill is under way
 */
export async function placeHomePlan(
  ctx: ServiceContext,
  tx: Db,
  repo: Repo,
  plan: {
    purpose: Exclude<HomePurpose, "create" | "change">;
    skill: string;
    reason: string;
    version?: number;
    why?: PlanEntry["why"];
  },
): Promise<EquipRequest & { jobId: string; planId: string }> {
  const { placed } = await requireSnapshot(tx, repo);
  const folder = placed.find(({ name }) => name === plan.skill);
  await requireNoneUnderWay(ctx, tx, repo, plan.skill);
  const entry: PlanEntry = {
    action: plan.purpose === "prune" ? "remove" : folder?.entry ? "update" : "add",
    skill: plan.skill,
    ...(plan.version === undefined ? {} : { version: plan.version }),
    ...(folder?.entry ? { fromVersion: folder.entry.version } : {}),
    why: plan.why ?? folder?.entry?.why ?? [],
    reason: plan.reason,
    suggested: false,
    expect: folder?.treeHash ?? null,
  };
  const planId = await insertPlan(tx, {
    repoId: repo.id,
    base: repo.headCommit,
    purpose: plan.purpose,
    state: "waiting",
    entries: [entry],
    edits: [],
    createdBy: ctx.actor.name,
  });
  const jobId = await enqueueJob(ctx, tx, "repo.write", { repoId: repo.id, planId });
  await recordEvent(tx, "repo", repo.id);
  return { jobId, planId };
}

/**
 * One that nobody carries out any more is given up, so that it blocks nobody.
 * @throws DomainError `conflict` while a plan about the skill is under way
 */
export async function requireNoneUnderWay(ctx: ServiceContext, tx: Db, repo: Repo, skill: string): Promise<void> {
  const open = await listPlansUnderWay(tx, repo.id);
  for (const other of open.filter(isHomePlan)) {
    if (!other.entries.some((entry) => entry.skill === skill)) continue;
    if (await giveUpStopped(ctx, tx, other)) continue;
    const message = `another change of ${skill} in ${repo.slug} is under way (${other.purpose}, by ${other.createdBy}); wait for it`;
    throw new DomainError("conflict", message, { plan: other.id, purpose: other.purpose, state: other.state });
  }
}
