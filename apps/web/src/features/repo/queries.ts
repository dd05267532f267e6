import type { RepoState } from "@yardlet/core/repo";
import type { RepoSort } from "@yardlet/services";
import type { Api } from "@/trpc/options.ts";

/** The list of repos under its filters; the same on the server and in the browser. */
export function repoListOptions(
  trpc: Api,
  { q, preset, state, sort }: { q: string; preset: string | null; state: RepoState | null; sort: RepoSort },
) {
  return trpc.repo.list.queryOptions({
    sort,
    ...(q ? { search: q } : {}),
    ...(preset ? { preset } : {}),
    ...(state ? { state } : {}),
  });
}

const PAGE = 50;

/** What was done to one repo, page by page. */
export function repoActivityOptions(trpc: Api, slug: string) {
  return trpc.audit.list.infiniteQueryOptions({ repo: slug, limit: PAGE }, { getNextPageParam: (page) => page.next });
}

/** How the copies in one repo stand to the library, all of them. */
export function repoDriftOptions(trpc: Api, slug: string) {
  return trpc.drift.list.queryOptions({ repo: slug, limit: 200 });
}
