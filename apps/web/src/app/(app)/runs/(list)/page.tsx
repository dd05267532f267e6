import type { Metadata } from "next";
import { PageFrame } from "@/features/frame/page-frame.tsx";
import { runListOptions } from "@/features/run/queries.ts";
import { RunList } from "@/features/run/run-list.tsx";
import { readRunKey, RUN_LIST } from "@/features/run/search-params.ts";
import { readEnv } from "@/server/env.ts";
import { openPage, type SearchParams } from "@/server/page.tsx";

export const metadata: Metadata = { title: "Runs" };

export default async function RunsPage({ searchParams }: { searchParams: SearchParams }) {
  const state = RUN_LIST.read(await searchParams);
  const { queryClient, trpc, hydrate } = await openPage();
  await Promise.all([
    queryClient.fetchInfiniteQuery(runListOptions(trpc, state)),
    queryClient.prefetchQuery(trpc.run.unresolved.queryOptions({})),
    queryClient.prefetchQuery(trpc.view.list.queryOptions({ page: "runs" })),
    state.peek !== null && queryClient.prefetchQuery(trpc.run.get.queryOptions(readRunKey(state.peek))),
  ]);
  return (
    <PageFrame flush crumbs={[{ label: "Runs" }]}>
      {hydrate(<RunList address={readEnv().baseUrl} />)}
    </PageFrame>
  );
}
