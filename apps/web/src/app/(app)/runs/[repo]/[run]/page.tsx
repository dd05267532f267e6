import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageFrame } from "@/features/frame/page-frame.tsx";
import { readSegment } from "@/features/run/place.ts";
import { RunView } from "@/features/run/run-view.tsx";
import { visibleText } from "@/features/run/visible-text.ts";
import { openPage } from "@/server/page.tsx";

export const metadata: Metadata = { title: "Run" };

export default async function RunPage({ params }: { params: Promise<{ repo: string; run: string }> }) {
  const { repo: slug, run } = await params;
  const [repo, runId] = [readSegment(slug), readSegment(run)];
  if (!repo || !runId) notFound();
  const page = await openPage();
  await page.load(page.trpc.run.get.queryOptions({ repo, runId }));
  return (
    <PageFrame
      crumbs={[
        { label: "Runs", href: "/runs" },
        { label: repo, href: `/runs?repo=${repo}` },
        { label: visibleText(runId) },
      ]}
    >
      {page.hydrate(<RunView repo={repo} runId={runId} />)}
    </PageFrame>
  );
}
