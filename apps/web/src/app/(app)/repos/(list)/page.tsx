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
  await page.load(repoListOptions(page.trpc, state));
  if (state.peek !== null) await page.queryClient.prefetchQuery(page.trpc.repo.get.queryOptions({ slug: state.peek }));
  return (
    <PageFrame flush crumbs={[{ label: "Repos" }]}>
      {page.hydrate(<RepoList />)}
    </PageFrame>
  );
}
