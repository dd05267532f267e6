import {
  findSkill,
  findSkillChange,
  listVersions,
  lockPlan,
  lockSkill,
  recordAudit,
  recordDecision,
  recordEvent,
  updatePlan,
  type Db,
  type PlanPurpose,
  type PlanRow,
  type PlanState,
  type VersionRow,
} from "@yardlet/db";
import type { ServiceContext } from "../context.ts";
import { applySkillChange, refuseSkillChange } from "../version/apply.ts";
import { afterPrune, afterRestore } from "../skill/after-plan.ts";

/** What follows once a plan's commit is what the repo has, in the transaction that says so. */
export type After = (ctx: ServiceContext, tx: Db, plan: PlanRow, commit: string | null) => Promise<void>;

const nothing: After = () => Promise.resolve();

const AFTER = {
  equip: nothing,
  pick: nothing,
  unequip: nothing,
  choice: nothing,
  create: afterChange,
  change: afterChange,
  prune: afterPrune,
  restore: afterRestore,
  take: afterTake,
} as const satisfies Record<PlanPurpose, After>;

/** Plans that may still be carried out. */
const OPEN: ReadonlySet<PlanState> = new Set(["waiting", "delivered", "proposed"]);

/**
 * Ends a plan whose commit is what the repo has, once, with all that follows from it. A skill is locked before its plan, everywhere.
 */
export async function applyPlan(
  ctx: ServiceContext,
  tx: Db,
  plan: PlanRow,
  end: Parameters<typeof updatePlan>[2] & { commit: string | null },
): Promise<void> {
  for (const { skill: name } of plan.entries) {
    const skill = await findSkill(tx, plan.repoId, name);
    if (skill) await lockSkill(tx, skill.id);
  }
  const before = await lockPlan(tx, plan.id);
  if (!before || !OPEN.has(before.state)) return;
  await updatePlan(tx, plan.id, { ...end, state: "applied", finishedAt: ctx.now() });
  await AFTER[plan.purpose](ctx, tx, plan, end.commit);
}

/** Ends a plan that is not carried out, and the change that it was to put in place. */
export async function refusePlan(ctx: ServiceContext, tx: Db, plan: PlanRow, note: string): Promise<void> {
  await updatePlan(tx, plan.id, { state: "refused", note, finishedAt: ctx.now() });
  const change = plan.changeId === null ? undefined : await findSkillChange(tx, plan.changeId);
  if (change) await refuseSkillChange(ctx, tx, change, note);
}

async function afterChange(ctx: ServiceContext, tx: Db, plan: PlanRow, commit: string | null): Promise<void> {
  const change = plan.changeId === null ? undefined : await findSkillChange(tx, plan.changeId);
  if (!change) return;
  const merged = await mergedBy(tx, plan);
  await applySkillChange(ctx, tx, change, { commit, ...(merged ? { forkedFromId: merged.id } : {}) });
}

/** The library's version that the plan's text takes in. */
async function mergedBy(tx: Db, { entries }: PlanRow): Promise<VersionRow | undefined> {
  const entry = entries.find(({ merges }) => merges !== undefined);
  const library = entry && (await findSkill(tx, "library", entry.skill));
  return library && (await listVersions(tx, library.id)).find(({ number }) => number === entry.merges);
}

/** The library's text lies there again; the fork keeps its versions and is told to be gone by the sync that follows. */
async function afterTake(ctx: ServiceContext, tx: Db, plan: PlanRow, commit: string | null): Promise<void> {
  for (const { skill: name, version, reason } of plan.entries) {
    const fork = await findSkill(tx, plan.repoId, name);
    const facts = {
      skill: fork?.id ?? null,
      home: plan.repoId,
      name,
      from: fork?.current?.number ?? null,
      to: version ?? null,
      plan: plan.id,
      commit,
    };
    const what = { repoId: plan.repoId, subject: name, reason };
    await recordDecision(tx, { ...what, kind: "skill.take-library", by: plan.createdBy, inputs: facts });
    await recordAudit(tx, ctx.actor, { ...what, action: "skill.take-library", details: facts });
    if (fork) await recordEvent(tx, "skill", fork.id);
  }
}
