import {
  diffVersions,
  DiffVersionsInput,
  GetSkillInput,
  listSkillVersions,
  previewSkill,
  PreviewSkillInput,
  rollBackSkill,
  RollBackSkillInput,
  saveSkillVersion,
  SaveSkillVersionInput,
  withdrawChange,
  WithdrawChangeInput,
} from "@yardlet/services";
import { procedure, router } from "../trpc/init.ts";

export const versionRouter = router({
  list: procedure("skill.read")
    .input(GetSkillInput)
    .query(({ ctx, input }) => listSkillVersions(ctx.service, input)),
  diff: procedure("skill.read")
    .input(DiffVersionsInput)
    .query(({ ctx, input }) => diffVersions(ctx.service, input)),
  /** Changes nothing; a mutation because its input, a whole skill, is longer than a URL may be. */
  preview: procedure("skill.write")
    .input(PreviewSkillInput)
    .mutation(({ ctx, input }) => previewSkill(ctx.service, input)),
  save: procedure("skill.write")
    .input(SaveSkillVersionInput)
    .mutation(({ ctx, input }) => saveSkillVersion(ctx.service, input)),
  rollBack: procedure("skill.write")
    .input(RollBackSkillInput)
    .mutation(({ ctx, input }) => rollBackSkill(ctx.service, input)),
  withdraw: procedure("skill.write")
    .input(WithdrawChangeInput)
    .mutation(({ ctx, input }) => withdrawChange(ctx.service, input)),
});
