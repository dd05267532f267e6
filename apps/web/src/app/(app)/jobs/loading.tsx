import { PageFrame } from "@/features/frame/page-frame.tsx";
import { SkeletonPage } from "@/ui/skeleton.tsx";

export default function JobsLoading() {
  return (
    <PageFrame crumbs={[{ label: "Jobs" }]}>
      <SkeletonPage rows={12} columns={5} />
    </PageFrame>
  );
}
