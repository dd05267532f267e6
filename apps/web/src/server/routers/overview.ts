import { getOverview } from "@yardlet/services";
import { procedure, router } from "../trpc/init.ts";

export const overviewRouter = router({
  get: procedure("repo.read").query(({ ctx }) => getOverview(ctx.service)),
});
