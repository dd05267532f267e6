import { PageFrame } from "@/features/frame/page-frame.tsx";
import { SkeletonPage } from "@/ui/skeleton.tsx";

export default function LessonsLoading() {
  return (
    <PageFrame crumbs={[{ label: "Lessons" }]}>
      <SkeletonPage rows={12} columns={6} />
    </PageFrame>
  );
}
