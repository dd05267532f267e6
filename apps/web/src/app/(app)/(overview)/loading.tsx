import { PageFrame } from "@/features/frame/page-frame.tsx";
import { SkeletonPage } from "@/ui/skeleton.tsx";

export default function OverviewLoading() {
  return (
    <PageFrame crumbs={[{ label: "Overview" }]}>
      <SkeletonPage rows={12} columns={6} />
    </PageFrame>
  );
}
