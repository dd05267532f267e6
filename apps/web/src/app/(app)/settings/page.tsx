import type { Metadata } from "next";
import { cookies } from "next/headers";
import { createLoader, parseAsStringLiteral, type SearchParams } from "nuqs/server";
import type { ReactNode } from "react";
import { AuditTab } from "@/features/audit/audit-tab.tsx";
import { auditListOptions } from "@/features/audit/queries.ts";
import { loadAuditFilters } from "@/features/audit/search-params.ts";
import { PageFrame } from "@/features/frame/page-frame.tsx";
import { THEME_COOKIE, themeOf } from "@/features/frame/theme.ts";
import { LibraryTab } from "@/features/library/library-tab.tsx";
import { MembersTab } from "@/features/team/members-tab.tsx";
import { TeamTab } from "@/features/team/team-tab.tsx";
import { YouTab } from "@/features/team/you-tab.tsx";
import { openPage } from "@/server/page.tsx";
import { PageHead } from "@/ui/page-head.tsx";
import { Tabs } from "@/ui/tabs.tsx";

export const metadata: Metadata = { title: "Settings" };

type Page = Awaited<ReturnType<typeof openPage>>;

/** What each tab is called, and what it shows first. */
const TABS = {
  library: {
    label: "Library",
    async open({ load, trpc }: Page) {
      await load(trpc.library.status.queryOptions());
      return <LibraryTab />;
    },
  },
  members: {
    label: "Members",
    async open({ load, trpc, viewer }: Page) {
      await load(trpc.team.members.queryOptions());
      if (viewer.may.includes("team.invite")) await load(trpc.invite.list.queryOptions());
      return <MembersTab />;
    },
  },
  team: {
    label: "Team",
    async open({ load, trpc }: Page) {
      await load(trpc.team.settings.queryOptions());
      return <TeamTab />;
    },
  },
  audit: {
    label: "Audit log",
    async open({ queryClient, trpc }: Page, search: SearchParams) {
      await queryClient.fetchInfiniteQuery(auditListOptions(trpc, loadAuditFilters(search)));
      return <AuditTab />;
    },
  },
  you: {
    label: "You",
    async open() {
      return <YouTab theme={themeOf((await cookies()).get(THEME_COOKIE)?.value)} />;
    },
  },
} as const satisfies Record<string, { label: string; open(page: Page, search: SearchParams): Promise<ReactNode> }>;

const TAB_NAMES = ["library", "members", "team", "audit", "you"] as const satisfies readonly (keyof typeof TABS)[];
const loadTab = createLoader({ tab: parseAsStringLiteral(TAB_NAMES).withDefault("library") });

export default async function SettingsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const search = await searchParams;
  const { tab } = loadTab(search);
  const page = await openPage();
  const content = await TABS[tab].open(page, search);
  return (
    <PageFrame crumbs={[{ label: "Settings" }]}>
      <PageHead title="Settings" />
      <Tabs
        label="Settings"
        items={TAB_NAMES.map((name) => ({
          href: `/settings?tab=${name}`,
          label: TABS[name].label,
          current: name === tab,
        }))}
      />
      {page.hydrate(<div key={tab}>{content}</div>)}
    </PageFrame>
  );
}
