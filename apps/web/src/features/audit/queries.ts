import type { ActorKind } from "@yardlet/core/audit";
import type { Api } from "@/trpc/options.ts";

export interface AuditFilters {
  actor: ActorKind | null;
  repo: string | null;
}

const PAGE = 50;

/** The audit log under its filters, page by page; the same on the server and in the browser. */
export function auditListOptions(trpc: Api, { actor, repo }: AuditFilters) {
  return trpc.audit.list.infiniteQueryOptions(
    { limit: PAGE, ...(actor ? { actorKind: actor } : {}), ...(repo ? { repo } : {}) },
    { getNextPageParam: (page) => page.next },
  );
}
