import { editRepoConfig } from "@yardlet/core/config";
import {
  changeOfPlan,
  isEmptyChange,
  isExecutable,
  narrowPlan,
  planUnequip,
  type EquipPlan,
  type PlanEntry,
  type StampedSkill,
} from "@yardlet/core/equip";
import { stampSkill } from "@yardlet/core/equip/stamp";
import { DomainError, isPassing } from "@yardlet/core/error";
import type { Repo } from "@yardlet/core/repo";
import { findPlan, getLibrary, loadVersionFiles, type PlanRow } from "@yardlet/db";
import {
  declinedPush,
  formatPatch,
  observeRepo,
  PENDING_BRANCH,
  resolveTarget,
  writeChange,
  type GitRepo,
  type RepoObservation,
  type TreeChange,
  type WriteScope,
} from "@yardlet/repo";
import { transact, type ServiceContext } from "../context.ts";
import { enqueueJob } from "../job/enqueue.ts";
import type { JobResult, JobRun } from "../job/run.ts";
import { locationOf, openLocation } from "../repo/open.ts";
import { readGround, requireRepoById, storeObservation, summary } from "../repo/sync.ts";
import { finishPlan, giveUpPlan, type Delivered } from "./end.ts";
import { homeMessage, isHomePlan, planAtHome } from "./home.ts";
import { keptOut, requireInstallable } from "../scan/installable.ts";
import { assess, loadShelf, withEdits, type Shelf } from "./situation.ts";

/** What a plan does on what lies there now: its entries, the skills to place, and the commit's own words where it has some. */
interface Fresh {
  plan: EquipPlan;
  skills: StampedSkill[];
  message?: string;
  /** What was asked for and cannot be done any more. */
  left?: string;
}

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
  if (plan.state !== "waiting") {
    // Whoever ended it may have died before it read the repo again.
    await transact(ctx, (tx) => enqueueJob(ctx, tx, "repo.sync", { repoId: repo.id }));
    return { note: `the plan is ${plan.state} already` };
  }
  const started = ctx.now();
  try {
    await run.step(`Opening ${repo.location}`, 0.1);
    const git = await openLocation(ctx, locationOf(repo), run);
    const seen = await readTarget(ctx, repo, git, run);
    await run.step("Planning on what lies there now", 0.4);
    const fresh = await replan(ctx, repo, plan, seen);
    for (const entry of fresh.plan.entries) await run.log("plan", `${entry.action} ${entry.skill}: ${entry.reason}`);
    await run.step("Writing", 0.6);
    const written = await deliver(repo, plan, fresh, { git, seen, run });
    const delivered = fresh.left === undefined ? written : { ...written, note: `left as it is: ${fresh.left}` };
    await finishPlan(ctx, repo, plan, fresh.plan, delivered);
    await run.log(
      "repo",
      delivered.declined ??
        (delivered.changed ? `committed ${delivered.commit?.slice(0, 7)} (${delivered.how})` : "nothing to write"),
    );
    await run.step("Reading the repo again", 0.8);
    const after = await openLocation(ctx, locationOf(repo), run);
    await storeObservation(ctx, repo.id, after, await readGround(ctx, after, run), { started, run });
    return {
      plan: summary(fresh.plan.entries),
      commit: delivered.commit,
      delivered: delivered.how,
      changed: delivered.changed,
    };
  } catch (error) {
    if (error instanceof DomainError && !isPassing(error) && !run.signal.aborted)
      await giveUpPlan(ctx, repo, plan, error);
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

async function replan(ctx: ServiceContext, repo: Repo, plan: PlanRow, seen: RepoObservation): Promise<Fresh> {
  if (isHomePlan(plan)) {
    const fresh = await planAtHome(ctx.db, plan, seen.placed);
    for (const { name, files } of placedBy(fresh)) await requireInstallable(ctx.db, name, files, ctx.now());
    return { ...fresh, message: homeMessage(plan.purpose, fresh.plan.entries) };
  }
  const names = plan.entries.map((entry) => entry.skill);
  if (plan.purpose === "unequip")
    return { plan: planUnequip({ names, placed: seen.placed, found: seen.found }), skills: [] };
  const shelf = await loadShelf(ctx.db);
  const { plan: now } = await assess(
    ctx.db,
    repo,
    withEdits(seen, plan.edits),
    shelf,
    plan.purpose === "pick" ? names : [],
  );
  const narrowed = narrowPlan(now, names).entries;
  const entries = narrowed.filter(
    (entry) => (isExecutable(entry) || entry.action === "keep") && !isUnreviewed(plan, entry),
  );
  const stamped = await stampedSkills(ctx, { entries }, shelf);
  const harmful = await keptOut(ctx.db, stamped, ctx.now());
  const harmless = entries.filter((entry) => !harmful.has(entry.skill));
  const skills = stamped.filter((skill) => !harmful.has(skill.name));
  const fresh = { plan: { entries: harmless }, skills };
  const left = plan.rolloutId === null ? [] : narrowed.filter((entry) => !entries.includes(entry));
  if (left.length + harmful.size === 0) return fresh;
  const reasonOf = (entry: PlanEntry) =>
    isUnreviewed(plan, entry) ? `the library is at v${entry.version} by now, which nobody reviewed here` : entry.reason;
  const words = [...left.map((entry) => [entry.skill, reasonOf(entry)]), ...harmful]
    .map((it) => it.join(": "))
    .join("; ");
  if (harmless.length === 0) throw new DomainError("refused", words);
  return { ...fresh, left: words };
}

/** A part of a rollout writes the versions that were reviewed, and no newer ones. */
function isUnreviewed(plan: PlanRow, entry: PlanEntry): boolean {
  if (plan.rolloutId === null || entry.action === "keep") return false;
  return entry.version !== plan.entries.find(({ skill }) => skill === entry.skill)?.version;
}

async function deliver(
  repo: Repo,
  plan: PlanRow,
  fresh: Fresh,
  on: { git: GitRepo; seen: RepoObservation; run: JobRun },
): Promise<Delivered> {
  const { git, seen, run } = on;
  const config = plan.edits.length > 0 ? editRepoConfig(seen.configText ?? undefined, plan.edits) : undefined;
  const change = changeOfPlan({
    plan: fresh.plan,
    skills: fresh.skills,
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
    message: `${fresh.message ?? change.message}\nYardlet-Plan: ${plan.id}\n`,
  };
  if (repo.delivery === "none") {
    return asPatch(git, tree, { scope, run }, "apply the patch by hand: the repo is read-only for Yardlet");
  }
  try {
    const written = await writeChange(git, tree, { scope, delivery: repo.delivery, signal: run.signal });
    return {
      how: repo.delivery,
      commit: written.commit ?? null,
      changed: written.changed,
      patch: null,
      note: written.note,
    };
  } catch (error) {
    const said = declinedPush(error);
    if (said === undefined) throw error;
    const declined = `the push to ${targetOf(repo, git)} was declined: ${said}`;
    const note = `${declined}; apply the patch by hand, or choose another delivery`;
    return { ...(await asPatch(git, tree, { scope, run }, note)), declined };
  }
}

function targetOf({ delivery }: Repo, { defaultBranch }: GitRepo): string {
  return delivery === "branch" ? PENDING_BRANCH : (defaultBranch ?? "the default branch");
}

async function asPatch(
  git: GitRepo,
  tree: TreeChange,
  { scope, run }: { scope: WriteScope; run: JobRun },
  note: string,
): Promise<Delivered> {
  const patch = await formatPatch(git, tree, { scope, signal: run.signal });
  const text = patch ? new TextDecoder().decode(patch) : null;
  return { how: "none", commit: null, changed: false, patch: text, note };
}

/** The skills that a plan writes; what lies there already is kept. */
function placedBy({ plan, skills }: Pick<Fresh, "plan" | "skills">): StampedSkill[] {
  const written = new Set(plan.entries.filter(isExecutable).map(({ skill }) => skill));
  return skills.filter(({ name }) => written.has(name));
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
