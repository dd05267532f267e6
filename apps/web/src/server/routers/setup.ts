import { CreateFirstAdminInput, createFirstAdmin, finishSetup, getSetupState } from "@yardlet/services";
import { procedure, publicProcedure, router } from "../trpc/init.ts";

export const setupRouter = router({
  state: publicProcedure("setup.state").query(({ ctx }) => getSetupState(ctx.service)),
  createFirstAdmin: publicProcedure("setup.createFirstAdmin")
    .input(CreateFirstAdminInput)
    .mutation(async ({ ctx, input }) => {
      await createFirstAdmin(ctx.service, input);
    }),
  finish: procedure("team.configure").mutation(({ ctx }) => finishSetup(ctx.service)),
});
