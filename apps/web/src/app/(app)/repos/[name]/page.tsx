import type { Metadata } from "next";
import type { ReactNode } from "react";
import { PageFrame } from "@/features/frame/page-frame.tsx";
import { repoActivityOptions, repoDriftOptions } from "@/features/repo/queries.ts";
import { RepoHead } from "@/features/repo/repo-head.tsx";
import { REPO_PAGE, type RepoTab } from "@/features/repo/search-params.ts";
import { ActivityTab, RunsTab, SettingsTab, SkillsTab } from "@/features/repo/tabs.ts";
import { runListOptions, wrappedProducersOptions } from "@/features/run/queries.ts";
import { RUN_LIST } from "@/features/run/search-params.ts";
import { readEnv } from "@/server/env.ts";
import { openPage, type SearchParams } from "@/server/page.tsx";

interface RepoPageProps {
  params: Promise<{ name: string }>;
  searchParams: SearchParams;
}

type Page = Awaited<ReturnType<typeof openPage>>;
type Query = Awaited<SearchParams>;

/** What each tab shows, with what it reads besides the repo itself. */
const TABS = {
  async skills({ queryClient, trpc }: Page, slug: string) {
    await Promise.all([
      queryClient.prefetchQuery(trpc.score.trend.queryOptions({ repo: slug })),
      queryClient.prefetchQuery(repoDriftOptions(trpc, slug)),
    ]);
    return <SkillsTab slug={slug} />;
  },
  async runs({ queryClient, trpc }: Page, slug: string, query: Query) {
    await Promise.all([
      queryClient.prefetchQuery(trpc.score.trend.queryOptions({ repo: slug })),
      queryClient.fetchInfiniteQuery(runListOptions(trpc, { ...RUN_LIST.read(query), repo: slug })),
      queryClient.prefetchQuery(trpc.run.unresolved.queryOptions({ repo: slug })),
      queryClient.prefetchQuery(trpc.view.list.queryOptions({ page: "runs" })),
    ]);
    return <RunsTab slug={slug} address={readEnv().baseUrl} />;
  },
  async activity({ queryClient, trpc }: Page, slug: string) {
    await queryClient.fetchInfiniteQuery(repoActivityOptions(trpc, slug));
    return <ActivityTab slug={slug} />;
  },
  async settings({ queryClient, trpc }: Page, slug: string) {
    await queryClient.prefetchQuery(wrappedProducersOptions(trpc, slug));
    return <SettingsTab slug={slug} address={readEnv().baseUrl} />;
  },
} as const satisfies Record<RepoTab, (page: Page, slug: string, query: Query) => Promise<ReactNode>>;

export async function generateMetadata({ params }: RepoPageProps): Promise<Metadata> {
  return { title: (await params).name };
}

export default async function RepoPage({ params, searchParams }: RepoPageProps) {
  const [{ name: slug }, query] = await Promise.all([params, searchParams]);
  const { tab } = REPO_PAGE.read(query);
  const page = await openPage();
  const { runningJobId } = await page.load(page.trpc.repo.get.queryOptions({ slug }));
  const [content] = await Promise.all([
    TABS[tab](page, slug, query),
    runningJobId === null
      ? undefined
      : page.queryClient.prefetchQuery(page.trpc.job.get.queryOptions({ id: runningJobId })),
  ]);
  return (
    <PageFrame crumbs={[{ label: "Repos", href: "/repos" }, { label: slug }]}>
      {page.hydrate(
        <>
          <RepoHead slug={slug} tab={tab} />
          <div key={tab}>{content}</div>
        </>,
      )}
    </PageFrame>
  );
}
