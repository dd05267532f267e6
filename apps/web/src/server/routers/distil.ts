import {
  getDistillation,
  GetDistillationInput,
  getLesson,
  GetLessonInput,
  judgeMemory,
  JudgeMemoryInput,
  listDistillations,
  ListDistillationsInput,
  listLedger,
  ListLedgerInput,
  listLessons,
  ListLessonsInput,
  refreshUpdate,
  RefreshUpdateInput,
  rewriteUpdate,
  RewriteUpdateInput,
  startDistil,
  StartDistilInput,
} from "@yardlet/services";
import { procedure, router } from "../trpc/init.ts";

export const distilRouter = router({
  start: procedure("distil.run")
    .input(StartDistilInput)
    .mutation(({ ctx, input }) => startDistil(ctx.service, input)),
  get: procedure("run.read")
    .input(GetDistillationInput)
    .query(({ ctx, input }) => getDistillation(ctx.service, input)),
  list: procedure("run.read")
    .input(ListDistillationsInput)
    .query(({ ctx, input }) => listDistillations(ctx.service, input)),
  lessons: procedure("run.read")
    .input(ListLessonsInput)
    .query(({ ctx, input }) => listLessons(ctx.service, input)),
  lesson: procedure("run.read")
    .input(GetLessonInput)
    .query(({ ctx, input }) => getLesson(ctx.service, input)),
  ledger: procedure("run.read")
    .input(ListLedgerInput)
    .query(({ ctx, input }) => listLedger(ctx.service, input)),
  /** Changes nothing; a mutation because its input, a whole document, is longer than a URL may be. */
  judgeMemory: procedure("run.read")
    .input(JudgeMemoryInput)
    .mutation(({ ctx, input }) => judgeMemory(ctx.service, input)),
  refresh: procedure("candidate.decide")
    .input(RefreshUpdateInput)
    .mutation(({ ctx, input }) => refreshUpdate(ctx.service, input)),
  rewrite: procedure("agent.run")
    .input(RewriteUpdateInput)
    .mutation(({ ctx, input }) => rewriteUpdate(ctx.service, input)),
});
