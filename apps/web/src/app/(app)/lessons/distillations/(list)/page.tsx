import type { Metadata } from "next";
import { DistillationList } from "@/features/distil/distillation-list.tsx";
import { distillationListOptions } from "@/features/distil/queries.ts";
import { DISTILLATION_LIST } from "@/features/distil/search-params.ts";
import { PageFrame } from "@/features/frame/page-frame.tsx";
import { openPage, type SearchParams } from "@/server/page.tsx";

export const metadata: Metadata = { title: "Distillations" };

export default async function DistillationsPage({ searchParams }: { searchParams: SearchParams }) {
  const state = DISTILLATION_LIST.read(await searchParams);
  const page = await openPage();
  await page.load(distillationListOptions(page.trpc, state));
  return (
    <PageFrame crumbs={[{ label: "Lessons", href: "/lessons" }, { label: "Distillations" }]}>
      {page.hydrate(<DistillationList />)}
    </PageFrame>
  );
}
