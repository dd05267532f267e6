import { isExecutable, type PlanEntry } from "@yardlet/core/equip";
import { DomainError } from "@yardlet/core/error";
import type { Repo } from "@yardlet/core/repo";
import type { Finding } from "@yardlet/core/skill";
import {
  findLastCandidate,
  findRepo,
  findSnapshot,
  findVersionsByContent,
  getLibrary,
  insertPlan,
  insertSnapshot,
  listGapSkills,
  listPlans,
  lockRepo,
  openCandidate,
  recordAudit,
  recordEvent,
  recordObserved,
  storeFoundTexts,
  supersedeCandidates,
  updatePlan,
  updateRepo,
  type Db,
  type Observed,
  type PlanRow,
  type PlanState,
} from "@yardlet/db";
import { observeRepo, type GitRepo, type RepoObservation } from "@yardlet/repo";
import * as z from "zod";
import { transact, type ServiceContext } from "../context.ts";
import { probeSignedIn } from "../credential/use.ts";
import { offerPromoted } from "../equip/offer.ts";
import { assess, loadShelf, missingSkills, type Situation } from "../equip/situation.ts";
import { lookForDuplicates } from "../duplicate/find.ts";
import { enqueueGapFind, enqueueJob } from "../job/enqueue.ts";
import type { JobResult, JobRun } from "../job/run.ts";
import { resolveByCommits } from "../run/commits.ts";
import { readBranchNews, recordBranchNews } from "./branches.ts";
import { locationOf, openLocation } from "./open.ts";
import { lyingIn, readAuthors, registerHomes, type Registered } from "./register.ts";
import { settleHomePlans, settleOpenPlans, shapesOf } from "./settle.ts";

/** The job `repo.sync`: read the repo at HEAD, store what is there, and equip what is missing if the switch says so. */
export async function runRepoSync(ctx: ServiceContext, repoId: string, run: JobRun): Promise<JobResult> {
  const repo = await requireRepoById(ctx.db, repoId);
  const started = ctx.now();
  try {
    await run.step(`Opening ${repo.location}`, 0.1);
    const git = await openLocation(ctx, locationOf(repo), run);
    if (repo.state === "new") await settleDelivery(ctx, repo, git, run);
    await run.step("Reading files and manifests", 0.4);
    const seen = await readGround(ctx, git, run);
    await run.step("Storing what was found", 0.8);
    const result = await storeObservation(ctx, repo.id, git, seen, { started, run });
    await resolveByCommits(ctx, repo.id, git, run);
    return result;
  } catch (error) {
    if (error instanceof DomainError && !run.signal.aborted) await recordFailure(ctx, repo, error);
    throw error;
  }
}

export async function readGround(ctx: ServiceContext, git: GitRepo, run: JobRun): Promise<RepoObservation> {
  const { signals } = await getLibrary(ctx.db);
  const seen = await observeRepo(git, { signals, signal: run.signal });
  await run.log("repo", `${seen.files} files at ${seen.commit?.slice(0, 7) ?? "no commit"}`);
  for (const { preset, confidence, evidence } of seen.detections) {
    const first = evidence[0];
    await run.log("classify", `${preset} is ${confidence}${first ? `: ${first.path}, ${first.what}` : ""}`);
  }
  return seen;
}

const NONE_AT_HOME: Registered = { versions: new Map(), findings: [] };

/** Stores one observation: snapshot, intervals of what is equipped, and what follows from it. One transaction. */
export async function storeObservation(
  ctx: ServiceContext,
  repoId: string,
  git: GitRepo,
  seen: RepoObservation,
  how: { started: Date; run: JobRun },
): Promise<JobResult> {
  const authors = await readAuthors(ctx, git, seen, how.run);
  const news = await readBranchNews(ctx, await requireRepoById(ctx.db, repoId), git, how.run);
  const outcome = await transact(ctx, async (tx) => {
    await lockRepo(tx, repoId);
    const repo = await requireRepoById(tx, repoId);
    const at = ctx.now();
    await settleHomePlans(ctx, tx, repoId, seen);
    const own = git.head ? await registerHomes(ctx, tx, repo, seen, authors) : NONE_AT_HOME;
    await keepSnapshot(tx, repo, git, seen, { at, findings: own.findings });
    const changes = git.head
      ? await recordObserved(tx, repoId, await observedOf(tx, seen, own.versions), { at, commit: git.head })
      : { opened: 0, closed: 0 };
    await updateRepo(tx, repoId, {
      state: "ready",
      error: null,
      movedTo: git.movedTo ?? null,
      defaultBranch: git.defaultBranch ?? null,
      syncedAt: at,
      syncMs: at.getTime() - how.started.getTime(),
    });
    const shelf = await loadShelf(tx);
    const situation = await assess(tx, repo, seen, shelf);
    const next = await followUp(ctx, tx, repo, seen, situation);
    await recordBranchNews(ctx, tx, repo, news);
    await offerPromoted(ctx, tx, repo, seen, shelf);
    await recordEvent(tx, "repo", repoId);
    if (await asksForOthers(tx, repo, missingSkills(situation, shelf))) await enqueueGapFind(ctx, tx);
    return { ...changes, ...next };
  });
  await lookForDuplicates(ctx, how.run.signal);
  await how.run.log("yardlet", outcome.note);
  return { commit: git.head ?? null, files: seen.files, presets: seen.detections.map((one) => one.preset), ...outcome };
}

/** True when a missing skill is asked for that no gap tells of, or one that an open gap tells of is not asked for any more. */
async function asksForOthers(tx: Db, repo: Repo, missing: readonly { skill: string }[]): Promise<boolean> {
  const told = await listGapSkills(tx, repo.slug);
  const asked = new Set(missing.map(({ skill }) => skill));
  const known = new Set(told.map(({ skill }) => skill));
  return [...asked].some((skill) => !known.has(skill)) || told.some(({ skill, open }) => open && !asked.has(skill));
}

/** A new snapshot only when something differs from the one before. */
async function keepSnapshot(
  tx: Db,
  repo: Repo,
  git: GitRepo,
  seen: RepoObservation,
  { at, findings }: { at: Date; findings: readonly Finding[] },
): Promise<void> {
  await storeFoundTexts(tx, seen.texts);
  const before = repo.snapshotId === null ? undefined : await findSnapshot(tx, repo.snapshotId);
  const facts = {
    commit: git.head ?? null,
    files: seen.files,
    configText: seen.configText,
    configFindings: [...seen.configFindings, ...findings],
  };
  const content = { detections: [...seen.detections], placed: [...seen.placed], found: [...seen.found] };
  if (before) {
    const { id: _id, repoId: _repoId, takenAt: _takenAt, ...rest } = before;
    if (sameJson(rest, { ...facts, ...content })) return;
  }
  const snapshotId = await insertSnapshot(tx, { repoId: repo.id, takenAt: at, ...facts }, content);
  await updateRepo(tx, repo.id, { snapshotId });
}

function sameJson(a: object, b: object): boolean {
  return JSON.stringify(a, sortedKeys) === JSON.stringify(b, sortedKeys);
}

/** A JSON replacer: the order in which an object got its keys is no difference. */
function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([x], [y]) => (x < y ? -1 : 1)));
}

/** What lies in `.agents/skills` and Yardlet placed, each with the version it is by content: the repo's own, else the library's. */
async function observedOf(tx: Db, seen: RepoObservation, own: Registered["versions"]): Promise<Observed[]> {
  const lying = lyingIn(seen.placed);
  const versions = await findVersionsByContent(
    tx,
    lying.map((folder) => folder.contentHash),
  );
  return lying.map(({ name, entry, treeHash, contentHash }) => {
    const library = versions.filter((one) => {
      return one.home === "library" && one.name === name && one.contentHash === contentHash;
    });
    const version = own.get(name) ?? library.find(({ number }) => number === entry.version) ?? library[0];
    return {
      name,
      versionId: version?.id ?? null,
      number: version?.number ?? entry.version,
      contentHash,
      treeHash,
      why: entry.why,
      edited: treeHash !== entry.tree_hash,
    };
  });
}

/** Equips what is missing, or asks; says nothing when the same plan is under way already. */
async function followUp(
  ctx: ServiceContext,
  tx: Db,
  repo: Repo,
  seen: RepoObservation,
  { plan, settings }: Situation,
): Promise<{ note: string; planId?: string; jobId?: string }> {
  const entries = plan.entries.filter(isExecutable);
  const key = `equip:${repo.id}`;
  const open = await settleOpenPlans(ctx, tx, repo.id, entries);
  if (entries.length === 0) {
    await supersedeCandidates(tx, key, "nothing is left to equip", ctx.now());
    return { note: "nothing to equip: the repo carries what it should" };
  }
  const auto = settings.autoEquip.value && repo.delivery !== "none" && repo.pushRefused === null;
  const isSettled = (state: PlanState) => state !== "proposed" && (state !== "rejected" || !auto);
  if (open.some(({ state }) => isSettled(state))) {
    if (auto) await supersedePatches(ctx, tx, key, open);
    return { note: `${summary(entries)}: under way or decided already` };
  }
  const [last] = await listPlans(tx, { repoId: repo.id, states: ["applied"], limit: 1 });
  if (last?.commit === (seen.commit ?? null) && shapesOf(last.entries) === shapesOf(entries)) {
    return { note: `${summary(entries)}: written just now and not seen; look at what the repo does to its files` };
  }
  const waiting = open.find((plan) => plan.state === "proposed");
  if (waiting && !auto) {
    if (repo.pushRefused !== null && (await findLastCandidate(tx, key))?.planId !== waiting.id) {
      await offerPlan(ctx, tx, repo, { planId: waiting.id, entries, key, why: repo.pushRefused });
    }
    return { note: `${summary(entries)}: a person decides`, planId: waiting.id };
  }
  if (waiting) await updatePlan(tx, waiting.id, { state: "superseded", finishedAt: ctx.now() });
  await supersedeCandidates(tx, key, "a newer sync says otherwise", ctx.now());
  const planId = await insertPlan(tx, {
    repoId: repo.id,
    base: repo.headCommit,
    purpose: "equip",
    state: auto ? "waiting" : "proposed",
    entries,
    edits: [],
    createdBy: ctx.actor.name,
  });
  if (auto) {
    const jobId = await enqueueJob(ctx, tx, "repo.write", { repoId: repo.id, planId });
    return { note: `${summary(entries)}: auto_equip is on, so it is written now`, planId, jobId };
  }
  const why =
    repo.delivery === "none"
      ? "the repo is read-only for Yardlet"
      : (repo.pushRefused ?? `auto_equip is off (${settings.autoEquip.from})`);
  await offerPlan(ctx, tx, repo, { planId, entries, key, why });
  return { note: `${summary(entries)}: ${why}, so a person decides`, planId };
}

/** What was declined lies on its way by now, in another plan that says the same: nobody has to apply it by hand. */
async function supersedePatches(ctx: ServiceContext, tx: Db, key: string, open: readonly PlanRow[]): Promise<void> {
  const patches = open.filter(({ state, patch }) => state === "proposed" && patch !== null);
  for (const { id } of patches) await updatePlan(tx, id, { state: "superseded", finishedAt: ctx.now() });
  if (patches.length > 0) await supersedeCandidates(tx, key, "it is on its way by another delivery", ctx.now());
}

async function offerPlan(
  ctx: ServiceContext,
  tx: Db,
  repo: Repo,
  { planId, entries, key, why }: { planId: string; entries: readonly PlanEntry[]; key: string; why: string },
): Promise<void> {
  await openCandidate(tx, { kind: "equip", key, repoId: repo.id, planId, title: summary(entries), why });
  await recordAudit(tx, ctx.actor, {
    action: "repo.propose",
    repoId: repo.id,
    subject: summary(entries),
    reason: why,
    details: { plan: planId },
  });
  await recordEvent(tx, "candidate", repo.id);
}

const VERBS = { add: "equip", update: "update", remove: "remove" } as const;

/** "equip 5 skills, update 1": what a plan does, in a line. */
export function summary(entries: readonly PlanEntry[]): string {
  const parts = Object.entries(VERBS).flatMap(([action, verb]) => {
    const count = entries.filter((entry) => entry.action === action).length;
    return count === 0 ? [] : [`${verb} ${count}`];
  });
  return parts.length > 0 ? `${parts.join(", ")} ${entries.length === 1 ? "skill" : "skills"}` : "change yardlet.yaml";
}

async function settleDelivery(ctx: ServiceContext, repo: Repo, git: GitRepo, run: JobRun): Promise<void> {
  const { possible, note } = await probeSignedIn(ctx, git, run);
  const delivery = possible[0] ?? "none";
  await run.log("repo", `changes arrive by ${delivery}: ${note}`);
  await updateRepo(ctx.db, repo.id, { delivery, deliveryNote: note });
}

const MovedTo = z.object({ movedTo: z.string() });

async function recordFailure(ctx: ServiceContext, repo: Repo, error: DomainError): Promise<void> {
  await transact(ctx, async (tx) => {
    const movedTo = MovedTo.safeParse(error.details).data?.movedTo ?? null;
    await updateRepo(tx, repo.id, { state: "error", error: error.message, movedTo });
    await recordEvent(tx, "repo", repo.id);
  });
}

export async function requireRepoById(db: Db, id: string): Promise<Repo> {
  const repo = await findRepo(db, id);
  if (repo && repo.archivedAt === null) return repo;
  throw new DomainError("not_found", "the repo is gone from the list; nothing to do");
}
