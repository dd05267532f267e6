"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useRepoSlugs } from "@/features/repo/repo-filter.ts";
import { ViewMenu } from "@/features/view/view-menu.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { EmptyState } from "@/ui/empty-state.tsx";
import { plainOptions } from "@/ui/list/list-bar.tsx";
import { List } from "@/ui/list/list.tsx";
import { useListUrl } from "@/url/use-list-url.ts";
import { tombstoneListOptions } from "./queries.ts";
import { TOMBSTONE_LIST } from "./search-params.ts";
import { TOMBSTONES } from "./tombstone-columns.tsx";

const KIND_OPTIONS = [
  { value: "prune", label: "pruned" },
  { value: "rejection", label: "rejected" },
];
const STATE_OPTIONS = [
  { value: "standing", label: "stands" },
  { value: "lifted", label: "lifted" },
];

/** What went and must not silently return. */
export function TombstoneList() {
  const { state, url } = useListUrl(TOMBSTONE_LIST);
  const trpc = useTRPC();
  const list = useInfiniteQuery({ ...tombstoneListOptions(trpc, state), placeholderData: keepPreviousData });
  const homes = plainOptions(["library", ...useRepoSlugs()]);
  return (
    <List
      kind={TOMBSTONES}
      url={url}
      query={list}
      filters={[
        { id: "state", label: "State", any: "any state", options: STATE_OPTIONS },
        { id: "kind", label: "Why", any: "any reason", options: KIND_OPTIONS },
        { id: "home", label: "Home", any: "any home", options: homes },
      ]}
      tools={<ViewMenu page="tombstones" url={url} />}
      empty={
        <EmptyState title="No tombstones">
          When a skill is pruned, or a proposal is rejected, its fingerprint stays here, so that the same text does not
          come back unasked.
        </EmptyState>
      }
    />
  );
}
