import { PageFrame } from "@/features/frame/page-frame.tsx";
import { SkeletonPage } from "@/ui/skeleton.tsx";

export default function SkillLoading() {
  return (
    <PageFrame crumbs={[{ label: "Skills", href: "/skills" }, { label: "…" }]}>
      <SkeletonPage rows={10} columns={4} />
    </PageFrame>
  );
}
