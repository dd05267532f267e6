import { liftTombstone, LiftTombstoneInput, listTombstones, ListTombstonesInput } from "@yardlet/services";
import { procedure, router } from "../trpc/init.ts";
import { PAGING } from "../trpc/paging.ts";

export const tombstoneRouter = router({
  list: procedure("skill.read")
    .input(ListTombstonesInput.omit({ before: true }).extend(PAGING).strip())
    .query(({ ctx, input: { cursor, ...rest } }) =>
      listTombstones(ctx.service, { ...rest, before: cursor ?? undefined }),
    ),
  lift: procedure("skill.write")
    .input(LiftTombstoneInput)
    .mutation(({ ctx, input }) => liftTombstone(ctx.service, input)),
});
