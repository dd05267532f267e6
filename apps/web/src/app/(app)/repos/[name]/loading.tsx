import { PageFrame } from "@/features/frame/page-frame.tsx";
import { SkeletonPage } from "@/ui/skeleton.tsx";

export default function RepoLoading() {
  return (
    <PageFrame crumbs={[{ label: "Repos", href: "/repos" }, { label: "…" }]}>
      <SkeletonPage rows={10} columns={5} />
    </PageFrame>
  );
}
