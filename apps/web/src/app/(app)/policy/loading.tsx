import { PageFrame } from "@/features/frame/page-frame.tsx";
import { SkeletonPage } from "@/ui/skeleton.tsx";

export default function PolicyLoading() {
  return (
    <PageFrame crumbs={[{ label: "Policy" }]}>
      <SkeletonPage rows={8} columns={7} />
    </PageFrame>
  );
}
