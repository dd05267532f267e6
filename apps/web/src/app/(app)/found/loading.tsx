import { PageFrame } from "@/features/frame/page-frame.tsx";
import { SkeletonPage } from "@/ui/skeleton.tsx";

export default function FoundLoading() {
  return (
    <PageFrame crumbs={[{ label: "Found" }]}>
      <SkeletonPage rows={12} columns={5} />
    </PageFrame>
  );
}
