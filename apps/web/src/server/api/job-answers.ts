import type { AuthoringView } from "@yardlet/core/agent";
import type { Job, JobLogLine } from "@yardlet/core/job";
import type { AuthoringAnswer, JobAnswer, JobDetailAnswer } from "@yardlet/core/job/answers";

export function jobAnswer(job: Job): JobAnswer {
  const { id, kind, state, attempt, step, progress, error, worker } = job;
  return {
    id,
    kind,
    state,
    repo: job.repoSlug,
    attempt,
    max_attempts: job.maxAttempts,
    step,
    progress,
    error,
    created_by: job.createdBy,
    worker,
    created_at: job.createdAt.toISOString(),
    started_at: job.startedAt?.toISOString() ?? null,
    finished_at: job.finishedAt?.toISOString() ?? null,
  };
}

export function jobDetailAnswer(
  job: Job,
  log: readonly JobLogLine[],
  authoring: AuthoringView | undefined,
): JobDetailAnswer {
  return {
    ...jobAnswer(job),
    log: log.map(({ at, ...line }) => ({ ...line, at: at.toISOString() })),
    authoring: authoring ? authoringAnswer(authoring) : null,
  };
}

function authoringAnswer(view: AuthoringView): AuthoringAnswer {
  const { id, kind, repo, home, topic, name, access, commit, agent, isolation, cost, failure, outside } = view;
  return {
    id,
    kind,
    repo,
    home,
    topic,
    name,
    access,
    commit,
    agent,
    agent_version: view.agentVersion,
    isolation,
    exit_code: view.exitCode,
    duration_ms: view.durationMs,
    cost,
    failure,
    outside,
    gap: view.gapId,
    draft: view.draftId,
    candidate: view.candidateId,
    finished_at: view.finishedAt?.toISOString() ?? null,
  };
}
