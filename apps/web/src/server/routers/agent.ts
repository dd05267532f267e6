import {
  configureAgents,
  ConfigureAgentsInput,
  getAuthoring,
  GetAuthoringInput,
  listAgents,
  requestAuthoring,
  RequestAuthoringInput,
} from "@yardlet/services";
import { procedure, router } from "../trpc/init.ts";

export const agentRouter = router({
  list: procedure("agent.read").query(({ ctx }) => listAgents(ctx.service)),
  authoring: procedure("agent.read")
    .input(GetAuthoringInput)
    .query(({ ctx, input }) => getAuthoring(ctx.service, input)),
  request: procedure("agent.run")
    .input(RequestAuthoringInput)
    .mutation(({ ctx, input }) => requestAuthoring(ctx.service, input)),
  configure: procedure("agent.configure")
    .input(ConfigureAgentsInput)
    .mutation(({ ctx, input }) => configureAgents(ctx.service, input)),
});
