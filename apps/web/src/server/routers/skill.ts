import {
  deprecateSkill,
  DeprecateSkillInput,
  getPromotion,
  getSkill,
  GetSkillInput,
  liftWaiver,
  LiftWaiverInput,
  listDuplicates,
  ListDuplicatesInput,
  listSkills,
  ListSkillsInput,
  pinSkill,
  PinSkillInput,
  promoteSkill,
  PromoteSkillInput,
  adoptSkill,
  AdoptSkillInput,
  readFindings,
  ReadFindingsInput,
  readSkillFile,
  ReadSkillFileInput,
  ReadSkillInput,
  readSkillText,
  restoreSkill,
  RestoreSkillInput,
  unpinSkill,
  waiveFinding,
  WaiveFindingInput,
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
    .input(ReadSkillInput)
    .query(({ ctx, input }) => readSkillText(ctx.service, input)),
  file: procedure("skill.read")
    .input(ReadSkillFileInput)
    .query(({ ctx, input }) => readSkillFile(ctx.service, input)),
  deprecate: procedure("skill.write")
    .input(DeprecateSkillInput)
    .mutation(({ ctx, input }) => deprecateSkill(ctx.service, input)),
  restore: procedure("skill.write")
    .input(RestoreSkillInput)
    .mutation(({ ctx, input }) => restoreSkill(ctx.service, input)),
  pin: procedure("skill.write")
    .input(PinSkillInput)
    .mutation(({ ctx, input }) => pinSkill(ctx.service, input)),
  promotion: procedure("score.read")
    .input(GetSkillInput)
    .query(({ ctx, input }) => getPromotion(ctx.service, input)),
  promote: procedure("skill.write")
    .input(PromoteSkillInput)
    .mutation(({ ctx, input }) => promoteSkill(ctx.service, input)),
  adopt: procedure("skill.write")
    .input(AdoptSkillInput)
    .mutation(({ ctx, input }) => adoptSkill(ctx.service, input)),
  duplicates: procedure("skill.read")
    .input(ListDuplicatesInput)
    .query(({ ctx, input }) => listDuplicates(ctx.service, input)),
  findings: procedure("skill.read")
    .input(ReadFindingsInput)
    .query(({ ctx, input }) => readFindings(ctx.service, input)),
  waive: procedure("skill.write")
    .input(WaiveFindingInput)
    .mutation(({ ctx, input }) => waiveFinding(ctx.service, input)),
  liftWaiver: procedure("skill.write")
    .input(LiftWaiverInput)
    .mutation(({ ctx, input }) => liftWaiver(ctx.service, input)),
  unpin: procedure("skill.write")
    .input(PinSkillInput)
    .mutation(({ ctx, input }) => unpinSkill(ctx.service, input)),
});
