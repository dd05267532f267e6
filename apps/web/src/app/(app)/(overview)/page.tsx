import type { Metadata } from "next";
import { PageFrame } from "@/features/frame/page-frame.tsx";
import { OverviewView } from "@/features/overview/overview-view.tsx";
import { openPage } from "@/server/page.tsx";

export const metadata: Metadata = { title: "Overview" };

export default async function OverviewPage() {
  const page = await openPage();
  await Promise.all([
    page.load(page.trpc.overview.get.queryOptions()),
    page.load(page.trpc.score.overview.queryOptions()),
  ]);
  return <PageFrame crumbs={[{ label: "Overview" }]}>{page.hydrate(<OverviewView />)}</PageFrame>;
}
