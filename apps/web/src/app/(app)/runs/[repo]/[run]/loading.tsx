import { PageFrame } from "@/features/frame/page-frame.tsx";
import { SkeletonPage } from "@/ui/skeleton.tsx";

export default function RunLoading() {
  return (
    <PageFrame crumbs={[{ label: "Runs", href: "/runs" }, { label: "Run" }]}>
      <SkeletonPage rows={8} columns={4} />
    </PageFrame>
  );
}
