import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageFrame } from "@/features/frame/page-frame.tsx";
import { MergeView } from "@/features/merge/merge-view.tsx";
import { openPage } from "@/server/page.tsx";

interface MergePageProps {
  params: Promise<{ home: string; name: string }>;
}

export async function generateMetadata({ params }: MergePageProps): Promise<Metadata> {
  return { title: `Merge ${(await params).name}` };
}

export default async function MergePage({ params }: MergePageProps) {
  const { home: repo, name } = await params;
  const page = await openPage();
  if (repo === "library" || !page.viewer.may.includes("skill.write")) notFound();
  await page.load(page.trpc.drift.openMerge.queryOptions({ repo, name }));
  return (
    <PageFrame
      crumbs={[
        { label: "Skills", href: "/skills" },
        { label: name, href: `/skills/${repo}/${name}` },
        { label: "Merge" },
      ]}
    >
      {page.hydrate(<MergeView repo={repo} name={name} />)}
    </PageFrame>
  );
}
