import type { Metadata } from "next";
import { PageFrame } from "@/features/frame/page-frame.tsx";
import { AddReposView } from "@/features/repo/add-repos-view.tsx";
import { openPage } from "@/server/page.tsx";
import { ButtonLink } from "@/ui/button.tsx";
import { EmptyState } from "@/ui/empty-state.tsx";
import { PageHead } from "@/ui/page-head.tsx";

export const metadata: Metadata = { title: "Add repos" };

const CRUMBS = [{ label: "Repos", href: "/repos" }, { label: "Add" }];

export default async function AddReposPage() {
  const page = await openPage();
  if (!page.viewer.may.includes("repo.add")) {
    return (
      <PageFrame crumbs={CRUMBS}>
        <EmptyState title="Only admins add repos" action={<ButtonLink href="/repos">Back to repos</ButtonLink>}>
          You are {page.viewer.role}; ask an admin to add a repo, or to change your role.
        </EmptyState>
      </PageFrame>
    );
  }
  await Promise.all([
    page.load(page.trpc.team.settings.queryOptions()),
    page.load(page.trpc.library.status.queryOptions()),
  ]);
  return (
    <PageFrame crumbs={CRUMBS}>
      <PageHead title="Add repos" lead="A dry run first: what each repo is, and which skills it would get." />
      {page.hydrate(<AddReposView />)}
    </PageFrame>
  );
}
