import type { Metadata } from "next";
import { PageFrame } from "@/features/frame/page-frame.tsx";
import { hasAgent } from "@/features/job/kinds.ts";
import { JobView } from "@/features/job/job-view.tsx";
import { jobTitle } from "@/features/job/words.ts";
import { openPage } from "@/server/page.tsx";

export const metadata: Metadata = { title: "Job" };

export default async function JobPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const page = await openPage();
  const job = await page.load(page.trpc.job.get.queryOptions({ id }));
  await page.load(page.trpc.job.log.queryOptions({ id, afterSeq: 0 }));
  if (hasAgent(job.kind)) await page.load(page.trpc.agent.authoring.queryOptions({ jobId: id }));
  return (
    <PageFrame crumbs={[{ label: "Jobs", href: "/jobs" }, { label: jobTitle(job) }]}>
      {page.hydrate(<JobView id={id} />)}
    </PageFrame>
  );
}
