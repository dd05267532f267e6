import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { PageFrame } from "@/features/frame/page-frame.tsx";
import { JobList } from "@/features/job/job-list.tsx";
import { jobListOptions } from "@/features/job/queries.ts";
import { loadJobFilters } from "@/features/job/search-params.ts";
import { openPage } from "@/server/page.tsx";
import { PageHead } from "@/ui/page-head.tsx";

export const metadata: Metadata = { title: "Jobs" };

export default async function JobsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const filters = await loadJobFilters(searchParams);
  const page = await openPage();
  await page.queryClient.fetchInfiniteQuery(jobListOptions(page.trpc, filters));
  return (
    <PageFrame crumbs={[{ label: "Jobs" }]}>
      <PageHead title="Jobs" lead="What Yardlet does, is about to do and has done, newest first." />
      {page.hydrate(<JobList />)}
    </PageFrame>
  );
}
