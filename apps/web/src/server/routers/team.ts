import {
  changeRole,
  ChangeRoleInput,
  getTeamSettings,
  listMembers,
  removeMember,
  RemoveMemberInput,
  updateTeamSettings,
  UpdateTeamSettingsInput,
} from "@yardlet/services";
import { procedure, router } from "../trpc/init.ts";

export const teamRouter = router({
  members: procedure("team.read").query(({ ctx }) => listMembers(ctx.service)),
  settings: procedure("team.read").query(({ ctx }) => getTeamSettings(ctx.service)),
  updateSettings: procedure("team.configure")
    .input(UpdateTeamSettingsInput)
    .mutation(({ ctx, input }) => updateTeamSettings(ctx.service, input)),
  changeRole: procedure("team.manage")
    .input(ChangeRoleInput)
    .mutation(({ ctx, input }) => changeRole(ctx.service, input)),
  removeMember: procedure("team.manage")
    .input(RemoveMemberInput)
    .mutation(({ ctx, input }) => removeMember(ctx.service, input)),
});
