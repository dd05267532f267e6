import { getOverview, search, SearchInput } from "@yardlet/services";
import { procedure, router } from "../trpc/init.ts";

export const overviewRouter = router({
  get: procedure("repo.read").query(({ ctx }) => getOverview(ctx.service)),
  search: procedure("repo.read")
    .input(SearchInput)
    .query(({ ctx, input }) => search(ctx.service, input)),
});
