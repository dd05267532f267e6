import { getPolicyEvidence, listSavedPolicies, savePolicy, SavePolicyInput } from "@yardlet/services";
import { procedure, router } from "../trpc/init.ts";

export const policyRouter = router({
  evidence: procedure("score.read").query(({ ctx }) => getPolicyEvidence(ctx.service)),
  saved: procedure("score.read").query(({ ctx }) => listSavedPolicies(ctx.service)),
  save: procedure("policy.configure")
    .input(SavePolicyInput)
    .mutation(({ ctx, input }) => savePolicy(ctx.service, input)),
});
