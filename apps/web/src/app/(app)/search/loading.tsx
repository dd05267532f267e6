import { PageFrame } from "@/features/frame/page-frame.tsx";
import { SkeletonPage } from "@/ui/skeleton.tsx";

export default function SearchLoading() {
  return (
    <PageFrame crumbs={[{ label: "Search" }]}>
      <SkeletonPage rows={8} columns={2} />
    </PageFrame>
  );
}
