import { Detection } from "@yardlet/core/classify";
import { listingBudget, PlanEntry } from "@yardlet/core/equip";
import { DomainError, ErrorCode } from "@yardlet/core/error";
import type { Job } from "@yardlet/core/job";
import { Delivery } from "@yardlet/core/repo";
import {
  findPreview,
  findJobOf,
  getLibrary,
  getTeam,
  insertPreview,
  listReadCommits,
  updatePreview,
} from "@yardlet/db";
import { holdsCommit, observeRepo, parseLocation, type GitRepo } from "@yardlet/repo";
import * as z from "zod";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { probeSignedIn, signInWishOf, SignInWish } from "../credential/use.ts";
import { loadShelf, situationOf, type Shelf } from "../equip/situation.ts";
import { enqueueJob } from "../job/enqueue.ts";
import type { JobResult, JobRun } from "../job/run.ts";
import { openLocation } from "./open.ts";
import { locationPolicy } from "./policy.ts";
import { slugOf } from "./slug.ts";

/** What adding one location would find and write. */
export const PreviewResult = z.discriminatedUnion("ok", [
  z.strictObject({
    location: z.string(),
    ok: z.literal(true),
    slug: z.string(),
    branch: z.string().nullable(),
    commit: z.string().nullable(),
    files: z.int(),
    detections: z.array(Detection),
    plan: z.array(PlanEntry),
    gaps: z.array(z.strictObject({ preset: z.string().optional(), skill: z.string().optional(), why: z.string() })),
    budget: z.strictObject({ used: z.int(), limit: z.int() }),
    delivery: Delivery,
    note: z.string().nullable(),
    /** What would let Yardlet push there, where reading needs no sign-in. */
    wish: SignInWish.optional(),
    /** Of a repo's new address: whether its default branch holds what was read in the repo before; null where nothing was. */
    history: z.enum(["same", "other"]).nullable().default(null),
  }),
  z.strictObject({
    location: z.string(),
    ok: z.literal(false),
    code: ErrorCode,
    message: z.string(),
    /** What would let Yardlet in, where the host did not. */
    wish: SignInWish.optional(),
  }),
]);
export type PreviewResult = z.infer<typeof PreviewResult>;

const MOST_LOCATIONS = 50;
export const Locations = z
  .array(z.string().trim().min(1).max(2_000))
  .min(1, "name at least one repo: a clone URL or a local path")
  .max(MOST_LOCATIONS, `add at most ${MOST_LOCATIONS} repos at a time`);

export const PreviewReposInput = z.strictObject({ locations: Locations });

/** Starts a dry run: reads and plans, writes nothing. */
export async function previewRepos(
  ctx: ServiceContext,
  input: z.infer<typeof PreviewReposInput>,
): Promise<{ previewId: string; jobId: string }> {
  requirePermission(ctx, "repo.add");
  const locations = [...new Set(input.locations)];
  return transact(ctx, async (tx) => {
    const previewId = await insertPreview(tx, { locations, createdBy: ctx.actor.name });
    const jobId = await enqueueJob(ctx, tx, "repo.preview", { previewId });
    return { previewId, jobId };
  });
}

export const GetPreviewInput = z.strictObject({ previewId: z.string().min(1).max(128) });

/** The dry run's results so far, in the order of the locations, and its job. */
export async function getPreview(
  ctx: ServiceContext,
  input: z.infer<typeof GetPreviewInput>,
): Promise<{ job: Job; results: PreviewResult[] }> {
  requirePermission(ctx, "repo.add");
  const preview = await findPreview(ctx.db, input.previewId);
  const job = preview && (await findJobOf(ctx.db, "repo.preview", "previewId", preview.id));
  if (!preview || !job) throw new DomainError("not_found", "there is no such dry run; start it again");
  return { job, results: z.array(PreviewResult).parse(preview.results) };
}

/** The job `repo.preview`: one location after another, so that results appear as they come. */
export async function runPreview(ctx: ServiceContext, previewId: string, run: JobRun): Promise<JobResult> {
  const preview = await findPreview(ctx.db, previewId);
  if (!preview) throw new DomainError("not_found", "the dry run is gone; start it again");
  const shelf = await loadShelf(ctx.db);
  const seen = preview.repoId === null ? [] : await listReadCommits(ctx.db, preview.repoId, MOST_COMMITS);
  const results: PreviewResult[] = [];
  for (const [index, location] of preview.locations.entries()) {
    await run.step(`Reading ${location}`, index / preview.locations.length);
    results.push(await previewOne(ctx, location, { shelf, seen, run }));
    await updatePreview(ctx.db, previewId, results);
  }
  return { readable: results.filter((result) => result.ok).length, of: results.length };
}

/** Commits of a repo's past that are looked for at its new address. */
const MOST_COMMITS = 50;

async function previewOne(
  ctx: ServiceContext,
  text: string,
  { shelf, seen, run }: { shelf: Shelf; seen: readonly string[]; run: JobRun },
): Promise<PreviewResult> {
  try {
    const location = await parseLocation(text, locationPolicy(ctx.settings));
    const git = await openLocation(ctx, location, run);
    const [{ signals }, team] = await Promise.all([getLibrary(ctx.db), getTeam(ctx.db)]);
    const ground = await observeRepo(git, { signals, signal: run.signal });
    const nobody = { autoEquip: null, autoSkill: null, autoPrune: null };
    const { plan, wanted } = situationOf({ ground, shelf, own: [], switches: { repo: nobody, team: team.switches } });
    const probe = await probeSignedIn(ctx, git, run);
    const budget = listingBudget([
      ...wanted.wanted,
      ...ground.placed.filter((folder) => !folder.entry && folder.treeHash),
    ]);
    return {
      location: text,
      ok: true,
      slug: await slugOf(ctx.db, location),
      branch: git.defaultBranch ?? null,
      commit: git.head ?? null,
      files: ground.files,
      detections: [...ground.detections],
      plan: plan.entries,
      gaps: wanted.gaps,
      budget: { used: budget.used, limit: budget.limit },
      delivery: probe.possible[0] ?? "none",
      note: probe.note,
      ...(probe.wish ? { wish: probe.wish } : {}),
      history: seen.length === 0 ? null : await historyOf(git, seen, run),
    };
  } catch (error) {
    if (!(error instanceof DomainError) || run.signal.aborted) throw error;
    const wish = signInWishOf(error);
    return { location: text, ok: false, code: error.code, message: error.message, ...(wish ? { wish } : {}) };
  }
}

/** One commit that was read before is enough: what came before it is there as well. */
async function historyOf(git: GitRepo, seen: readonly string[], { signal }: JobRun): Promise<"same" | "other"> {
  const { head } = git;
  if (head === undefined) return "other";
  for (const commit of seen) if (await holdsCommit(git, head, commit, { signal })) return "same";
  return "other";
}
