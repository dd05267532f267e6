import type { AgentName, AuthoringView, WorkerAgent } from "@yardlet/core/agent";
import { DomainError } from "@yardlet/core/error";
import { findAuthoringOfJob, findLastCandidate, findRepo, getTeam, listWorkerAgents } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";
import { Asked } from "../run/input.ts";
import { draftKey } from "./store.ts";

export const GetAuthoringInput = z.strictObject({ jobId: Asked });

/** The request behind a job of an agent, with the packet it got and how it ended. */
export async function getAuthoring(
  ctx: ServiceContext,
  input: z.infer<typeof GetAuthoringInput>,
): Promise<AuthoringView> {
  requirePermission(ctx, "agent.read");
  const row = await findAuthoringOfJob(ctx.db, input.jobId);
  const repo = row && (await findRepo(ctx.db, row.repoId));
  const bound = ctx.actor.limits?.repoId ?? null;
  if (!row || !repo || (bound !== null && bound !== repo.id)) {
    throw new DomainError("not_found", "no agent was asked by this job; see the list of jobs");
  }
  const { repoId: _repoId, byKind: _byKind, byId: _byId, ...facts } = row;
  const candidate = await findLastCandidate(ctx.db, draftKey(row.id));
  return {
    ...facts,
    repo: repo.slug,
    home: row.home === "library" ? row.home : repo.slug,
    candidateId: row.updateId ?? candidate?.id ?? null,
  };
}

/** Which agents the workers' hosts have, and what the team has settled about them. */
export interface AgentList {
  workers: WorkerAgent[];
  /** Null leaves it to Yardlet: the built-in one. */
  teamDefault: AgentName | null;
  allowFullAccess: boolean;
}

export async function listAgents(ctx: ServiceContext): Promise<AgentList> {
  requirePermission(ctx, "agent.read");
  const [workers, team] = await Promise.all([listWorkerAgents(ctx.db), getTeam(ctx.db)]);
  return { workers, teamDefault: team.agent, allowFullAccess: team.allowFullAccess };
}
