import { AgentName, AuthoringAccess, AuthoringTopic } from "@yardlet/core/agent";
import { DomainError } from "@yardlet/core/error";
import { shorten, SkillName } from "@yardlet/core/skill";
import { getTeam, insertAuthoring, lockAuthoringHome, recordAudit, setAuthoringJob, type Db } from "@yardlet/db";
import * as z from "zod";
import { requireCandidate } from "../candidate/decide.ts";
import { evidenceOf } from "../candidate/subject.ts";
import { requirePermission, transact, type ServiceContext } from "../context.ts";
import { enqueueJob } from "../job/enqueue.ts";
import { requireNamedRepo } from "../repo/named.ts";
import { Asked } from "../run/input.ts";
import { chooseAgent, requireAgent } from "./choose.ts";
import { requireFreeName, requireNewTopic, type AuthoringHome } from "./names.ts";

const How = {
  /** The repo whose checkout the agent reads. */
  repo: Asked,
  /** Default: the team's. */
  agent: AgentName.optional(),
  access: AuthoringAccess.optional(),
};

export const RequestAuthoringInput = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("research"), ...How, topic: AuthoringTopic, gap: Asked.optional() }),
  z.strictObject({
    kind: z.literal("create"),
    ...How,
    name: SkillName,
    from: AuthoringTopic.optional(),
    library: z.boolean(),
  }),
]);
export type RequestAuthoringInput = z.infer<typeof RequestAuthoringInput>;

const SUBJECT_CHARACTERS = 80;

/**
 * Asks an agent to write a skill. Name, policy and duplicates are looked at before anything is stored or paid for.
 * @throws DomainError `conflict` for a name or topic that is taken or under way, `refused` for what the team does not allow,
 *   `unavailable` when no worker has the agent
 */
export async function requestAuthoring(
  ctx: ServiceContext,
  input: RequestAuthoringInput,
): Promise<{ authoringId: string; jobId: string }> {
  requirePermission(ctx, "agent.run");
  return transact(ctx, async (tx) => {
    const repo = await requireNamedRepo(ctx, tx, input.repo);
    const access = input.access ?? "repo";
    await requireAccess(tx, access);
    await requireAgent(tx, await chooseAgent(tx, input.agent ?? null), repo);
    const toLibrary = input.kind === "create" && input.library;
    const home: AuthoringHome = toLibrary
      ? { repo, home: "library", label: "the library" }
      : { repo, home: repo.id, label: repo.slug };
    await lockAuthoringHome(tx, home.home);
    const asked = await subjectOf(tx, input, home);
    const authoringId = await insertAuthoring(tx, {
      kind: input.kind,
      repoId: repo.id,
      home: home.home,
      ...asked,
      access,
      askedAgent: input.agent ?? null,
      by: ctx.actor.name,
      byKind: ctx.actor.kind,
      byId: ctx.actor.id,
    });
    const jobId = await enqueueJob(ctx, tx, `agent.${input.kind}`, { authoringId });
    await setAuthoringJob(tx, authoringId, jobId);
    await recordAudit(tx, ctx.actor, {
      action: `agent.${input.kind}`,
      repoId: repo.id,
      subject: asked.name ?? shorten(asked.topic, SUBJECT_CHARACTERS),
      reason: asked.topic.slice(0, 500),
      details: {
        authoring: authoringId,
        job: jobId,
        home: home.home,
        agent: input.agent ?? null,
        access,
        gap: asked.gapId,
      },
    });
    return { authoringId, jobId };
  });
}

async function requireAccess(tx: Db, access: AuthoringAccess): Promise<void> {
  if (access === "repo" || (await getTeam(tx)).allowFullAccess) return;
  const message = "the team gives agents no network; ask without it, or let an admin allow it in the settings";
  throw new DomainError("refused", message, { access });
}

async function subjectOf(
  tx: Db,
  input: RequestAuthoringInput,
  home: AuthoringHome,
): Promise<{ topic: string; name: string | null; gapId: string | null }> {
  if (input.kind === "create") {
    await requireFreeName(tx, home, input.name);
    return { topic: input.from ?? input.name.replaceAll("-", " "), name: input.name, gapId: null };
  }
  const gapId = input.gap ?? null;
  const name = gapId === null ? null : await requireGap(tx, gapId);
  if (name !== null) await requireFreeName(tx, home, name);
  await requireNewTopic(tx, home, input.topic);
  return { topic: input.topic, name, gapId };
}

/** The gap must wait still. Answers the name of the skill that it asks for; null when any will do. */
async function requireGap(tx: Db, id: string): Promise<string | null> {
  const candidate = await requireCandidate(tx, id);
  const { kind, state } = candidate;
  if (kind !== "gap") throw new DomainError("invalid", `only a gap is researched, and this is a ${kind}`);
  if (state !== "open") throw new DomainError("conflict", `this gap is ${state}; see what waits now`, { state });
  const evidence = evidenceOf(candidate);
  if (evidence?.kind !== "gap" || evidence.gap.about !== "skill") return null;
  return SkillName.safeParse(evidence.gap.skill).data ?? null;
}
