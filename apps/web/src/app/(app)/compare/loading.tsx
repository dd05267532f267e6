import { PageFrame } from "@/features/frame/page-frame.tsx";
import { SkeletonPage } from "@/ui/skeleton.tsx";

export default function CompareLoading() {
  return (
    <PageFrame crumbs={[{ label: "Compare" }]}>
      <SkeletonPage rows={12} columns={7} />
    </PageFrame>
  );
}
