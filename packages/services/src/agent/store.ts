import type { AuthoredDraft, AgentReport } from "@yardlet/agents";
import { obstaclesOf, type AuthoringFailure, type Obstacle } from "@yardlet/core/agent";
import type { Actor } from "@yardlet/core/audit";
import { DomainError } from "@yardlet/core/error";
import { contentHash, hashBytes, shorten } from "@yardlet/core/skill";
import {
  endAuthoring,
  insertDraft,
  lockAuthoring,
  openCandidate,
  recordEvent,
  updateRunningJob,
  type AuthoringRow,
  type Db,
} from "@yardlet/db";
import { transact, type ServiceContext } from "../context.ts";
import type { JobResult, JobRun } from "../job/run.ts";
import { installSkill } from "../skill/install.ts";

const WHY_CHARACTERS = 400;

/** What the candidate of an authoring's draft is known by. */
export function draftKey(authoringId: string): string {
  return `draft:${authoringId}`;
}

/** Stores what an agent wrote, once for all attempts: a draft that waits for a person, or a skill on its way into git. */
export async function storeDraft(
  ctx: ServiceContext,
  authoringId: string,
  run: JobRun,
  { draft, report }: { draft: AuthoredDraft; report: AgentReport },
): Promise<JobResult> {
  return transact(ctx, async (tx) => {
    await hold(tx, run);
    const authoring = await lockAuthoring(tx, authoringId);
    if (!authoring) throw new DomainError("not_found", "the request is gone; ask again");
    if (authoring.draftId !== null) return resultOf(authoring, authoring.draftId);
    const { skill, files } = draft;
    const source = "created" as const;
    const draftId = await insertDraft(tx, {
      home: authoring.home,
      name: skill.name,
      source,
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
    if (authoring.kind === "create" && failure === null && obstacles.length === 0) {
      const reason = shorten(skill.rationale, WHY_CHARACTERS);
      const details = { authoring: authoringId, draft: draftId, tombstone: draft.checks.tombstone };
      const by: Pick<Actor, "kind" | "id" | "name"> = {
        kind: authoring.byKind,
        id: authoring.byId,
        name: authoring.by,
      };
      const what = { home: authoring.home, name: skill.name, source, files, reason, by, details };
      const { skillId, jobId } = await installSkill(ctx, tx, what);
      return { note: `${skill.name} is on its way`, draft: draftId, skill: skillId, job: jobId };
    }
    const why = failure?.message ?? obstacles[0]?.message ?? skill.rationale;
    const candidate = await openCandidate(tx, {
      kind: "draft",
      key: draftKey(authoringId),
      repoId: authoring.repoId,
      planId: null,
      draftId,
      title: skill.name,
      why: shorten(why, WHY_CHARACTERS),
      details: detailsOf(authoring, failure, obstacles),
    });
    await recordEvent(tx, "candidate", candidate);
    return resultOf(authoring, draftId);
  });
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

/** What a job that leads to this draft answers, also when it is repeated. */
export function resultOf({ name }: Pick<AuthoringRow, "name">, draftId: string): JobResult {
  return { note: `${name === null ? "a draft" : `a draft of ${name}`} waits for review`, draft: draftId };
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
