import { AUDIT_FORMATS, type AuditFormat } from "@yardlet/core/audit";
import { listAudit as queryAudit } from "@yardlet/db";
import type { AuditFilter } from "./list.ts";
import { queryOf } from "./list.ts";
import { requirePermission, type ServiceContext } from "../context.ts";

/** Entries that are read and written at a time. */
const PAGE = 500;

/** The audit log under its filters as a file, newest first, page by page: however long the log is, one page is in memory. */
export async function* exportAudit(
  ctx: ServiceContext,
  { format, filter }: { format: AuditFormat; filter: AuditFilter },
): AsyncGenerator<string> {
  requirePermission(ctx, "audit.read");
  const { head, line } = AUDIT_FORMATS[format];
  const query = await queryOf(ctx, filter);
  if (head !== "") yield head;
  if (!query) return;
  let before: string | undefined;
  for (;;) {
    const entries = await queryAudit(ctx.db, { ...query, ...(before === undefined ? {} : { before }), limit: PAGE });
    if (entries.length > 0) yield entries.map(line).join("");
    if (entries.length < PAGE) return;
    before = entries.at(-1)?.id;
  }
}
