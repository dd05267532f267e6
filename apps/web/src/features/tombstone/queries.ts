import type { Api } from "@/trpc/options.ts";
import type { KINDS, STATES } from "./search-params.ts";

export interface TombstoneFilters {
  q: string;
  home: string | null;
  kind: (typeof KINDS)[number] | null;
  state: (typeof STATES)[number] | null;
}

const PAGE = 50;

/** Tombstones under their filters, page by page; the same on the server and in the browser. */
export function tombstoneListOptions(trpc: Api, { q, home, kind, state }: TombstoneFilters) {
  return trpc.tombstone.list.infiniteQueryOptions(
    {
      limit: PAGE,
      ...(q ? { text: q } : {}),
      ...(home ? { home } : {}),
      ...(kind ? { kind } : {}),
      ...(state ? { state } : {}),
    },
    { getNextPageParam: (page) => page.next },
  );
}
