import {
  getRollout,
  GetRolloutInput,
  listRollouts,
  ListRolloutsInput,
  previewUpdate,
  retryRollout,
  updateBehind,
  UpdateBehindInput,
  UpdateSelection,
} from "@yardlet/services";
import { procedure, router } from "../trpc/init.ts";

/** One reviewed action over several repos. */
export const rolloutRouter = router({
  preview: procedure("skill.read")
    .input(UpdateSelection)
    .query(({ ctx, input }) => previewUpdate(ctx.service, input)),
  start: procedure("equip.write")
    .input(UpdateBehindInput)
    .mutation(({ ctx, input }) => updateBehind(ctx.service, input)),
  list: procedure("repo.read")
    .input(
      ListRolloutsInput.omit({ before: true }).extend({ cursor: ListRolloutsInput.shape.before.nullish() }).strip(),
    )
    .query(({ ctx, input: { cursor: before, ...rest } }) =>
      listRollouts(ctx.service, { ...rest, ...(before ? { before } : {}) }),
    ),
  get: procedure("repo.read")
    .input(GetRolloutInput)
    .query(({ ctx, input }) => getRollout(ctx.service, input)),
  retry: procedure("equip.write")
    .input(GetRolloutInput)
    .mutation(({ ctx, input }) => retryRollout(ctx.service, input)),
});
