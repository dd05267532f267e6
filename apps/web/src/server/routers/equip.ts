import {
  equipSkills,
  EquipSkillsInput,
  getPatch,
  GetPatchInput,
  liftChoice,
  LiftChoiceInput,
  redeliverPlan,
  RedeliverPlanInput,
  setChoice,
  SetChoiceInput,
  unequipSkills,
  UnequipSkillsInput,
  withdrawPlan,
  WithdrawPlanInput,
} from "@yardlet/services";
import { procedure, router } from "../trpc/init.ts";

export const equipRouter = router({
  equip: procedure("equip.write")
    .input(EquipSkillsInput)
    .mutation(({ ctx, input }) => equipSkills(ctx.service, input)),
  unequip: procedure("equip.write")
    .input(UnequipSkillsInput)
    .mutation(({ ctx, input }) => unequipSkills(ctx.service, input)),
  setChoice: procedure("equip.write")
    .input(SetChoiceInput)
    .mutation(({ ctx, input }) => setChoice(ctx.service, input)),
  liftChoice: procedure("equip.write")
    .input(LiftChoiceInput)
    .mutation(({ ctx, input }) => liftChoice(ctx.service, input)),
  withdraw: procedure("equip.write")
    .input(WithdrawPlanInput)
    .mutation(({ ctx, input }) => withdrawPlan(ctx.service, input)),
  redeliver: procedure("equip.write")
    .input(RedeliverPlanInput)
    .mutation(({ ctx, input }) => redeliverPlan(ctx.service, input)),
  patch: procedure("repo.read")
    .input(GetPatchInput)
    .query(({ ctx, input }) => getPatch(ctx.service, input)),
});
