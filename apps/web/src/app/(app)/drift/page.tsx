import type { Metadata } from "next";
import { DriftList } from "@/features/drift/drift-list.tsx";
import { driftListOptions } from "@/features/drift/queries.ts";
import { DRIFT_LIST } from "@/features/drift/search-params.ts";
import { PageFrame } from "@/features/frame/page-frame.tsx";
import { openPage, type SearchParams } from "@/server/page.tsx";

export const metadata: Metadata = { title: "Drift" };

export default async function DriftPage({ searchParams }: { searchParams: SearchParams }) {
  const filters = DRIFT_LIST.read(await searchParams);
  const page = await openPage();
  await page.queryClient.fetchInfiniteQuery(driftListOptions(page.trpc, filters));
  return (
    <PageFrame crumbs={[{ label: "Skills", href: "/skills" }, { label: "Drift" }]}>
      {page.hydrate(<DriftList />)}
    </PageFrame>
  );
}
