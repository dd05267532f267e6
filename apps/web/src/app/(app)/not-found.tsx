import { PageFrame } from "@/features/frame/page-frame.tsx";
import { ButtonLink } from "@/ui/button.tsx";
import { EmptyState } from "@/ui/empty-state.tsx";

/** A repo, skill or job that is not there. */
export default function NotFoundHere() {
  return (
    <PageFrame crumbs={[{ label: "Not found" }]}>
      <EmptyState title="There is no such thing" action={<ButtonLink href="/">Go to the overview</ButtonLink>}>
        The address is wrong, or what it named was renamed or removed. ⌘K or Ctrl-K finds anything by name.
      </EmptyState>
    </PageFrame>
  );
}
