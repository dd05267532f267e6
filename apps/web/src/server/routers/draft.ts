import { editDraft, EditDraftInput, getDraft, GetDraftInput, previewDraft, PreviewDraftInput } from "@yardlet/services";
import { procedure, router } from "../trpc/init.ts";

export const draftRouter = router({
  get: procedure("candidate.read")
    .input(GetDraftInput)
    .query(({ ctx, input }) => getDraft(ctx.service, input)),
  /** Changes nothing; a mutation because its input, a whole skill, is longer than a URL may be. */
  preview: procedure("candidate.decide")
    .input(PreviewDraftInput)
    .mutation(({ ctx, input }) => previewDraft(ctx.service, input)),
  edit: procedure("candidate.decide")
    .input(EditDraftInput)
    .mutation(({ ctx, input }) => editDraft(ctx.service, input)),
});
