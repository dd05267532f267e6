import { getLibraryStatus, requestLibrarySync, setLibrarySource, SetLibrarySourceInput } from "@yardlet/services";
import { procedure, router } from "../trpc/init.ts";

export const libraryRouter = router({
  status: procedure("library.read").query(({ ctx }) => getLibraryStatus(ctx.service)),
  setSource: procedure("library.configure")
    .input(SetLibrarySourceInput)
    .mutation(({ ctx, input }) => setLibrarySource(ctx.service, input)),
  sync: procedure("library.sync").mutation(({ ctx }) => requestLibrarySync(ctx.service)),
});
