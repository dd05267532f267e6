import type { Metadata } from "next";
import { PageFrame } from "@/features/frame/page-frame.tsx";
import { PolicyView } from "@/features/policy/policy-view.tsx";
import { openPage } from "@/server/page.tsx";

export const metadata: Metadata = { title: "Policy" };

export default async function PolicyPage() {
  const page = await openPage();
  await Promise.all([
    page.load(page.trpc.policy.evidence.queryOptions()),
    page.load(page.trpc.policy.saved.queryOptions()),
  ]);
  return <PageFrame crumbs={[{ label: "Policy" }]}>{page.hydrate(<PolicyView />)}</PageFrame>;
}
