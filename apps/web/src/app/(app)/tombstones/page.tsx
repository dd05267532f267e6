import type { Metadata } from "next";
import { PageFrame } from "@/features/frame/page-frame.tsx";
import { SkillsTabs } from "@/features/skill/skills-tabs.tsx";
import { tombstoneListOptions } from "@/features/tombstone/queries.ts";
import { TOMBSTONE_LIST } from "@/features/tombstone/search-params.ts";
import { TombstoneList } from "@/features/tombstone/tombstone-list.tsx";
import { openPage, type SearchParams } from "@/server/page.tsx";
import { PageHead } from "@/ui/page-head.tsx";

export const metadata: Metadata = { title: "Tombstones" };

export default async function TombstonesPage({ searchParams }: { searchParams: SearchParams }) {
  const filters = TOMBSTONE_LIST.read(await searchParams);
  const page = await openPage();
  await Promise.all([
    page.queryClient.fetchInfiniteQuery(tombstoneListOptions(page.trpc, filters)),
    page.queryClient.prefetchQuery(page.trpc.view.list.queryOptions({ page: "tombstones" })),
  ]);
  return (
    <PageFrame crumbs={[{ label: "Skills", href: "/skills" }, { label: "Tombstones" }]}>
      <PageHead
        title="Tombstones"
        lead="Fingerprints of skills that were pruned and proposals that were rejected: none of them comes back by itself."
      />
      <SkillsTabs current="tombstones" />
      {page.hydrate(<TombstoneList />)}
    </PageFrame>
  );
}
