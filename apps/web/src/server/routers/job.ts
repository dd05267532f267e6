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
import { procedure, router } from "../trpc/init.ts";
import { PAGING } from "../trpc/paging.ts";

export const jobRouter = router({
  list: procedure("job.read")
    .input(ListJobsInput.omit({ before: true }).extend(PAGING).strip())
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
