import { PageFrame } from "@/features/frame/page-frame.tsx";
import { SkeletonPage } from "@/ui/skeleton.tsx";

export default function DriftLoading() {
  return (
    <PageFrame crumbs={[{ label: "Drift" }]}>
      <SkeletonPage rows={12} columns={6} />
    </PageFrame>
  );
}
