import { PageFrame } from "@/features/frame/page-frame.tsx";
import { SkeletonPage } from "@/ui/skeleton.tsx";

export default function TaskLoading() {
  return (
    <PageFrame crumbs={[{ label: "Repos", href: "/repos" }, { label: "Task" }]}>
      <SkeletonPage rows={8} columns={4} />
    </PageFrame>
  );
}
