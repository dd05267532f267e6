import { FAILURE_CODES } from "@yardlet/core/run";
import type { Metadata } from "next";
import { FailureCodeList } from "@/features/failure-code/code-list.tsx";
import { PageFrame } from "@/features/frame/page-frame.tsx";
import { openPage } from "@/server/page.tsx";
import { PageHead } from "@/ui/page-head.tsx";

export const metadata: Metadata = { title: "Failure codes" };

export default async function FailureCodesPage() {
  const page = await openPage();
  return (
    <PageFrame crumbs={[{ label: "Runs", href: "/runs" }, { label: "Failure codes" }]}>
      <PageHead
        title="Failure codes"
        lead="Why runs, documents and drafts fail, and what to do about it. A run that ended for reasons of the infrastructure alone is kept, and says nothing about a skill."
      />
      {page.hydrate(<FailureCodeList codes={[...FAILURE_CODES.values()]} />)}
    </PageFrame>
  );
}
