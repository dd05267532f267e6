import type { Metadata } from "next";
import { LessonList } from "@/features/distil/lesson-list.tsx";
import { parseLessonKey } from "@/features/distil/place.ts";
import { lessonListOptions } from "@/features/distil/queries.ts";
import { LESSON_LIST } from "@/features/distil/search-params.ts";
import { PageFrame } from "@/features/frame/page-frame.tsx";
import { openPage, type SearchParams } from "@/server/page.tsx";

export const metadata: Metadata = { title: "Lessons" };

export default async function LessonsPage({ searchParams }: { searchParams: SearchParams }) {
  const state = LESSON_LIST.read(await searchParams);
  const page = await openPage();
  const peeked = state.peek === null ? undefined : parseLessonKey(state.peek);
  await Promise.all([
    page.load(lessonListOptions(page.trpc, state)),
    page.queryClient.prefetchQuery(page.trpc.view.list.queryOptions({ page: "lessons" })),
    peeked && page.queryClient.prefetchQuery(page.trpc.distil.lesson.queryOptions(peeked)),
  ]);
  return (
    <PageFrame flush crumbs={[{ label: "Lessons" }]}>
      {page.hydrate(<LessonList />)}
    </PageFrame>
  );
}
