import {
  getRun,
  GetRunInput,
  getTask,
  GetTaskInput,
  listProducers,
  ListProducersInput,
  listRuns,
  ListRunsInput,
  listUnresolved,
  ListUnresolvedInput,
  listVersionsToMap,
  ListVersionsToMapInput,
  mapSkill,
  MapSkillInput,
  unmapSkill,
  UnmapSkillInput,
} from "@yardlet/services";
import { procedure, router } from "../trpc/init.ts";

export const runRouter = router({
  list: procedure("run.read")
    .input(ListRunsInput.extend({ cursor: ListRunsInput.shape.cursor.nullable() }).strip())
    .query(({ ctx, input: { cursor, ...rest } }) => listRuns(ctx.service, { ...rest, cursor: cursor ?? undefined })),
  get: procedure("run.read")
    .input(GetRunInput)
    .query(({ ctx, input }) => getRun(ctx.service, input)),
  task: procedure("run.read")
    .input(GetTaskInput)
    .query(({ ctx, input }) => getTask(ctx.service, input)),
  producers: procedure("run.read")
    .input(ListProducersInput)
    .query(({ ctx, input }) => listProducers(ctx.service, input)),
  unresolved: procedure("run.read")
    .input(ListUnresolvedInput)
    .query(({ ctx, input }) => listUnresolved(ctx.service, input)),
  versionsToMap: procedure("run.read")
    .input(ListVersionsToMapInput)
    .query(({ ctx, input }) => listVersionsToMap(ctx.service, input)),
  map: procedure("run.correct")
    .input(MapSkillInput)
    .mutation(({ ctx, input }) => mapSkill(ctx.service, input)),
  unmap: procedure("run.correct")
    .input(UnmapSkillInput)
    .mutation(({ ctx, input }) => unmapSkill(ctx.service, input)),
});
