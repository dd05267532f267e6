import {
  acceptCandidate,
  AcceptCandidateInput,
  countWaiting,
  getCandidate,
  GetCandidateInput,
  listCandidates,
  ListCandidatesInput,
  rejectCandidate,
  RejectCandidateInput,
  reopenCandidate,
  ReopenCandidateInput,
  snoozeCandidate,
  SnoozeCandidateInput,
} from "@yardlet/services";
import { procedure, router } from "../trpc/init.ts";

export const candidateRouter = router({
  list: procedure("candidate.read")
    .input(ListCandidatesInput)
    .query(({ ctx, input }) => listCandidates(ctx.service, input)),
  get: procedure("candidate.read")
    .input(GetCandidateInput)
    .query(({ ctx, input }) => getCandidate(ctx.service, input)),
  count: procedure("candidate.read").query(({ ctx }) => countWaiting(ctx.service)),
  accept: procedure("candidate.decide")
    .input(AcceptCandidateInput)
    .mutation(({ ctx, input }) => acceptCandidate(ctx.service, input)),
  reject: procedure("candidate.decide")
    .input(RejectCandidateInput)
    .mutation(({ ctx, input }) => rejectCandidate(ctx.service, input)),
  snooze: procedure("candidate.decide")
    .input(SnoozeCandidateInput)
    .mutation(({ ctx, input }) => snoozeCandidate(ctx.service, input)),
  reopen: procedure("candidate.decide")
    .input(ReopenCandidateInput)
    .mutation(({ ctx, input }) => reopenCandidate(ctx.service, input)),
});
