import { getSkill, GetSkillInput, listSkills, ListSkillsInput } from "@yardlet/services";
import { procedure, router } from "../trpc/init.ts";

export const skillRouter = router({
  list: procedure("skill.read")
    .input(ListSkillsInput)
    .query(({ ctx, input }) => listSkills(ctx.service, input)),
  get: procedure("skill.read")
    .input(GetSkillInput)
    .query(({ ctx, input }) => getSkill(ctx.service, input)),
});
