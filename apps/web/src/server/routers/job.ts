import {
  cancelJob,
  CancelJobInput,
  getJob,
  GetJobInput,
  getJobLog,
  GetJobLogInput,
  listJobs,
  ListJobsInput,
  retryJob,
  RetryJobInput,
} from "@yardlet/services";
import * as z from "zod";
import { procedure, router } from "../trpc/init.ts";

export const jobRouter = router({
  /** The page after `cursor`, which the query library keeps. */
  list: procedure("job.read")
    .input(ListJobsInput.omit({ before: true }).extend({ cursor: z.string().max(200).nullish() }))
    .query(({ ctx, input: { cursor, ...rest } }) =>
      listJobs(ctx.service, ListJobsInput.parse({ ...rest, before: cursor ?? undefined })),
    ),
  get: procedure("job.read")
    .input(GetJobInput)
    .query(({ ctx, input }) => getJob(ctx.service, input)),
  log: procedure("job.read")
    .input(GetJobLogInput)
    .query(({ ctx, input }) => getJobLog(ctx.service, input)),
  cancel: procedure("job.cancel")
    .input(CancelJobInput)
    .mutation(({ ctx, input }) => cancelJob(ctx.service, input)),
  retry: procedure("job.retry")
    .input(RetryJobInput)
    .mutation(({ ctx, input }) => retryJob(ctx.service, input)),
});
