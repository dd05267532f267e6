import { search, SearchInput } from "@yardlet/services";
import { procedure, router } from "../trpc/init.ts";

export const searchRouter = router({
  find: procedure("repo.read")
    .input(SearchInput)
    .query(({ ctx, input }) => search(ctx.service, input)),
});
