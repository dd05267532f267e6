import { DomainError } from "@yardlet/core/error";
import { type Job, JobKind, JobState } from "@yardlet/core/job";
import { AskJobAnswer, AskJobBody, JobDetailAnswer, JobListAnswer } from "@yardlet/core/job/answers";
import {
  findReadableRepo,
  getAuthoring,
  getJob,
  getJobLog,
  listJobs,
  ListJobsInput,
  requestAuthoring,
  type ServiceContext,
} from "@yardlet/services";
import * as z from "zod";
import { Name, NOTHING, RepoName } from "./fields.ts";
import { jobAnswer, jobDetailAnswer } from "./job-answers.ts";
import { bodyRoute, route, type Route } from "./route.ts";

const JobsQuery = z.strictObject({
  repo: RepoName.optional(),
  kind: JobKind.optional(),
  state: JobState.optional(),
  cursor: ListJobsInput.shape.before.meta({ description: "`next` of the page before" }),
  limit: z.coerce.number().int().min(1).max(200).optional().meta({ description: "50 without it" }),
});

const PAGE = 50;

const AGENT_KINDS: ReadonlySet<JobKind> = new Set<JobKind>(["agent.research", "agent.create", "agent.rewrite"]);

/** Work for a worker; what agents, CI and the command line may ask for is a skill. */
export const JOB_ROUTES: readonly Route[] = [
  route({
    method: "GET",
    path: "/jobs",
    summary: "List jobs, newest first",
    permission: "job.read",
    params: NOTHING,
    query: JobsQuery,
    answer: JobListAnswer,
    handle: async (ctx, { query: { repo: said, kind, state, cursor, limit } }) => {
      const repo = await findReadableRepo(ctx, said);
      const { jobs, next } = await listJobs(ctx, {
        limit: limit ?? PAGE,
        ...(repo ? { repo: repo.slug } : {}),
        ...(kind === undefined ? {} : { kinds: [kind] }),
        ...(state === undefined ? {} : { states: [state] }),
        ...(cursor === undefined ? {} : { before: cursor }),
      });
      return { body: { jobs: jobs.map(jobAnswer), next } };
    },
  }),
  bodyRoute({
    method: "POST",
    path: "/jobs",
    summary: "Have an agent write a skill: research leads to a draft that waits, create installs",
    permission: "agent.run",
    params: NOTHING,
    query: NOTHING,
    body: AskJobBody,
    answer: AskJobAnswer,
    handle: async (ctx, { body }) => {
      if (body.kind === "create" && body.library) requireUnbound(ctx);
      const { authoringId, jobId } = await requestAuthoring(ctx, body);
      return { body: { authoring_id: authoringId, job_id: jobId } };
    },
  }),
  route({
    method: "GET",
    path: "/jobs/{id}",
    summary: "One job with its log, and with what an agent was asked for and made of it",
    permission: "job.read",
    params: z.strictObject({ id: Name }),
    query: z.strictObject({
      after: z.coerce.number().int().min(0).max(2_147_483_647).optional().meta({
        description: "Log lines after this one; all without it",
      }),
    }),
    answer: JobDetailAnswer,
    handle: async (ctx, { params: { id }, query: { after: afterSeq = 0 } }) => {
      const job = await getJob(ctx, { id });
      const authoring = AGENT_KINDS.has(job.kind) ? await getAuthoring(ctx, { jobId: id }) : undefined;
      await requireReadableJob(ctx, job, authoring?.repo);
      return { body: jobDetailAnswer(job, await getJobLog(ctx, { id, afterSeq }), authoring) };
    },
  }),
];

/** A key that is bound to a repo sees the jobs of that repo. */
async function requireReadableJob(ctx: ServiceContext, { repoSlug }: Job, asked: string | undefined): Promise<void> {
  const bound = await findReadableRepo(ctx, undefined);
  if (!bound || bound.slug === (repoSlug ?? asked)) return;
  throw new DomainError("forbidden", "this key is bound to another repo");
}

/** What goes into the library changes every repo. */
function requireUnbound({ actor }: ServiceContext): void {
  if ((actor.limits?.repoId ?? null) === null) return;
  throw new DomainError("forbidden", "this key is bound to a repo, and the library is every repo's; use another");
}
