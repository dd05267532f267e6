import { PageFrame } from "@/features/frame/page-frame.tsx";
import { SkeletonPage } from "@/ui/skeleton.tsx";

export default function ReposLoading() {
  return (
    <PageFrame crumbs={[{ label: "Repos" }]}>
      <SkeletonPage rows={12} columns={7} />
    </PageFrame>
  );
}
