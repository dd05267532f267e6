import { AgentName, BODY_CHARACTERS, DEFAULT_AGENT } from "@yardlet/core/agent";
import type { Candidate } from "@yardlet/core/candidate";
import { DomainError } from "@yardlet/core/error";
import type { Repo } from "@yardlet/core/repo";
import { parseSkill, SKILL_FILE } from "@yardlet/core/skill";
import {
  findRepo,
  findRepoBySlug,
  findSkillById,
  insertAuthoring,
  listOpenAuthorings,
  loadDraftFiles,
  lockAuthoringHome,
  recordAudit,
  setAuthoringJob,
  type Db,
  type SkillRow,
} from "@yardlet/db";
import * as z from "zod";
import { chooseAgent, requireAgent } from "../agent/choose.ts";
import { requireCandidate } from "../candidate/decide.ts";
import { evidenceOf, type DistilledUpdate } from "../candidate/subject.ts";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { enqueueJob } from "../job/enqueue.ts";
import { Asked } from "../run/input.ts";

export const RewriteUpdateInput = z.strictObject({
  candidate: Asked,
  /** Default: the team's. */
  agent: AgentName.optional(),
});

/**
 * Asks an agent to write the prose of a distilled text anew. Nothing is installed: what it writes is another draft of the same
 * candidate, which says whose prose it is.
 * @throws DomainError `invalid` for a candidate of another kind, `conflict` when it is decided, out of date or being rewritten,
 *   `refused` for the built-in agent, which writes no prose, `unavailable` when no worker has the agent
 */
export async function rewriteUpdate(
  ctx: ServiceContext,
  input: z.infer<typeof RewriteUpdateInput>,
): Promise<{ authoringId: string; jobId: string }> {
  requirePermission(ctx, "agent.run");
  requirePermission(ctx, "candidate.decide");
  return transact(ctx, async (tx) => {
    const candidate = await requireCandidate(tx, input.candidate);
    const { evidence, draftId, skill } = await requireRewritable(tx, candidate);
    const repo = await requireCheckout(tx, skill, evidence);
    const agent = await chooseAgent(tx, input.agent ?? null);
    if (agent === DEFAULT_AGENT) {
      const message = "the built-in agent has no model and writes no prose; choose another one, or set the team's";
      throw new DomainError("refused", message, { agent });
    }
    await requireAgent(tx, agent, repo);
    await lockAuthoringHome(tx, skill.home);
    const other = (await listOpenAuthorings(tx, skill.home)).find(({ updateId }) => updateId === candidate.id);
    if (other)
      throw new DomainError("conflict", `${other.by} has asked for this already; wait for that job`, {
        job: other.jobId,
      });
    const topic = `Better prose for the lessons of ${skill.name}: ${candidate.why}`.slice(0, TOPIC_CHARACTERS);
    const authoringId = await insertAuthoring(tx, {
      kind: "rewrite",
      repoId: repo.id,
      home: skill.home,
      topic,
      name: skill.name,
      access: "repo",
      askedAgent: input.agent ?? null,
      gapId: null,
      updateId: candidate.id,
      baseDraftId: draftId,
      by: ctx.actor.name,
      byKind: ctx.actor.kind,
      byId: ctx.actor.id,
    });
    const jobId = await enqueueJob(ctx, tx, "agent.rewrite", { authoringId });
    await setAuthoringJob(tx, authoringId, jobId);
    await recordAudit(tx, ctx.actor, {
      action: "agent.rewrite",
      repoId: skill.home === "library" ? null : skill.home,
      subject: skill.name,
      reason: candidate.title,
      details: { authoring: authoringId, job: jobId, candidate: candidate.id, draft: draftId, agent },
    });
    return { authoringId, jobId };
  });
}

const TOPIC_CHARACTERS = 2_000;

async function requireRewritable(
  tx: Db,
  candidate: Candidate,
): Promise<{ evidence: DistilledUpdate; draftId: string; skill: SkillRow }> {
  const evidence = evidenceOf(candidate);
  const { draftId, skillId, state, versionId } = candidate;
  if (evidence?.kind !== "update" || evidence.from !== "distiller" || draftId === null) {
    throw new DomainError("invalid", "only a text that the distiller wrote is written anew");
  }
  if (state !== "open") throw new DomainError("conflict", `this is ${state} already; see what waits now`, { state });
  const skill = skillId === null ? undefined : await findSkillById(tx, skillId);
  if (!skill?.current || skill.current.id !== versionId) {
    throw new DomainError("conflict", "another version is in force by now; bring this up to date first", {
      remedy: "refresh",
    });
  }
  const file = (await loadDraftFiles(tx, draftId)).find(({ path }) => path === SKILL_FILE);
  const size = parseSkill(file?.bytes ?? new Uint8Array()).body.length;
  if (size <= BODY_CHARACTERS) return { evidence, draftId, skill };
  throw new DomainError(
    "refused",
    `the text has ${size} characters, and an agent is given ${BODY_CHARACTERS}; edit it by hand`,
  );
}

/** The repo whose checkout the agent reads: the skill's own, else the newest one that it failed in. */
async function requireCheckout(tx: Db, { home }: SkillRow, { runs }: DistilledUpdate): Promise<Repo> {
  const slugs = [...new Set(runs.map(({ repo }) => repo))];
  const look = home === "library" ? slugs.map((slug) => () => findRepoBySlug(tx, slug)) : [() => findRepo(tx, home)];
  for (const find of look) {
    const repo = await find();
    if (repo && repo.archivedAt === null) return repo;
  }
  throw new DomainError("refused", "every repo that this rests on was archived; edit the text by hand");
}
