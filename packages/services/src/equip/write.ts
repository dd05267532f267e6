import { editRepoConfig } from "@yardlet/core/config";
import {
  changeOfPlan,
  isEmptyChange,
  isExecutable,
  narrowPlan,
  planUnequip,
  type EquipPlan,
  type StampedSkill,
} from "@yardlet/core/equip";
import { stampSkill } from "@yardlet/core/equip/stamp";
import { DomainError } from "@yardlet/core/error";
import type { Delivery, Repo } from "@yardlet/core/repo";
import {
  findPlan,
  getLibrary,
  loadVersionFiles,
  recordAudit,
  recordDecision,
  recordEvent,
  updatePlan,
  type PlanRow,
  type PlanState,
} from "@yardlet/db";
import {
  formatPatch,
  observeRepo,
  resolveTarget,
  writeChange,
  type GitRepo,
  type RepoObservation,
  type TreeChange,
  type WriteScope,
} from "@yardlet/repo";
import { transact, type ServiceContext } from "../context.ts";
import type { JobResult, JobRun } from "../job/run.ts";
import { locationOf, openLocation } from "../repo/open.ts";
import { readGround, requireRepoById, storeObservation, summary } from "../repo/sync.ts";
import { assess, loadShelf, withEdits, type Shelf } from "./situation.ts";

/** What became of a plan in the repo. */
interface Delivered {
  how: Delivery;
  commit: string | null;
  changed: boolean;
  patch: string | null;
  note: string | null;
}

/** On a branch a plan waits for its merge even when the branch had all of it before; a patch waits for a person. */
const STATE_AFTER = { commit: "applied", branch: "delivered", none: "proposed" } as const satisfies Record<
  Delivery,
  PlanState
>;

/**
 * The job `repo.write`: carries a plan out as one commit. What was planned is planned again on what lies there now, so that a
 * hand edit made in between is never overwritten; a repeat finds nothing to do and stores the same end.
 */
export async function runRepoWrite(
  ctx: ServiceContext,
  payload: { repoId: string; planId: string },
  run: JobRun,
): Promise<JobResult> {
  const repo = await requireRepoById(ctx.db, payload.repoId);
  const plan = await findPlan(ctx.db, payload.planId);
  if (!plan || plan.repoId !== repo.id)
    throw new DomainError("not_found", "the plan is gone; sync the repo to plan again");
  if (plan.state !== "waiting") return { note: `the plan is ${plan.state} already` };
  const started = ctx.now();
  try {
    await run.step(`Opening ${repo.location}`, 0.1);
    const git = await openLocation(ctx, locationOf(repo), run);
    const seen = await readTarget(ctx, repo, git, run);
    await run.step("Planning on what lies there now", 0.4);
    const shelf = await loadShelf(ctx.db);
    const fresh = await replan(ctx, repo, plan, seen, shelf);
    for (const entry of fresh.entries) await run.log("plan", `${entry.action} ${entry.skill}: ${entry.reason}`);
    await run.step("Writing", 0.6);
    const delivered = await deliver(ctx, repo, plan, fresh, { git, seen, shelf, run });
    await finish(ctx, repo, plan, fresh, delivered);
    await run.log(
      "repo",
      delivered.changed ? `committed ${delivered.commit?.slice(0, 7)} (${delivered.how})` : "nothing to write",
    );
    await run.step("Reading the repo again", 0.8);
    const after = await openLocation(ctx, locationOf(repo), run);
    await storeObservation(ctx, repo.id, after, await readGround(ctx, after, run), { started, run });
    return {
      plan: summary(fresh.entries),
      commit: delivered.commit,
      delivered: delivered.how,
      changed: delivered.changed,
    };
  } catch (error) {
    if (error instanceof DomainError && error.code === "refused") await refuse(ctx, repo, plan, error);
    throw error;
  }
}

/** What lies where the change goes: on the pending branch, when changes arrive by branch. */
async function readTarget(ctx: ServiceContext, repo: Repo, git: GitRepo, run: JobRun): Promise<RepoObservation> {
  const { signals } = await getLibrary(ctx.db);
  const base =
    repo.delivery === "none" ? git.head : (await resolveTarget(git, repo.delivery, { signal: run.signal })).base;
  return observeRepo(git, { signals, signal: run.signal, ...(base === undefined ? {} : { commit: base }) });
}

async function replan(
  ctx: ServiceContext,
  repo: Repo,
  plan: PlanRow,
  seen: RepoObservation,
  shelf: Shelf,
): Promise<EquipPlan> {
  const names = plan.entries.map((entry) => entry.skill);
  if (plan.purpose === "unequip") return planUnequip({ names, placed: seen.placed, found: seen.found });
  const { plan: now } = await assess(
    ctx.db,
    repo,
    withEdits(seen, plan.edits),
    shelf,
    plan.purpose === "pick" ? names : [],
  );
  const narrowed = narrowPlan(now, names);
  return { entries: narrowed.entries.filter((entry) => isExecutable(entry) || entry.action === "keep") };
}

async function deliver(
  ctx: ServiceContext,
  repo: Repo,
  plan: PlanRow,
  fresh: EquipPlan,
  on: { git: GitRepo; seen: RepoObservation; shelf: Shelf; run: JobRun },
): Promise<Delivered> {
  const { git, seen, shelf, run } = on;
  const config = plan.edits.length > 0 ? editRepoConfig(seen.configText ?? undefined, plan.edits) : undefined;
  const change = changeOfPlan({
    plan: fresh,
    skills: await stampedSkills(ctx, fresh, shelf),
    present: seen.present,
    linkFolders: seen.linkFolders,
    config,
  });
  if (isEmptyChange(change))
    return { how: repo.delivery, commit: git.head ?? null, changed: false, patch: null, note: "nothing to write" };
  const scope: WriteScope = { kind: "agents", linkFolders: seen.linkFolders };
  const tree: TreeChange = {
    base: seen.commit,
    puts: [...change.puts],
    deletes: change.deletes,
    links: change.links,
    message: `${change.message}\nYardlet-Plan: ${plan.id}\n`,
  };
  if (repo.delivery === "none") {
    const patch = await formatPatch(git, tree, { scope, signal: run.signal });
    return {
      how: "none",
      commit: null,
      changed: false,
      patch: patch ? new TextDecoder().decode(patch) : null,
      note: "apply the patch by hand: the repo is read-only for Yardlet",
    };
  }
  const written = await writeChange(git, tree, { scope, delivery: repo.delivery, signal: run.signal });
  return {
    how: repo.delivery,
    commit: written.commit ?? null,
    changed: written.changed,
    patch: null,
    note: written.note,
  };
}

async function stampedSkills(ctx: ServiceContext, plan: EquipPlan, shelf: Shelf): Promise<StampedSkill[]> {
  const placing = plan.entries.filter((entry) => entry.action === "add" || entry.action === "update");
  const ids = placing.flatMap((entry) => shelf.versionIds.get(entry.skill) ?? []);
  const [files, library] = await Promise.all([loadVersionFiles(ctx.db, ids), getLibrary(ctx.db)]);
  return placing.flatMap((entry) => {
    const id = shelf.versionIds.get(entry.skill);
    const version = shelf.skills.find((skill) => skill.name === entry.skill)?.version;
    const content = id === undefined ? undefined : files.get(id);
    if (content === undefined || version === undefined) return [];
    return [
      stampSkill({
        name: entry.skill,
        version,
        origin: "library",
        files: content,
        ...(library.headCommit === null ? {} : { libraryCommit: library.headCommit }),
      }),
    ];
  });
}

/** Stores the end of a plan: state, decision with its inputs, audit entry, event. */
async function finish(
  ctx: ServiceContext,
  repo: Repo,
  plan: PlanRow,
  fresh: EquipPlan,
  delivered: Delivered,
): Promise<void> {
  const executed = fresh.entries.filter(isExecutable);
  await transact(ctx, async (tx) => {
    await updatePlan(tx, plan.id, {
      state: STATE_AFTER[delivered.how],
      commit: delivered.commit,
      delivered: delivered.how,
      patch: delivered.patch,
      note: delivered.note,
      finishedAt: ctx.now(),
    });
    if (!delivered.changed) return;
    const subject = executed.length > 0 ? executed.map((entry) => entry.skill).join(", ") : "yardlet.yaml";
    const reason = executed.length > 0 ? summary(executed) : "choices written";
    await recordDecision(tx, {
      kind: plan.purpose,
      repoId: repo.id,
      subject,
      reason,
      by: plan.createdBy,
      inputs: { plan: plan.id, base: plan.base, entries: executed, edits: plan.edits, commit: delivered.commit },
    });
    await recordAudit(tx, ctx.actor, {
      action: `repo.wrote-${plan.purpose}`,
      repoId: repo.id,
      subject,
      reason: plan.createdBy === ctx.actor.name ? reason : `${reason}, for ${plan.createdBy}`,
      details: { plan: plan.id, commit: delivered.commit, delivered: delivered.how },
    });
    await recordEvent(tx, "repo", repo.id);
  });
}

async function refuse(ctx: ServiceContext, repo: Repo, plan: PlanRow, error: DomainError): Promise<void> {
  await transact(ctx, async (tx) => {
    await updatePlan(tx, plan.id, { state: "refused", note: error.message, finishedAt: ctx.now() });
    await recordAudit(tx, ctx.actor, {
      action: "repo.refused",
      repoId: repo.id,
      subject: summary(plan.entries),
      reason: error.message,
      details: { plan: plan.id },
    });
    await recordEvent(tx, "repo", repo.id);
  });
}
