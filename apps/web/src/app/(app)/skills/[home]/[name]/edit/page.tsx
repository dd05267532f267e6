import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageFrame } from "@/features/frame/page-frame.tsx";
import { EditorLoader } from "@/features/version/editor/editor-loader.tsx";
import { EDIT_PAGE } from "@/features/version/search-params.ts";
import { openPage, type SearchParams } from "@/server/page.tsx";
import { PageHead } from "@/ui/page-head.tsx";

interface EditPageProps {
  params: Promise<{ home: string; name: string }>;
  searchParams: SearchParams;
}

export async function generateMetadata({ params }: EditPageProps): Promise<Metadata> {
  return { title: `Edit ${(await params).name}` };
}

export default async function EditPage({ params, searchParams }: EditPageProps) {
  const [{ home, name }, { change }] = await Promise.all([params, searchParams.then(EDIT_PAGE.read)]);
  const page = await openPage();
  if (!page.viewer.may.includes("skill.write")) notFound();
  const { item } = await page.load(page.trpc.skill.get.queryOptions({ home, name }));
  if (change !== null) await page.load(page.trpc.edit.change.queryOptions({ home, name, change }));
  if (item.version !== null) await page.load(page.trpc.edit.open.queryOptions({ home, name, number: item.version }));
  return (
    <PageFrame
      crumbs={[
        { label: "Skills", href: "/skills" },
        { label: name, href: `/skills/${home}/${name}` },
        { label: "Edit" },
      ]}
    >
      <PageHead
        title={`Edit ${name}`}
        lead="A save is a new version. It is committed where the skill is at home, then offered to or written into the repos that carry it."
      />
      {page.hydrate(<EditorLoader home={home} name={name} change={change} />)}
    </PageFrame>
  );
}
