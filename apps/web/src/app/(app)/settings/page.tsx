import { roleOfScope, Scope, SCOPES, type Permission } from "@yardlet/core/team";
import type { Metadata } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { ApiTab } from "@/features/api/api-tab.tsx";
import { auditListOptions } from "@/features/audit/queries.ts";
import { AUDIT_LIST } from "@/features/audit/search-params.ts";
import { CREDENTIAL_PAGE } from "@/features/credential/search-params.ts";
import { PageFrame } from "@/features/frame/page-frame.tsx";
import { THEME_COOKIE, themeOf } from "@/features/frame/theme.ts";
import {
  AgentsTab,
  AuditTab,
  CredentialsTab,
  KeysTab,
  LibraryTab,
  MembersTab,
  TeamTab,
  WebhooksTab,
  YouTab,
} from "@/features/settings/tabs.ts";
import { deliveriesOptions } from "@/features/webhook/queries.ts";
import { DELIVERY_LIST, WEBHOOK_PAGE } from "@/features/webhook/search-params.ts";
import { readEnv } from "@/server/env.ts";
import { openPage, type SearchParams } from "@/server/page.tsx";
import { PageHead } from "@/ui/page-head.tsx";
import { Tabs } from "@/ui/tabs.tsx";
import { oneOf, type UrlSource } from "@/url/state.ts";

export const metadata: Metadata = { title: "Settings" };

type Page = Awaited<ReturnType<typeof openPage>>;

/** What each tab is called, and what it shows first. */
const TABS = {
  library: {
    label: "Library",
    open: async ({ load, trpc }) => {
      await load(trpc.library.status.queryOptions());
      return <LibraryTab />;
    },
  },
  members: {
    label: "Members",
    open: async ({ load, trpc, viewer }) => {
      await load(trpc.team.members.queryOptions());
      if (viewer.may.includes("team.invite")) await load(trpc.invite.list.queryOptions());
      return <MembersTab />;
    },
  },
  team: {
    label: "Team",
    open: async ({ load, trpc }) => {
      await load(trpc.team.settings.queryOptions());
      return <TeamTab />;
    },
  },
  agents: {
    label: "Agents",
    open: async ({ load, trpc }) => {
      await load(trpc.agent.list.queryOptions());
      return <AgentsTab />;
    },
  },
  credentials: {
    label: "Credentials",
    needs: "credential.manage",
    open: async ({ load, trpc }, search) => {
      await load(trpc.credential.list.queryOptions());
      return <CredentialsTab credential={CREDENTIAL_PAGE.read(search).credential} />;
    },
  },
  keys: {
    label: "Keys",
    needs: "key.manage",
    open: async ({ load, trpc }) => {
      await load(trpc.key.list.queryOptions());
      return (
        <KeysTab
          choices={Scope.options.map((scope) => ({ scope, means: SCOPES[scope].means, role: roleOfScope(scope) }))}
        />
      );
    },
  },
  api: {
    label: "API",
    open: async ({ viewer }) => <ApiTab origin={readEnv().baseUrl} mayMakeKeys={viewer.may.includes("key.manage")} />,
  },
  webhooks: {
    label: "Webhooks",
    needs: "webhook.manage",
    open: async ({ load, queryClient, trpc }, search) => {
      const id = WEBHOOK_PAGE.read(search).webhook;
      await load(trpc.webhook.list.queryOptions());
      const failed = DELIVERY_LIST.read(search).outcome === "failed";
      if (id !== null) await queryClient.prefetchInfiniteQuery(deliveriesOptions(trpc, { id, failed }));
      return <WebhooksTab webhook={id} />;
    },
  },
  audit: {
    label: "Audit log",
    open: async ({ queryClient, trpc }, search) => {
      await Promise.all([
        queryClient.fetchInfiniteQuery(auditListOptions(trpc, AUDIT_LIST.read(search))),
        queryClient.prefetchQuery(trpc.view.list.queryOptions({ page: "audit" })),
      ]);
      return <AuditTab />;
    },
  },
  you: {
    label: "You",
    open: async () => {
      return <YouTab theme={themeOf((await cookies()).get(THEME_COOKIE)?.value)} />;
    },
  },
} as const satisfies Record<string, Tab>;

interface Tab {
  label: string;
  /** Who may not do this does not see the tab. */
  needs?: Permission;
  open: (page: Page, search: UrlSource) => Promise<ReactNode>;
}

const TAB_NAMES = [
  "library",
  "members",
  "team",
  "agents",
  "credentials",
  "keys",
  "api",
  "webhooks",
  "audit",
  "you",
] as const satisfies readonly (keyof typeof TABS)[];

export default async function SettingsPage({ searchParams }: { searchParams: SearchParams }) {
  const search = await searchParams;
  const page = await openPage();
  const names = TAB_NAMES.filter((name) => {
    const { needs }: Tab = TABS[name];
    return needs === undefined || page.viewer.may.includes(needs);
  });
  const tab = oneOf(names, search.tab?.toString() ?? null) ?? "library";
  const content = await TABS[tab].open(page, search);
  return (
    <PageFrame crumbs={[{ label: "Settings" }]}>
      <PageHead title="Settings" />
      <Tabs
        label="Settings"
        items={names.map((name) => ({
          href: `/settings?tab=${name}`,
          label: TABS[name].label,
          current: name === tab,
        }))}
      />
      {page.hydrate(<div key={tab}>{content}</div>)}
    </PageFrame>
  );
}
