import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { LessonView } from "@/features/distil/lesson-view.tsx";
import { readLessonPlace } from "@/features/distil/place.ts";
import { shortId } from "@/features/distil/words.ts";
import { PageFrame } from "@/features/frame/page-frame.tsx";
import { capital } from "@/ui/format.ts";
import { openPage } from "@/server/page.tsx";

export const metadata: Metadata = { title: "Lesson" };

export default async function LessonPage({ params }: { params: Promise<{ scope: string; lesson: string }> }) {
  const place = readLessonPlace(await params);
  if (!place) notFound();
  const page = await openPage();
  await page.load(page.trpc.distil.lesson.queryOptions(place));
  return (
    <PageFrame crumbs={[{ label: "Lessons", href: "/lessons" }, { label: capital(shortId(place.id)) }]}>
      {page.hydrate(<LessonView place={place} />)}
    </PageFrame>
  );
}
