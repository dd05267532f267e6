import type { Metadata } from "next";
import { PageFrame } from "@/features/frame/page-frame.tsx";
import { searchOptions } from "@/features/search/queries.ts";
import { SEARCH } from "@/features/search/search-params.ts";
import { SearchView } from "@/features/search/search-view.tsx";
import { openPage, type SearchParams } from "@/server/page.tsx";

export const metadata: Metadata = { title: "Search" };

/** What nobody can search for is said in the page, so it is only fetched ahead and not asked for. */
export default async function SearchPage({ searchParams }: { searchParams: SearchParams }) {
  const state = SEARCH.read(await searchParams);
  const page = await openPage();
  if (state.q !== "") await page.queryClient.prefetchQuery(searchOptions(page.trpc, state));
  return <PageFrame crumbs={[{ label: "Search" }]}>{page.hydrate(<SearchView />)}</PageFrame>;
}
