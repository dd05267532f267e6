import { DomainError } from "@yardlet/core/error";
import { JobKind, JobState, type Job, type JobLogLine } from "@yardlet/core/job";
import { findJob, findRepoBySlug, listJobLog, listJobs as queryJobs } from "@yardlet/db";
import * as z from "zod";
import { requirePermission, type ServiceContext } from "../context.ts";

const JobId = z.string().min(1).max(128);
const LOG_LINES = 2_000;

/** Where the page above ended: creation time and id. */
const Cursor = z
  .string()
  .regex(/^\d{1,15}_[\w-]{1,128}$/, "a cursor comes from the page before")
  .transform((text) => {
    const split = text.indexOf("_");
    return { at: new Date(Number(text.slice(0, split))), id: text.slice(split + 1) };
  });

export const ListJobsInput = z.strictObject({
  states: z.array(JobState).max(5).optional(),
  kinds: z.array(JobKind).max(JobKind.options.length).optional(),
  repo: z.string().max(128).optional(),
  before: Cursor.optional(),
  limit: z.int().min(1).max(200).default(50),
});

/** Newest first; `next` is the cursor of the page below, null at the end. */
export async function listJobs(
  ctx: ServiceContext,
  input: z.infer<typeof ListJobsInput>,
): Promise<{ jobs: Job[]; next: string | null }> {
  requirePermission(ctx, "job.read");
  const repo = input.repo === undefined ? undefined : await findRepoBySlug(ctx.db, input.repo);
  if (input.repo !== undefined && !repo) return { jobs: [], next: null };
  const { repo: _slug, limit, ...query } = input;
  const jobs = await queryJobs(ctx.db, { ...query, ...(repo ? { repoId: repo.id } : {}), limit: limit + 1 });
  const page = jobs.slice(0, limit);
  const last = page.at(-1);
  return { jobs: page, next: jobs.length > limit && last ? `${last.createdAt.getTime()}_${last.id}` : null };
}

export const GetJobInput = z.strictObject({ id: JobId });

export async function getJob(ctx: ServiceContext, input: z.infer<typeof GetJobInput>): Promise<Job> {
  requirePermission(ctx, "job.read");
  const job = await findJob(ctx.db, input.id);
  if (!job) throw new DomainError("not_found", "there is no such job; see the list of jobs");
  return job;
}

export const GetJobLogInput = z.strictObject({ id: JobId, afterSeq: z.int().min(0).default(0) });

/** Log lines after `afterSeq`, oldest first, at most 2,000. */
export async function getJobLog(ctx: ServiceContext, input: z.infer<typeof GetJobLogInput>): Promise<JobLogLine[]> {
  await getJob(ctx, { id: input.id });
  return listJobLog(ctx.db, input.id, input.afterSeq, LOG_LINES);
}
