"use client";

import dynamic from "next/dynamic";

// The browser fetches only the tab it shows. Split here: a dynamic import in a server component does not split client code.
export const LibraryTab = dynamic(() => import("../library/library-tab.tsx").then((module) => module.LibraryTab));
export const MembersTab = dynamic(() => import("../team/members-tab.tsx").then((module) => module.MembersTab));
export const KeysTab = dynamic(() => import("../key/keys-tab.tsx").then((module) => module.KeysTab));
export const CredentialsTab = dynamic(() =>
  import("../credential/credentials-tab.tsx").then((module) => module.CredentialsTab),
);
export const TeamTab = dynamic(() => import("../team/team-tab.tsx").then((module) => module.TeamTab));
export const AuditTab = dynamic(() => import("../audit/audit-tab.tsx").then((module) => module.AuditTab));
export const YouTab = dynamic(() => import("../team/you-tab.tsx").then((module) => module.YouTab));
export const AgentsTab = dynamic(() => import("../agent/agents-tab.tsx").then((module) => module.AgentsTab));
export const WebhooksTab = dynamic(() => import("../webhook/webhooks-tab.tsx").then((module) => module.WebhooksTab));
