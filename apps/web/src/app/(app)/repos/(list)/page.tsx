import type { Metadata } from "next";
import { PageFrame } from "@/features/frame/page-frame.tsx";
import { repoListOptions } from "@/features/repo/queries.ts";
import { RepoList } from "@/features/repo/repo-list.tsx";
import { REPO_LIST } from "@/features/repo/search-params.ts";
import { openPage, type SearchParams } from "@/server/page.tsx";

export const metadata: Metadata = { title: "Repos" };

export default async function ReposPage({ searchParams }: { searchParams: SearchParams }) {
  const state = REPO_LIST.read(await searchParams);
  const page = await openPage();
  const { peek } = state;
  await Promise.all([
    page.load(repoListOptions(page.trpc, state)),
    page.queryClient.prefetchQuery(page.trpc.view.list.queryOptions({ page: "repos" })),
    peek !== null && page.queryClient.prefetchQuery(page.trpc.repo.get.queryOptions({ slug: peek })),
  ]);
  return (
    <PageFrame flush crumbs={[{ label: "Repos" }]}>
      {page.hydrate(<RepoList />)}
    </PageFrame>
  );
}
