import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { PageFrame } from "@/features/frame/page-frame.tsx";
import { repoListOptions } from "@/features/repo/queries.ts";
import { RepoList } from "@/features/repo/repo-list.tsx";
import { loadRepoList } from "@/features/repo/search-params.ts";
import { openPage } from "@/server/page.tsx";

export const metadata: Metadata = { title: "Repos" };

export default async function ReposPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const state = await loadRepoList(searchParams);
  const page = await openPage();
  await page.load(repoListOptions(page.trpc, state));
  if (state.peek !== null) await page.queryClient.prefetchQuery(page.trpc.repo.get.queryOptions({ slug: state.peek }));
  return (
    <PageFrame flush crumbs={[{ label: "Repos" }]}>
      {page.hydrate(<RepoList />)}
    </PageFrame>
  );
}
