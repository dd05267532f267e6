import type { JobKind, JobState } from "@yardlet/core/job";
import type { Api } from "@/trpc/options.ts";

export interface JobFilters {
  state: JobState | null;
  kind: JobKind | null;
  repo: string | null;
}

const PAGE = 50;

/** The list of jobs under its filters, page by page; the same on the server and in the browser. */
export function jobListOptions(trpc: Api, { state, kind, repo }: JobFilters) {
  return trpc.job.list.infiniteQueryOptions(
    {
      limit: PAGE,
      ...(state ? { states: [state] } : {}),
      ...(kind ? { kinds: [kind] } : {}),
      ...(repo ? { repo } : {}),
    },
    { getNextPageParam: (page) => page.next },
  );
}
