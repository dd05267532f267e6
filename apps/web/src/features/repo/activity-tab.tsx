"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ACTIVITY } from "@/features/audit/audit-columns.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { EmptyState } from "@/ui/empty-state.tsx";
import { Link } from "@/ui/link.tsx";
import { List } from "@/ui/list/list.tsx";
import { useListUrl } from "@/url/use-list-url.ts";
import { repoActivityOptions } from "./queries.ts";
import { REPO_ACTIVITY } from "./search-params.ts";

/** What was done to this repo, by people and by Yardlet, newest first. */
export function ActivityTab({ slug }: { slug: string }) {
  const { url } = useListUrl(REPO_ACTIVITY);
  const trpc = useTRPC();
  const log = useInfiniteQuery(repoActivityOptions(trpc, slug));
  return (
    <List
      kind={ACTIVITY}
      url={url}
      query={log}
      note="from the audit log, newest first"
      tools={
        <Link className="link sm" href={`/jobs?repo=${slug}`}>
          jobs of this repo
        </Link>
      }
      empty={
        <EmptyState title="Nothing yet">
          Every change to the repo and its settings appears here, with who and why.
        </EmptyState>
      }
    />
  );
}
