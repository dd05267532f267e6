import type { Metadata } from "next";
import { PageFrame } from "@/features/frame/page-frame.tsx";
import { JobList } from "@/features/job/job-list.tsx";
import { jobListOptions } from "@/features/job/queries.ts";
import { JOB_LIST } from "@/features/job/search-params.ts";
import { openPage, type SearchParams } from "@/server/page.tsx";
import { PageHead } from "@/ui/page-head.tsx";

export const metadata: Metadata = { title: "Jobs" };

export default async function JobsPage({ searchParams }: { searchParams: SearchParams }) {
  const filters = JOB_LIST.read(await searchParams);
  const page = await openPage();
  await Promise.all([
    page.queryClient.fetchInfiniteQuery(jobListOptions(page.trpc, filters)),
    page.queryClient.prefetchQuery(page.trpc.view.list.queryOptions({ page: "jobs" })),
  ]);
  return (
    <PageFrame crumbs={[{ label: "Jobs" }]}>
      <PageHead title="Jobs" lead="What Yardlet does, is about to do and has done, newest first." />
      {page.hydrate(<JobList />)}
    </PageFrame>
  );
}
