import {
  acceptInvite,
  AcceptInviteInput,
  findInvite,
  FindInviteInput,
  inviteMember,
  InviteMemberInput,
  listInvites,
  revokeInvite,
  RevokeInviteInput,
} from "@yardlet/services";
import { procedure, publicProcedure, router } from "../trpc/init.ts";

export const inviteRouter = router({
  list: procedure("team.invite").query(({ ctx }) => listInvites(ctx.service)),
  create: procedure("team.invite")
    .input(InviteMemberInput)
    .mutation(({ ctx, input }) => inviteMember(ctx.service, input)),
  revoke: procedure("team.invite")
    .input(RevokeInviteInput)
    .mutation(({ ctx, input }) => revokeInvite(ctx.service, input)),
  find: publicProcedure("invite.find")
    .input(FindInviteInput)
    .query(({ ctx, input }) => findInvite(ctx.service, input)),
  accept: publicProcedure("invite.accept")
    .input(AcceptInviteInput)
    .mutation(async ({ ctx, input }) => {
      await acceptInvite(ctx.service, input);
    }),
});
