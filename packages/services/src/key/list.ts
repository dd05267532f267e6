import type { ApiKey } from "@yardlet/core/team";
import { listKeys as queryKeys } from "@yardlet/db";
import { requirePermission, type ServiceContext } from "../context.ts";

/** Every key of the team, the newest first; revoked ones too, for what they did stays in the records. */
export async function listKeys(ctx: ServiceContext): Promise<ApiKey[]> {
  requirePermission(ctx, "key.manage");
  return queryKeys(ctx.db);
}
