import type { Api } from "@/trpc/options.ts";
import type { ReviewKind, ReviewSort } from "./search-params.ts";

export interface ReviewFilters {
  kind: ReviewKind | null;
  sort: ReviewSort;
  snoozed: boolean;
}

/** What waits, under the page's filters; the same on the server and in the browser. */
export function reviewListOptions(trpc: Api, { kind, sort, snoozed }: ReviewFilters) {
  return trpc.candidate.list.queryOptions({
    sort,
    ...(kind === null || kind === "weak" ? {} : { kind }),
    ...(snoozed ? { snoozed } : {}),
  });
}
