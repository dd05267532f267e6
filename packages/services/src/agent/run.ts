import { adapterFor, author, layoutOf, type AuthoringBegin } from "@yardlet/agents";
import { AGENT_FAILURES, type AuthoringFailure } from "@yardlet/core/agent";
import { DomainError } from "@yardlet/core/error";
import type { Repo } from "@yardlet/core/repo";
import { beginAuthoring, findAuthoring, findRepo, listWorkerAgents, type AuthoringRow } from "@yardlet/db";
import { exportFiles } from "@yardlet/repo";
import path from "node:path";
import { transact, type ServiceContext } from "../context.ts";
import type { JobResult, JobRun } from "../job/run.ts";
import { locationOf, openLocation } from "../repo/open.ts";
import { chooseAgent } from "./choose.ts";
import { loadPacketFacts } from "./facts.ts";
import { agentRunId, withAgentFolder } from "./folders.ts";
import { openAgentLog } from "./log.ts";
import { hold, resultOf, storeDraft, storeFailure } from "./store.ts";
import { loadSurroundings } from "./surroundings.ts";

/**
 * The jobs `agent.research` and `agent.create`: a disposable copy of the repo, the packet, the agent, and what came of it. Each
 * end is stored with the request. One that has led to a draft is not done again.
 */
export async function runAuthoring(ctx: ServiceContext, authoringId: string, run: JobRun): Promise<JobResult> {
  const authoring = await findAuthoring(ctx.db, authoringId);
  if (!authoring) throw new DomainError("not_found", "the request is gone; ask again");
  if (authoring.draftId !== null) return resultOf(ctx.db, authoring);
  const repo = await findRepo(ctx.db, authoring.repoId);
  try {
    if (!repo || repo.archivedAt !== null) {
      throw new DomainError("not_found", "the repo was archived; add it again before an agent reads it");
    }
    return await withAgentFolder(ctx, run, (folder) => write(ctx, { authoring, repo, run, folder }));
  } catch (error) {
    const failure = failureBefore(error, run.signal);
    if (failure) await storeFailure(ctx, authoringId, run, { failure });
    throw error;
  }
}

/** The agent's own failure, which is stored already. */
class AgentFailed extends DomainError {}

interface Work {
  authoring: AuthoringRow;
  repo: Repo;
  run: JobRun;
  folder: string;
}

async function write(ctx: ServiceContext, { authoring, repo, run, folder }: Work): Promise<JobResult> {
  const agent = await chooseAgent(ctx.db, authoring.askedAgent);
  const adapter = adapterFor(agent, ctx.settings.agents ?? {});
  await run.step(`Copying ${repo.slug}`, 0.05);
  const git = await openLocation(ctx, locationOf(repo), run);
  const commit = git.head;
  if (commit === undefined) throw new DomainError("invalid", `${repo.slug} has no commit yet; make one first`);
  const { paths, left } = await exportFiles(git, commit, layoutOf(folder).checkout, { signal: run.signal });
  await run.log(
    "yardlet",
    `${paths.length} files at ${commit.slice(0, 7)}${left.length > 0 ? `, ${left.length} left out` : ""}`,
  );
  const facts = await loadPacketFacts(ctx.db, authoring, { repo, runId: agentRunId(run), commit, paths });
  const log = openAgentLog(run, agent);
  const version = await versionOf(ctx, agent);
  const outcome = await author(
    {
      facts,
      adapter,
      home: authoring.home,
      source: "created",
      around: () => loadSurroundings(ctx.db, authoring.home),
      folder,
      hidden: [path.resolve(ctx.settings.dataDir)],
      onBegin: async (begin) => {
        await beginRun(ctx, { authoring, run }, { ...begin, commit, agent, agentVersion: version });
        await run.step(`${agent} is at work, isolation: ${begin.isolation}`, 0.15);
      },
      onLog: log.write,
    },
    run.signal,
  ).finally(log.close);
  const { report } = outcome;
  const exit = report.exitCode === undefined ? "ended from outside" : `exit ${report.exitCode}`;
  await run.log("yardlet", `${agent} is done: ${exit} after ${report.durationMs} ms`);
  if (outcome.ok) return storeDraft(ctx, authoring.id, run, outcome);
  const failure = { ...outcome.failure, issues: [...outcome.failure.issues] };
  if (!run.signal.aborted || stoppedFor(run.signal.reason)) {
    await storeFailure(ctx, authoring.id, run, { failure, report });
  }
  run.signal.throwIfAborted();
  throw new AgentFailed("refused", wordsOf(failure), { ...failure });
}

async function beginRun(
  ctx: ServiceContext,
  { authoring, run }: Pick<Work, "authoring" | "run">,
  begin: AuthoringBegin & Pick<AuthoringRow, "commit" | "agent" | "agentVersion">,
): Promise<void> {
  await transact(ctx, async (tx) => {
    await hold(tx, run);
    if (await beginAuthoring(tx, authoring.id, begin)) return;
    throw new DomainError("conflict", "this request has led to a draft already");
  });
}

/** What this host's worker found out about the agent when it started. */
async function versionOf(ctx: ServiceContext, agent: string): Promise<string | null> {
  const agents = await listWorkerAgents(ctx.db);
  return agents.find(({ host, name }) => host === ctx.settings.host && name === agent)?.version ?? null;
}

/** What ended a run before its agent could; an agent's own failure is stored already. */
function failureBefore(error: unknown, signal: AbortSignal): AuthoringFailure | undefined {
  const stopped = signal.aborted ? stoppedFor(signal.reason) : undefined;
  if (stopped) return { kind: stopped, ...AGENT_FAILURES[stopped], issues: [] };
  if (signal.aborted || !(error instanceof DomainError) || error instanceof AgentFailed) return undefined;
  return { kind: "not_begun", code: "execution_error/environment_broken", message: error.message, issues: [] };
}

/** A person's word and the job's own time are ends; a worker that stops hands the job to another attempt. */
function stoppedFor(reason: unknown): "cancelled" | "timed_out" | undefined {
  if (reason === "cancelled") return "cancelled";
  return reason instanceof Error && reason.name === "TimeoutError" ? "timed_out" : undefined;
}

const SHOWN_ISSUES = 5;

function wordsOf({ message, issues }: AuthoringFailure): string {
  const shown = issues.slice(0, SHOWN_ISSUES).map(({ path: at, message: what }) => `${at} ${what}`.trim());
  return shown.length === 0 ? message : `${message}: ${shown.join("; ")}`;
}
