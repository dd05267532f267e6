import { deleteView, DeleteViewInput, listViews, ListViewsInput, saveView, SaveViewInput } from "@yardlet/services";
import { procedure, router } from "../trpc/init.ts";

export const viewRouter = router({
  list: procedure("view.read")
    .input(ListViewsInput)
    .query(({ ctx, input }) => listViews(ctx.service, input)),
  save: procedure("view.write")
    .input(SaveViewInput)
    .mutation(({ ctx, input }) => saveView(ctx.service, input)),
  delete: procedure("view.write")
    .input(DeleteViewInput)
    .mutation(({ ctx, input }) => deleteView(ctx.service, input)),
});
