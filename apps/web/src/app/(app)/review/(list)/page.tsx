import type { Metadata } from "next";
import { PageFrame } from "@/features/frame/page-frame.tsx";
import { reviewListOptions } from "@/features/review/queries.ts";
import { ReviewView } from "@/features/review/review-view.tsx";
import { REVIEW_PAGE } from "@/features/review/search-params.ts";
import { openPage, type SearchParams } from "@/server/page.tsx";

export const metadata: Metadata = { title: "Review" };

export default async function ReviewPage({ searchParams }: { searchParams: SearchParams }) {
  const filters = REVIEW_PAGE.read(await searchParams);
  const page = await openPage();
  await page.load(reviewListOptions(page.trpc, filters));
  return (
    <PageFrame flush crumbs={[{ label: "Review" }]}>
      {page.hydrate(<ReviewView />)}
    </PageFrame>
  );
}
