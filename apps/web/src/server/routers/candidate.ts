import {
  acceptCandidate,
  AcceptCandidateInput,
  listCandidates,
  ListCandidatesInput,
  rejectCandidate,
  RejectCandidateInput,
} from "@yardlet/services";
import { procedure, router } from "../trpc/init.ts";

export const candidateRouter = router({
  list: procedure("candidate.read")
    .input(ListCandidatesInput)
    .query(({ ctx, input }) => listCandidates(ctx.service, input)),
  accept: procedure("candidate.decide")
    .input(AcceptCandidateInput)
    .mutation(({ ctx, input }) => acceptCandidate(ctx.service, input)),
  reject: procedure("candidate.decide")
    .input(RejectCandidateInput)
    .mutation(({ ctx, input }) => rejectCandidate(ctx.service, input)),
});
