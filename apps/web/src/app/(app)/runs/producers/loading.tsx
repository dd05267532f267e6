import { PageFrame } from "@/features/frame/page-frame.tsx";
import { SkeletonPage } from "@/ui/skeleton.tsx";

export default function ProducersLoading() {
  return (
    <PageFrame crumbs={[{ label: "Producers" }]}>
      <SkeletonPage rows={8} columns={6} />
    </PageFrame>
  );
}
