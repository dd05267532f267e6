import type { ActorKind } from "@yardlet/core/audit";
import type { Api } from "@/trpc/options.ts";
import { withQuery } from "@/url/state.ts";

export interface AuditFilters {
  q: string;
  who: string | null;
  actor: ActorKind | null;
  group: string | null;
  repo: string | null;
  since: string | null;
  until: string | null;
}

const PAGE = 50;
const DAY_MS = 86_400_000;

/** What of the log is asked for; the last day is in it whole. */
export function auditFilter({ q, who, actor, group, repo, since, until }: AuditFilters) {
  return {
    ...(q ? { text: q } : {}),
    ...(who ? { actor: who } : {}),
    ...(actor ? { actorKind: actor } : {}),
    ...(group ? { group } : {}),
    ...(repo ? { repo } : {}),
    ...(since ? { since: new Date(since) } : {}),
    ...(until ? { until: new Date(Date.parse(until) + DAY_MS) } : {}),
  };
}

/** The audit log under its filters, page by page; the same on the server and in the browser. */
export function auditListOptions(trpc: Api, filters: AuditFilters) {
  return trpc.audit.list.infiniteQueryOptions(
    { limit: PAGE, ...auditFilter(filters) },
    { getNextPageParam: (page) => page.next },
  );
}

/** The same entries as a file to save. */
export function auditExportHref(file: "audit.csv" | "audit.jsonl", filters: AuditFilters): string {
  const query = Object.entries(auditFilter(filters)).map(([key, value]) => [
    key,
    value instanceof Date ? value.toISOString() : value,
  ]);
  return withQuery(`/api/audit/${file}`, new URLSearchParams(query));
}
