import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageFrame } from "@/features/frame/page-frame.tsx";
import { DraftEditorLoader } from "@/features/review/edit/draft-editor-loader.tsx";
import { reviewHref } from "@/features/review/search-params.ts";
import { openPage } from "@/server/page.tsx";
import { PageHead } from "@/ui/page-head.tsx";

export const metadata: Metadata = { title: "Edit a draft" };

export default async function EditDraftPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const page = await openPage();
  if (!page.viewer.may.includes("candidate.decide")) notFound();
  const { draft } = await page.load(page.trpc.candidate.get.queryOptions({ id }));
  if (draft === null) notFound();
  await page.load(page.trpc.draft.get.queryOptions({ id: draft.id }));
  return (
    <PageFrame
      crumbs={[{ label: "Review", href: "/review" }, { label: draft.name, href: reviewHref(id) }, { label: "Edit" }]}
    >
      <PageHead
        title={`Edit ${draft.name}`}
        lead="A save is another draft, checked anew; the former is kept. Nothing is installed until it is accepted."
      />
      {page.hydrate(<DraftEditorLoader candidate={id} />)}
    </PageFrame>
  );
}
