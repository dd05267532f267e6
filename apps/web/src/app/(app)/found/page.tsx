import type { Metadata } from "next";
import { FoundList } from "@/features/found/found-list.tsx";
import { foundListOptions } from "@/features/found/queries.ts";
import { FOUND_LIST } from "@/features/found/search-params.ts";
import { PageFrame } from "@/features/frame/page-frame.tsx";
import { openPage, type SearchParams } from "@/server/page.tsx";

export const metadata: Metadata = { title: "Found" };

export default async function FoundPage({ searchParams }: { searchParams: SearchParams }) {
  const filters = FOUND_LIST.read(await searchParams);
  const page = await openPage();
  await page.queryClient.fetchInfiniteQuery(foundListOptions(page.trpc, filters));
  return (
    <PageFrame crumbs={[{ label: "Skills", href: "/skills" }, { label: "Found" }]}>
      {page.hydrate(<FoundList />)}
    </PageFrame>
  );
}
