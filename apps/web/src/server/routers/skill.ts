import {
  getSkill,
  GetSkillInput,
  listSkills,
  ListSkillsInput,
  readSkillFile,
  ReadSkillFileInput,
  readSkillText,
} from "@yardlet/services";
import { procedure, router } from "../trpc/init.ts";

export const skillRouter = router({
  list: procedure("skill.read")
    .input(ListSkillsInput)
    .query(({ ctx, input }) => listSkills(ctx.service, input)),
  get: procedure("skill.read")
    .input(GetSkillInput)
    .query(({ ctx, input }) => getSkill(ctx.service, input)),
  text: procedure("skill.read")
    .input(GetSkillInput)
    .query(({ ctx, input }) => readSkillText(ctx.service, input)),
  file: procedure("skill.read")
    .input(ReadSkillFileInput)
    .query(({ ctx, input }) => readSkillFile(ctx.service, input)),
});
