import type { Metadata } from "next";
import { CompareView } from "@/features/compare/compare-view.tsx";
import { compareOptions, readCompareKey, workersOptions } from "@/features/compare/queries.ts";
import { COMPARE } from "@/features/compare/search-params.ts";
import { PageFrame } from "@/features/frame/page-frame.tsx";
import { openPage, type SearchParams } from "@/server/page.tsx";

export const metadata: Metadata = { title: "Compare" };

export default async function ComparePage({ searchParams }: { searchParams: SearchParams }) {
  const state = COMPARE.read(await searchParams);
  const page = await openPage();
  const [{ rows }] = await Promise.all([
    page.load(compareOptions(page.trpc, state)),
    page.queryClient.prefetchQuery(page.trpc.view.list.queryOptions({ page: "compare" })),
    page.queryClient.prefetchQuery(page.trpc.repo.slugs.queryOptions()),
    ...(state.mode === "workers" ? [page.queryClient.prefetchQuery(workersOptions(page.trpc, state))] : []),
  ]);
  const chosen = (state.peek === null ? undefined : readCompareKey(state.peek)) ?? rows[0];
  if (chosen && state.mode !== "workers") {
    const { home, name, version } = chosen;
    await page.queryClient.prefetchQuery(page.trpc.score.skill.queryOptions({ home, name, version }));
  }
  return <PageFrame crumbs={[{ label: "Compare" }]}>{page.hydrate(<CompareView />)}</PageFrame>;
}
