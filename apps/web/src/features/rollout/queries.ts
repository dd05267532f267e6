import type { Api } from "@/trpc/options.ts";

const PAGE = 5;

/** Rollouts, newest first, page by page; the same on the server and in the browser. */
export function rolloutListOptions(trpc: Api) {
  return trpc.rollout.list.infiniteQueryOptions({ limit: PAGE }, { getNextPageParam: (page) => page.next });
}
