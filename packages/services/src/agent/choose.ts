import { type AgentName, DEFAULT_AGENT, type WorkerAgent } from "@yardlet/core/agent";
import { DomainError } from "@yardlet/core/error";
import { JOB_PAYLOADS } from "@yardlet/core/job";
import type { Repo } from "@yardlet/core/repo";
import { findAuthoring, findJob, findRepo, getTeam, listWorkerAgents, type Db } from "@yardlet/db";

const OfAuthoring = JOB_PAYLOADS["agent.research"];

/** What of a worker's agents is older than this may be a host's that is gone; workers say it again far more often. */
const FRESH_MS = 60 * 60_000;

/** The agent of a request: the one it names, else the team's, else the built-in one. */
export async function chooseAgent(db: Db, asked: AgentName | null): Promise<AgentName> {
  return asked ?? (await getTeam(db)).agent ?? DEFAULT_AGENT;
}

/**
 * Refuses an agent that no worker has which may do the work, before anything is stored. The built-in one is everywhere.
 * @throws DomainError `unavailable` that names the hosts that would be asked
 */
export async function requireAgent(db: Db, agent: AgentName, repo: Pick<Repo, "slug" | "workerHost">): Promise<void> {
  if (agent === DEFAULT_AGENT) return;
  const having = hostsWith(fresh(await listWorkerAgents(db)), agent);
  if (repo.workerHost === null ? having.length > 0 : having.includes(repo.workerHost)) return;
  const where = repo.workerHost === null ? "no worker has" : `${repo.workerHost}, which has ${repo.slug}, lacks`;
  throw new DomainError("unavailable", `${where} the agent ${agent}; install it there, or choose another one`, {
    agent,
    hosts: having,
  });
}

/**
 * The one host that can do an authoring's job; null when any worker can. A local path belongs to its host; an agent that some
 * hosts lack is sought on one that has it.
 */
export async function agentHost(tx: Db, jobId: string): Promise<string | null> {
  const asked = OfAuthoring.safeParse((await findJob(tx, jobId))?.payload);
  const authoring = asked.success ? await findAuthoring(tx, asked.data.authoringId) : undefined;
  if (!authoring) return null;
  const repo = await findRepo(tx, authoring.repoId);
  if (repo && repo.workerHost !== null) return repo.workerHost;
  const agent = await chooseAgent(tx, authoring.askedAgent);
  if (agent === DEFAULT_AGENT) return null;
  const all = fresh(await listWorkerAgents(tx));
  const having = hostsWith(all, agent);
  const isEverywhere = all.every(({ host }) => having.includes(host));
  return isEverywhere ? null : (having[0] ?? null);
}

/** Hosts that were heard of lately, seen from the newest word of all: no clock is needed. */
function fresh(agents: readonly WorkerAgent[]): WorkerAgent[] {
  const newest = Math.max(0, ...agents.map(({ seenAt }) => seenAt.getTime()));
  return agents.filter(({ seenAt }) => newest - seenAt.getTime() <= FRESH_MS);
}

/** The one that was heard of last comes first. */
function hostsWith(agents: readonly WorkerAgent[], agent: AgentName): string[] {
  const having = agents.filter(({ name }) => name === agent);
  return having.toSorted((a, b) => b.seenAt.getTime() - a.seenAt.getTime()).map(({ host }) => host);
}
