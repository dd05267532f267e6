import {
  ForkChoiceInput,
  ForkInput,
  keepMine,
  listDrift,
  ListDriftInput,
  openMerge,
  OpenMergeInput,
  proposeToLibrary,
  ProposeToLibraryInput,
  reopenDrift,
  ReopenDriftInput,
  saveMerge,
  SaveMergeInput,
  takeLibrary,
} from "@yardlet/services";
import { procedure, router } from "../trpc/init.ts";
import { PAGING } from "../trpc/paging.ts";

/** How copies in repos stand to the library, and what becomes of those that were edited there. */
export const driftRouter = router({
  list: procedure("skill.read")
    .input(ListDriftInput.omit({ after: true }).extend(PAGING).strip())
    .query(({ ctx, input: { cursor, ...rest } }) => listDrift(ctx.service, { ...rest, after: cursor ?? undefined })),
  openMerge: procedure("skill.read")
    .input(ForkInput)
    .query(({ ctx, input }) => openMerge(ctx.service, input)),
  /** Changes nothing; a mutation because answers to conflicts hold text. */
  tryMerge: procedure("skill.read")
    .input(OpenMergeInput)
    .mutation(({ ctx, input }) => openMerge(ctx.service, input)),
  saveMerge: procedure("skill.write")
    .input(SaveMergeInput)
    .mutation(({ ctx, input }) => saveMerge(ctx.service, input)),
  takeLibrary: procedure("equip.write")
    .input(ForkChoiceInput)
    .mutation(({ ctx, input }) => takeLibrary(ctx.service, input)),
  keepMine: procedure("skill.write")
    .input(ForkChoiceInput)
    .mutation(({ ctx, input }) => keepMine(ctx.service, input)),
  reopen: procedure("skill.write")
    .input(ReopenDriftInput)
    .mutation(({ ctx, input }) => reopenDrift(ctx.service, input)),
  propose: procedure("skill.write")
    .input(ProposeToLibraryInput)
    .mutation(({ ctx, input }) => proposeToLibrary(ctx.service, input)),
});
