import { PageFrame } from "@/features/frame/page-frame.tsx";
import { SkeletonPage } from "@/ui/skeleton.tsx";

export default function TombstonesLoading() {
  return (
    <PageFrame crumbs={[{ label: "Tombstones" }]}>
      <SkeletonPage rows={12} columns={6} />
    </PageFrame>
  );
}
