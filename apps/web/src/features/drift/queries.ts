import type { DriftState } from "@yardlet/services";
import type { Api } from "@/trpc/options.ts";

export interface DriftFilters {
  state: DriftState | "asks" | null;
  repo: string | null;
  skill: string | null;
  sort: "state" | "repo" | "skill";
  reverse: boolean;
}

const PAGE = 100;

/** How copies stand to the library, page by page; the same on the server and in the browser. */
export function driftListOptions(trpc: Api, { state, repo, skill, sort, reverse }: DriftFilters) {
  return trpc.drift.list.infiniteQueryOptions(
    {
      limit: PAGE,
      sort,
      reverse,
      ...(state === "asks" ? { asks: true } : state ? { states: [state] } : {}),
      ...(repo ? { repo } : {}),
      ...(skill ? { skill } : {}),
    },
    { getNextPageParam: (page) => page.next },
  );
}
