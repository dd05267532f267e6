import {
  compareCells,
  CompareCellsInput,
  CompareInput,
  compareSkills,
  CURSOR_CHARACTERS,
  getReceipt,
  GetReceiptInput,
  getScoreOverview,
  getSkillScore,
  GetSkillScoreInput,
  getTrend,
  GetTrendInput,
  ListContributionsInput,
  listScoreTasks,
  listWorkers,
  ListWorkersInput,
  makeReceipt,
  readReceiptFile,
  requestScoreAudit,
  verifyReceipt,
} from "@yardlet/services";
import * as z from "zod";
import { procedure, router } from "../trpc/init.ts";

const CURSOR = z.string().max(CURSOR_CHARACTERS).nullish();

export const scoreRouter = router({
  overview: procedure("score.read").query(({ ctx }) => getScoreOverview(ctx.service)),
  trend: procedure("score.read")
    .input(GetTrendInput)
    .query(({ ctx, input }) => getTrend(ctx.service, input)),
  skill: procedure("score.read")
    .input(GetSkillScoreInput)
    .query(({ ctx, input }) => getSkillScore(ctx.service, input)),
  tasks: procedure("score.read")
    .input(ListContributionsInput.omit({ after: true }).extend({ cursor: CURSOR }).strip())
    .query(({ ctx, input: { cursor, ...rest } }) =>
      listScoreTasks(ctx.service, { ...rest, ...(cursor ? { after: cursor } : {}) }),
    ),
  compare: procedure("score.read")
    .input(CompareInput)
    .query(({ ctx, input }) => compareSkills(ctx.service, input)),
  cells: procedure("score.read")
    .input(CompareCellsInput)
    .query(({ ctx, input }) => compareCells(ctx.service, input)),
  workers: procedure("score.read")
    .input(ListWorkersInput)
    .query(({ ctx, input }) => listWorkers(ctx.service, input)),
  receipt: procedure("score.read")
    .input(GetReceiptInput)
    .query(({ ctx, input }) => getReceipt(ctx.service, input)),
  receiptFile: procedure("score.read")
    .input(GetReceiptInput)
    .query(({ ctx, input }) => readReceiptFile(ctx.service, input)),
  verifyReceipt: procedure("score.read")
    .input(GetReceiptInput)
    .query(({ ctx, input }) => verifyReceipt(ctx.service, input)),
  makeReceipt: procedure("score.read")
    .input(GetSkillScoreInput)
    .mutation(({ ctx, input }) => makeReceipt(ctx.service, input)),
  recount: procedure("score.audit").mutation(({ ctx }) => requestScoreAudit(ctx.service)),
});
