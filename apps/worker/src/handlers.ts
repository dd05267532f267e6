import { runLibrarySync, runPreview, runRepoSync, runRepoWrite, type JobHandlers } from "@yardlet/services";

/** Which service verb does which kind of job. */
export const HANDLERS: JobHandlers = {
  "library.sync": (ctx, _payload, run) => runLibrarySync(ctx, run),
  "repo.preview": (ctx, { previewId }, run) => runPreview(ctx, previewId, run),
  "repo.sync": (ctx, { repoId }, run) => runRepoSync(ctx, repoId, run),
  "repo.write": (ctx, payload, run) => runRepoWrite(ctx, payload, run),
};
