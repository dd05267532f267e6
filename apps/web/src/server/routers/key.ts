import { createKey, CreateKeyInput, listKeys, revokeKey, RevokeKeyInput } from "@yardlet/services";
import { procedure, router } from "../trpc/init.ts";

export const keyRouter = router({
  list: procedure("key.manage").query(({ ctx }) => listKeys(ctx.service)),
  create: procedure("key.manage")
    .input(CreateKeyInput)
    .mutation(({ ctx, input }) => createKey(ctx.service, input)),
  revoke: procedure("key.manage")
    .input(RevokeKeyInput)
    .mutation(async ({ ctx, input }) => {
      await revokeKey(ctx.service, input);
    }),
});
