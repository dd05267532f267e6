import { mergeEdit, MergeEditInput, openChange, OpenChangeInput, openEdit, OpenEditInput } from "@yardlet/services";
import { procedure, router } from "../trpc/init.ts";

/** Work on a skill before it is saved. What carries a text is a mutation although it changes nothing: a URL is too short for it. */
export const editRouter = router({
  open: procedure("skill.read")
    .input(OpenEditInput)
    .query(({ ctx, input }) => openEdit(ctx.service, input)),
  /** What was saved and not written, to go on from. */
  change: procedure("skill.write")
    .input(OpenChangeInput)
    .query(({ ctx, input }) => openChange(ctx.service, input)),
  merge: procedure("skill.write")
    .input(MergeEditInput)
    .mutation(({ ctx, input }) => mergeEdit(ctx.service, input)),
});
