import type { FoundStanding } from "@yardlet/core/equip";
import type { Api } from "@/trpc/options.ts";

export interface FoundFilters {
  standing: FoundStanding | null;
  repo: string | null;
  sort: "repo" | "skill" | "standing";
  reverse: boolean;
}

const PAGE = 100;

/** What was found in the repos, page by page; the same on the server and in the browser. */
export function foundListOptions(trpc: Api, { standing, repo, sort, reverse }: FoundFilters) {
  return trpc.repo.inventory.infiniteQueryOptions(
    { limit: PAGE, sort, reverse, ...(standing ? { standing } : {}), ...(repo ? { repo } : {}) },
    { getNextPageParam: (page) => page.next },
  );
}
