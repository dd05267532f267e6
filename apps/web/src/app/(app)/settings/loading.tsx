import { PageFrame } from "@/features/frame/page-frame.tsx";
import { SkeletonPage } from "@/ui/skeleton.tsx";

export default function SettingsLoading() {
  return (
    <PageFrame crumbs={[{ label: "Settings" }]}>
      <SkeletonPage rows={6} columns={4} />
    </PageFrame>
  );
}
