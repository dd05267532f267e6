import type { Metadata } from "next";
import { PageFrame } from "@/features/frame/page-frame.tsx";
import { RolloutView } from "@/features/rollout/rollout-view.tsx";
import { openPage } from "@/server/page.tsx";

export const metadata: Metadata = { title: "Rollout" };

export default async function RolloutPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const page = await openPage();
  await page.load(page.trpc.rollout.get.queryOptions({ id }));
  return (
    <PageFrame
      crumbs={[{ label: "Skills", href: "/skills" }, { label: "Drift", href: "/drift" }, { label: "Rollout" }]}
    >
      {page.hydrate(<RolloutView id={id} />)}
    </PageFrame>
  );
}
