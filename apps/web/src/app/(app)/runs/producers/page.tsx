import type { Metadata } from "next";
import { PageFrame } from "@/features/frame/page-frame.tsx";
import { ProducerList } from "@/features/run/producer-list.tsx";
import { producerListOptions } from "@/features/run/queries.ts";
import { PRODUCER_LIST } from "@/features/run/search-params.ts";
import { openPage, type SearchParams } from "@/server/page.tsx";

export const metadata: Metadata = { title: "Producers" };

export default async function ProducersPage({ searchParams }: { searchParams: SearchParams }) {
  const state = PRODUCER_LIST.read(await searchParams);
  const page = await openPage();
  await page.load(producerListOptions(page.trpc, state));
  return (
    <PageFrame crumbs={[{ label: "Runs", href: "/runs" }, { label: "Producers" }]}>
      {page.hydrate(<ProducerList />)}
    </PageFrame>
  );
}
