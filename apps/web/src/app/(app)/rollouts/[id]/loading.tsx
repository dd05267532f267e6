import { PageFrame } from "@/features/frame/page-frame.tsx";
import { SkeletonPage } from "@/ui/skeleton.tsx";

export default function RolloutLoading() {
  return (
    <PageFrame
      crumbs={[{ label: "Skills", href: "/skills" }, { label: "Drift", href: "/drift" }, { label: "Rollout" }]}
    >
      <SkeletonPage rows={8} columns={5} />
    </PageFrame>
  );
}
