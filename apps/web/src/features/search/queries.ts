import type { Api } from "@/trpc/options.ts";
import type { SearchState } from "./search-params.ts";

/** Hits of each kind where all kinds show, and of the one that shows alone. */
const OF_EACH = 5;
export const OF_ONE = 20;

/** What the page of search shows; the same on the server and in the browser. */
export function searchOptions(trpc: Api, { q, kind, repo, page }: SearchState) {
  return trpc.search.find.queryOptions(
    {
      query: q,
      limit: kind === null ? OF_EACH : OF_ONE,
      ...(kind === null ? {} : { kind, offset: (Number(page) - 1) * OF_ONE }),
      ...(repo === null ? {} : { repo }),
    },
    { trpc: { abortOnUnmount: true } },
  );
}

/** What the palette shows while somebody types. */
export function quickSearchOptions(trpc: Api, query: string) {
  return trpc.search.find.queryOptions({ query, texts: false, limit: OF_EACH }, { trpc: { abortOnUnmount: true } });
}
