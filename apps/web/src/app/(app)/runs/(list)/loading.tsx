import { PageFrame } from "@/features/frame/page-frame.tsx";
import { SkeletonPage } from "@/ui/skeleton.tsx";

export default function RunsLoading() {
  return (
    <PageFrame crumbs={[{ label: "Runs" }]}>
      <SkeletonPage rows={12} columns={6} />
    </PageFrame>
  );
}
