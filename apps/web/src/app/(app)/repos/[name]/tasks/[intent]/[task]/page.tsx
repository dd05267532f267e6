import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageFrame } from "@/features/frame/page-frame.tsx";
import { readSegment } from "@/features/run/place.ts";
import { visibleText } from "@/features/run/visible-text.ts";
import { TaskView } from "@/features/task/task-view.tsx";
import { openPage } from "@/server/page.tsx";

export const metadata: Metadata = { title: "Task" };

interface TaskPageProps {
  params: Promise<{ name: string; intent: string; task: string }>;
}

export default async function TaskPage({ params }: TaskPageProps) {
  const segments = await params;
  const [repo, intent, task] = [readSegment(segments.name), readSegment(segments.intent), readSegment(segments.task)];
  if (!repo || !intent || !task) notFound();
  const page = await openPage();
  await page.load(page.trpc.run.task.queryOptions({ repo, intent, task }));
  return (
    <PageFrame
      crumbs={[
        { label: "Repos", href: "/repos" },
        { label: repo, href: `/repos/${repo}?tab=runs` },
        { label: visibleText(task) },
      ]}
    >
      {page.hydrate(<TaskView repo={repo} intent={intent} task={task} />)}
    </PageFrame>
  );
}
