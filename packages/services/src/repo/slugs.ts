import { listRepoSlugs as querySlugs } from "@yardlet/db";
import { requirePermission, type ServiceContext } from "../context.ts";

/** The slugs of all repos, in order: what a filter by repo offers. */
export async function listRepoSlugs(ctx: ServiceContext): Promise<string[]> {
  requirePermission(ctx, "repo.read");
  return (await querySlugs(ctx.db)).map(({ slug }) => slug);
}
