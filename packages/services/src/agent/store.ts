import type { AuthoredDraft, AgentReport } from "@yardlet/agents";
import { obstaclesOf, type AuthoringFailure, type Obstacle } from "@yardlet/core/agent";
import { DomainError } from "@yardlet/core/error";
import { contentHash, hashBytes, shorten } from "@yardlet/core/skill";
import {
  endAuthoring,
  findDraft,
  findLastCandidate,
  insertDraft,
  lockAuthoring,
  openCandidate,
  recordEvent,
  updateRunningJob,
  type AuthoringRow,
  type Db,
} from "@yardlet/db";
import { transact, type ServiceContext } from "../context.ts";
import { liftObstacles } from "../draft/accept.ts";
import type { JobResult, JobRun } from "../job/run.ts";
import { storeRewritten } from "../distil/rewritten.ts";
import { installSkill } from "../skill/install.ts";

const WHY_CHARACTERS = 400;

/** What the candidate of an authoring's draft is known by. */
export function draftKey(authoringId: string): string {
  return `draft:${authoringId}`;
}

/**
 * Stores what an agent wrote, once for all attempts: a draft that waits for a person, or a skill on its way into git. One that
 * can't be written there waits too: what was paid for is not lost.
 */
export async function storeDraft(
  ctx: ServiceContext,
  authoringId: string,
  run: JobRun,
  written: Written,
): Promise<JobResult> {
  try {
    return await transact(ctx, (tx) => store(ctx, tx, { authoringId, run, written, refused: null }));
  } catch (error) {
    if (!(error instanceof NotInstalled)) throw error;
    return transact(ctx, (tx) => store(ctx, tx, { authoringId, run, written, refused: error.message }));
  }
}

interface Written {
  draft: AuthoredDraft;
  report: AgentReport;
}

/** Why a skill could not be put on its way; the transaction that tried is given up. */
class NotInstalled extends Error {}

interface Storing {
  authoringId: string;
  run: JobRun;
  written: Written;
  /** Why it was not installed before. */
  refused: string | null;
}

async function store(ctx: ServiceContext, tx: Db, storing: Storing): Promise<JobResult> {
  const { authoringId, run, refused, written } = storing;
  const { draft, report } = written;
  await hold(tx, run);
  const authoring = await lockAuthoring(tx, authoringId);
  if (!authoring) throw new DomainError("not_found", "the request is gone; ask again");
  if (authoring.draftId !== null) return resultOf(tx, authoring);
  if (authoring.kind === "rewrite") return storeRewrite(ctx, tx, authoring, written);
  const { skill, files } = draft;
  const draftId = await insertDraft(tx, {
    home: authoring.home,
    name: skill.name,
    source: "created",
    contentHash: contentHash(files),
    description: skill.description,
    rationale: skill.rationale,
    sources: skill.sources ?? [],
    parentId: null,
    by: `${authoring.agent ?? "an agent"}, for ${authoring.by}`,
    createdAt: ctx.now(),
    files: files.map((file) => ({ file, hash: hashBytes(file.bytes) })),
  });
  const failure = draft.held ? { ...draft.held, issues: [...draft.held.issues] } : null;
  await endAuthoring(tx, authoringId, { ...factsOf(report), failure, draftId, finishedAt: ctx.now() });
  const obstacles = obstaclesFor(authoring, draft);
  const isClear = failure === null && refused === null && obstacles.length === 0;
  if (authoring.kind === "create" && isClear) await install(ctx, tx, { authoring, draft, draftId });
  else {
    const why = failure?.message ?? refused ?? obstacles[0]?.message ?? skill.rationale;
    const candidate = await openCandidate(tx, {
      kind: "draft",
      key: draftKey(authoringId),
      repoId: authoring.repoId,
      planId: null,
      draftId,
      title: skill.name,
      why: shorten(why, WHY_CHARACTERS),
      details: { ...detailsOf(authoring, failure, obstacles), job: run.jobId, refused },
    });
    await recordEvent(tx, "candidate", candidate);
  }
  return resultOf(tx, { ...authoring, draftId });
}

/** Prose that is written anew goes on with its candidate; what an agent wrote beside a rule is kept, and nothing waits with it. */
async function storeRewrite(
  ctx: ServiceContext,
  tx: Db,
  authoring: AuthoringRow,
  { draft, report }: Written,
): Promise<JobResult> {
  const failure = draft.held ? { ...draft.held, issues: [...draft.held.issues] } : null;
  const { draftId, left } = await storeRewritten(ctx, tx, authoring, draft);
  await endAuthoring(tx, authoring.id, { ...factsOf(report), failure, draftId, finishedAt: ctx.now() });
  return resultOf(tx, { ...authoring, draftId }, left ?? undefined);
}

async function install(
  ctx: ServiceContext,
  tx: Db,
  { authoring, draft, draftId }: { authoring: AuthoringRow; draft: AuthoredDraft; draftId: string },
): Promise<void> {
  const { home, byKind, byId, by: name } = authoring;
  const what = { home, name: draft.skill.name, files: draft.files };
  try {
    const { lifted } = await liftObstacles(ctx, tx, what);
    await installSkill(ctx, tx, {
      ...what,
      source: "created",
      reason: shorten(draft.skill.rationale, WHY_CHARACTERS),
      by: { kind: byKind, id: byId, name },
      details: { authoring: authoring.id, draft: draftId, lifted },
    });
  } catch (error) {
    throw error instanceof DomainError ? new NotInstalled(error.message) : error;
  }
}

/** Stores how an attempt ended without a draft. An attempt that has lost the job stores nothing. */
export async function storeFailure(
  ctx: ServiceContext,
  authoringId: string,
  run: JobRun,
  { failure, report }: { failure: AuthoringFailure; report?: AgentReport },
): Promise<void> {
  await transact(ctx, async (tx) => {
    if (!(await updateRunningJob(tx, run.jobId, run.attempt, {}))) return;
    const facts = report === undefined ? {} : factsOf(report);
    await endAuthoring(tx, authoringId, { ...facts, failure, finishedAt: ctx.now() });
    await recordEvent(tx, "job", run.jobId);
  });
}

/** What a job that has led to a draft answers, also when it is repeated. */
export async function resultOf(
  db: Db,
  { id, draftId, updateId }: Pick<AuthoringRow, "id" | "draftId" | "updateId">,
  left?: string,
): Promise<JobResult> {
  const draft = draftId === null ? undefined : await findDraft(db, draftId);
  if (updateId !== null) {
    const note =
      left === undefined
        ? `prose of ${draft?.name ?? "the skill"} by ${draft?.by ?? "an agent"}`
        : `not taken: ${left}`;
    return { note, draft: draftId };
  }
  const waits = (await findLastCandidate(db, draftKey(id))) !== undefined;
  const name = draft?.name ?? "the skill";
  return { note: waits ? `a draft of ${name} waits for review` : `${name} is on its way`, draft: draftId };
}

/** @throws DomainError `conflict` when another attempt has the job */
export async function hold(tx: Db, run: JobRun): Promise<void> {
  if (await updateRunningJob(tx, run.jobId, run.attempt, { step: "Storing" })) return;
  throw new DomainError("conflict", "another worker has taken this job over");
}

/** A person who asks for a skill by its name knows what was buried under it (decision 7). */
function obstaclesFor({ kind, byKind }: AuthoringRow, { checks }: AuthoredDraft): Obstacle[] {
  const lifted = kind === "create" && byKind === "person";
  return obstaclesOf(checks).filter(({ check }) => !(lifted && check === "tombstone"));
}

function factsOf(report: AgentReport) {
  return {
    isolation: report.isolation,
    exitCode: report.exitCode ?? null,
    durationMs: report.durationMs,
    cost: report.cost ?? null,
    outside: report.outside.slice(0, MOST_OUTSIDE).map(({ path, what }) => ({ path, what })),
  };
}

const MOST_OUTSIDE = 200;

function detailsOf(
  { id, kind, topic, agent, gapId, by, home }: AuthoringRow,
  failure: AuthoringFailure | null,
  obstacles: readonly Obstacle[],
): Record<string, unknown> {
  return { authoring: id, asked: kind, topic, agent, gap: gapId, by, home, held: failure?.kind ?? null, obstacles };
}
