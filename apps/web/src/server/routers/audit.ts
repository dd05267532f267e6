import { listAudit, ListAuditInput, undoAudit, UndoAuditInput } from "@yardlet/services";
import { procedure, router } from "../trpc/init.ts";
import { PAGING } from "../trpc/paging.ts";

export const auditRouter = router({
  list: procedure("audit.read")
    .input(ListAuditInput.omit({ before: true }).extend(PAGING).strip())
    .query(({ ctx, input: { cursor, ...rest } }) =>
      listAudit(ctx.service, ListAuditInput.parse({ ...rest, before: cursor ?? undefined })),
    ),
  undo: procedure("audit.undo")
    .input(UndoAuditInput)
    .mutation(({ ctx, input }) => undoAudit(ctx.service, input)),
});
