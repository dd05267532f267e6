import { PageFrame } from "@/features/frame/page-frame.tsx";
import { SkeletonPage } from "@/ui/skeleton.tsx";

export default function ReviewLoading() {
  return (
    <PageFrame crumbs={[{ label: "Review" }]}>
      <SkeletonPage rows={12} columns={3} />
    </PageFrame>
  );
}
