import type { Metadata } from "next";
import { MemoryView } from "@/features/distil/memory-view.tsx";
import { PageFrame } from "@/features/frame/page-frame.tsx";
import { openPage } from "@/server/page.tsx";

export const metadata: Metadata = { title: "Memory design" };

export default async function MemoryDesignPage() {
  const page = await openPage();
  return (
    <PageFrame crumbs={[{ label: "Lessons", href: "/lessons" }, { label: "Memory design" }]}>
      {page.hydrate(<MemoryView />)}
    </PageFrame>
  );
}
