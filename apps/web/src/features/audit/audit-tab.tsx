"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import type { ActorKind } from "@yardlet/core/audit";
import { useRepoFilter } from "@/features/repo/repo-filter.ts";
import { ViewMenu } from "@/features/view/view-menu.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { EmptyState } from "@/ui/empty-state.tsx";
import { List } from "@/ui/list/list.tsx";
import { Menu } from "@/ui/menu.tsx";
import { useListUrl } from "@/url/use-list-url.ts";
import { AUDIT } from "./audit-columns.tsx";
import { MoreFilters } from "./more-filters.tsx";
import { auditExportHref, auditListOptions } from "./queries.ts";
import { AUDIT_LIST, GROUPS } from "./search-params.ts";
import { GROUP_WORDS } from "./words.ts";

const ACTOR_OPTIONS = [
  { value: "person", label: "people" },
  { value: "key", label: "keys" },
  { value: "worker", label: "Yardlet itself" },
  { value: "setup", label: "the command line" },
] as const satisfies readonly { value: ActorKind; label: string }[];

const GROUP_OPTIONS = GROUPS.map((value) => ({ value, label: GROUP_WORDS[value] }));

/** Who did what, when and why; what can be taken back is taken back here. */
export function AuditTab() {
  const { state, url } = useListUrl(AUDIT_LIST);
  const trpc = useTRPC();
  const log = useInfiniteQuery({ ...auditListOptions(trpc, state), placeholderData: keepPreviousData });
  const repo = useRepoFilter();
  return (
    <List
      kind={AUDIT}
      url={url}
      query={log}
      empty={<EmptyState title="Nothing here">Every change appears here, with who and why.</EmptyState>}
      filters={[
        { id: "group", label: "About", any: "anything", options: GROUP_OPTIONS },
        { id: "actor", label: "Done by", any: "anybody", options: ACTOR_OPTIONS },
        repo,
      ]}
      tools={
        <>
          <MoreFilters url={url} />
          <Menu label="Export">
            <ul className="picks">
              <li>
                <a download href={auditExportHref("audit.csv", state)}>
                  CSV
                </a>
              </li>
              <li>
                <a download href={auditExportHref("audit.jsonl", state)}>
                  JSON lines
                </a>
              </li>
            </ul>
          </Menu>
          <ViewMenu page="audit" url={url} />
        </>
      }
    />
  );
}
