import type { Metadata } from "next";
import { DuplicateClusters } from "@/features/duplicate/clusters.tsx";
import { DUPLICATES } from "@/features/duplicate/search-params.ts";
import { PageFrame } from "@/features/frame/page-frame.tsx";
import { SkillsTabs } from "@/features/skill/skills-tabs.tsx";
import { openPage, type SearchParams } from "@/server/page.tsx";
import { PageHead } from "@/ui/page-head.tsx";

export const metadata: Metadata = { title: "Duplicates" };

export default async function DuplicatesPage({ searchParams }: { searchParams: SearchParams }) {
  const { state } = DUPLICATES.read(await searchParams);
  const page = await openPage();
  await page.queryClient.prefetchQuery(page.trpc.skill.duplicates.queryOptions({ state }));
  return (
    <PageFrame crumbs={[{ label: "Skills", href: "/skills" }, { label: "Duplicates" }]}>
      <PageHead
        title="Duplicates"
        lead="Skills that say the same in other words or under another name: merge them, archive one, or say why both are needed."
      />
      <SkillsTabs current="duplicates" />
      {page.hydrate(<DuplicateClusters state={state} />)}
    </PageFrame>
  );
}
