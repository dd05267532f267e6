import type { Metadata } from "next";
import { DriftList } from "@/features/drift/drift-list.tsx";
import { driftListOptions } from "@/features/drift/queries.ts";
import { DRIFT_LIST } from "@/features/drift/search-params.ts";
import { PageFrame } from "@/features/frame/page-frame.tsx";
import { rolloutListOptions } from "@/features/rollout/queries.ts";
import { openPage, type SearchParams } from "@/server/page.tsx";

export const metadata: Metadata = { title: "Drift" };

export default async function DriftPage({ searchParams }: { searchParams: SearchParams }) {
  const filters = DRIFT_LIST.read(await searchParams);
  const page = await openPage();
  await Promise.all([
    page.queryClient.fetchInfiniteQuery(driftListOptions(page.trpc, filters)),
    page.queryClient.prefetchInfiniteQuery(rolloutListOptions(page.trpc)),
    page.queryClient.prefetchQuery(page.trpc.view.list.queryOptions({ page: "drift" })),
  ]);
  return (
    <PageFrame crumbs={[{ label: "Skills", href: "/skills" }, { label: "Drift" }]}>
      {page.hydrate(<DriftList />)}
    </PageFrame>
  );
}
