import type { Metadata } from "next";
import { PageFrame } from "@/features/frame/page-frame.tsx";
import { parseSkillKey, skillListOptions } from "@/features/skill/queries.ts";
import { SKILL_LIST } from "@/features/skill/search-params.ts";
import { SkillList } from "@/features/skill/skill-list.tsx";
import { openPage, type SearchParams } from "@/server/page.tsx";

export const metadata: Metadata = { title: "Skills" };

export default async function SkillsPage({ searchParams }: { searchParams: SearchParams }) {
  const state = SKILL_LIST.read(await searchParams);
  const page = await openPage();
  const peeked = state.peek === null ? undefined : parseSkillKey(state.peek);
  await Promise.all([
    page.load(skillListOptions(page.trpc, state)),
    page.queryClient.prefetchQuery(page.trpc.view.list.queryOptions({ page: "skills" })),
    peeked && page.queryClient.prefetchQuery(page.trpc.skill.get.queryOptions(peeked)),
  ]);
  return (
    <PageFrame flush crumbs={[{ label: "Skills" }]}>
      {page.hydrate(<SkillList />)}
    </PageFrame>
  );
}
