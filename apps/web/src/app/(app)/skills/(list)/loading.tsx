import { PageFrame } from "@/features/frame/page-frame.tsx";
import { SkeletonPage } from "@/ui/skeleton.tsx";

export default function SkillsLoading() {
  return (
    <PageFrame crumbs={[{ label: "Skills" }]}>
      <SkeletonPage rows={12} columns={7} />
    </PageFrame>
  );
}
