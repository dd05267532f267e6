import { listAudit, ListAuditInput } from "@yardlet/services";
import * as z from "zod";
import { procedure, router } from "../trpc/init.ts";

export const auditRouter = router({
  /** The page after `cursor`, which the query library keeps. */
  list: procedure("audit.read")
    .input(ListAuditInput.omit({ before: true }).extend({ cursor: z.string().max(200).nullish() }))
    .query(({ ctx, input: { cursor, ...rest } }) =>
      listAudit(ctx.service, ListAuditInput.parse({ ...rest, before: cursor ?? undefined })),
    ),
});
