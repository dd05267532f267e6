import type { Metadata } from "next";
import type { ReactNode } from "react";
import { PageFrame } from "@/features/frame/page-frame.tsx";
import { namedVersion, readVersion, scoreTasksOptions } from "@/features/score/queries.ts";
import { countHidden } from "@/features/skill/hidden-characters.ts";
import { skillDriftOptions } from "@/features/skill/queries.ts";
import { SKILL_PAGE, type SkillTab } from "@/features/skill/search-params.ts";
import { SkillHead } from "@/features/skill/skill-head.tsx";
import { SkillRail } from "@/features/skill/skill-rail.tsx";
import { StayFresh } from "@/features/skill/stay-fresh.tsx";
import { CarriersTab, ChecksTab, ScoreTab, VersionsTab } from "@/features/skill/tabs.ts";
import { FilesTab } from "@/features/skill/text/files-tab.tsx";
import { TextTab } from "@/features/skill/text/text-tab.tsx";
import { openPage, type SearchParams } from "@/server/page.tsx";
import { WithRail } from "@/ui/section.tsx";

interface SkillPageProps {
  params: Promise<{ home: string; name: string }>;
  searchParams: SearchParams;
}

interface Opened {
  page: Awaited<ReturnType<typeof openPage>>;
  named: { home: string; name: string };
  skillHref: string;
  file: string;
  version: string | null;
}

/** Tabs that take the whole width, without the rail of facts. */
const WIDE: readonly SkillTab[] = ["score", "versions"];

/** What each tab shows. Text and files are drawn here and never handed to the browser as data. */
const TABS = {
  async score({ page, named, version }: Opened) {
    const wanted = namedVersion(named, readVersion(version));
    const { score, excluded } = await page.load(page.trpc.score.skill.queryOptions(wanted));
    await Promise.all([
      score.tasks > 0 && page.queryClient.fetchInfiniteQuery(scoreTasksOptions(page.trpc, wanted, true)),
      Object.keys(excluded).length > 0 &&
        page.queryClient.fetchInfiniteQuery(scoreTasksOptions(page.trpc, wanted, false)),
    ]);
    return <ScoreTab {...named} />;
  },
  async text({ page, named, skillHref }: Opened) {
    const text = await page.read(page.trpc.skill.text.queryOptions(named));
    return (
      <>
        <TextTab text={text} skillHref={skillHref} />
        <StayFresh {...named} drawn={text.version} />
      </>
    );
  },
  async files({ page, named, skillHref, file: wanted }: Opened) {
    const { files } = await page.load(page.trpc.skill.get.queryOptions(named));
    const path = files.some((one) => one.path === wanted) ? wanted : undefined;
    const file =
      path === undefined ? undefined : await page.read(page.trpc.skill.file.queryOptions({ ...named, path }));
    return (
      <>
        <FilesTab files={files} file={file} wanted={wanted} skillHref={skillHref} />
        {file ? <StayFresh {...named} drawn={file.version} /> : null}
      </>
    );
  },
  async versions({ page, named }: Opened) {
    await page.load(page.trpc.version.list.queryOptions(named));
    return <VersionsTab {...named} />;
  },
  async repos({ page, named }: Opened) {
    await page.queryClient.prefetchQuery(skillDriftOptions(page.trpc, named.name));
    return <CarriersTab {...named} />;
  },
  async checks({ page, named }: Opened) {
    const text = await page.read(page.trpc.skill.text.queryOptions(named));
    return (
      <>
        <ChecksTab {...named} hidden={countHidden(text.frontmatter) + countHidden(text.body)} />
        <StayFresh {...named} drawn={text.version} />
      </>
    );
  },
} as const satisfies Record<SkillTab, (opened: Opened) => Promise<ReactNode>>;

export async function generateMetadata({ params }: SkillPageProps): Promise<Metadata> {
  return { title: (await params).name };
}

export default async function SkillPage({ params, searchParams }: SkillPageProps) {
  const [named, { tab, file, version }] = await Promise.all([params, searchParams.then(SKILL_PAGE.read)]);
  const page = await openPage();
  await page.load(page.trpc.skill.get.queryOptions(named));
  const content = await TABS[tab]({ page, named, file, version, skillHref: `/skills/${named.home}/${named.name}` });
  return (
    <PageFrame crumbs={[{ label: "Skills", href: "/skills" }, { label: named.name }]}>
      {page.hydrate(
        <>
          <SkillHead {...named} tab={tab} />
          {WIDE.includes(tab) ? (
            <div key={tab}>{content}</div>
          ) : (
            <WithRail rail={<SkillRail {...named} />}>
              <div key={tab}>{content}</div>
            </WithRail>
          )}
        </>,
      )}
    </PageFrame>
  );
}
