import type { Metadata } from "next";
import type { ReactNode } from "react";
import { PageFrame } from "@/features/frame/page-frame.tsx";
import { repoActivityOptions } from "@/features/repo/queries.ts";
import { RepoHead } from "@/features/repo/repo-head.tsx";
import { REPO_PAGE, type RepoTab } from "@/features/repo/search-params.ts";
import { ActivityTab, SettingsTab, SkillsTab } from "@/features/repo/tabs.ts";
import { openPage, type SearchParams } from "@/server/page.tsx";

interface RepoPageProps {
  params: Promise<{ name: string }>;
  searchParams: SearchParams;
}

type Page = Awaited<ReturnType<typeof openPage>>;

/** What each tab shows, with what it reads besides the repo itself. */
const TABS = {
  async skills(_page: Page, slug: string) {
    return <SkillsTab slug={slug} />;
  },
  async activity({ queryClient, trpc }: Page, slug: string) {
    await queryClient.fetchInfiniteQuery(repoActivityOptions(trpc, slug));
    return <ActivityTab slug={slug} />;
  },
  async settings(_page: Page, slug: string) {
    return <SettingsTab slug={slug} />;
  },
} as const satisfies Record<RepoTab, (page: Page, slug: string) => Promise<ReactNode>>;

export async function generateMetadata({ params }: RepoPageProps): Promise<Metadata> {
  return { title: (await params).name };
}

export default async function RepoPage({ params, searchParams }: RepoPageProps) {
  const [{ name: slug }, { tab }] = await Promise.all([params, searchParams.then(REPO_PAGE.read)]);
  const page = await openPage();
  const { runningJobId } = await page.load(page.trpc.repo.get.queryOptions({ slug }));
  const [content] = await Promise.all([
    TABS[tab](page, slug),
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
