import type { Metadata } from "next";
import { DistillationView } from "@/features/distil/distillation-view.tsx";
import { PageFrame } from "@/features/frame/page-frame.tsx";
import { openPage } from "@/server/page.tsx";

export const metadata: Metadata = { title: "Distillation" };

export default async function DistillationPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const page = await openPage();
  await page.load(page.trpc.distil.get.queryOptions({ id }));
  return (
    <PageFrame
      crumbs={[
        { label: "Lessons", href: "/lessons" },
        { label: "Distillations", href: "/lessons/distillations" },
        { label: "Distillation" },
      ]}
    >
      {page.hydrate(<DistillationView id={id} />)}
    </PageFrame>
  );
}
