"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTRPC } from "@/trpc/client.ts";
import { useStableRows } from "@/ui/stable-rows.ts";
import { candidateEntry, weakEntries, type ReviewEntry } from "./entry.ts";
import { reviewListOptions, type ReviewFilters } from "./queries.ts";

/** What stands in the inbox: candidates in their order, then weak skills. What comes in meanwhile waits until it is asked for. */
export function useInbox(filters: ReviewFilters) {
  const trpc = useTRPC();
  const list = useQuery({ ...reviewListOptions(trpc, filters), placeholderData: keepPreviousData });
  const wantsWeak = !filters.snoozed && (filters.kind === null || filters.kind === "weak");
  const scores = useQuery({ ...trpc.score.overview.queryOptions(), enabled: wantsWeak });
  const fetched = useMemo(
    () => (filters.kind === "weak" ? [] : (list.data?.candidates ?? []).map(candidateEntry)),
    [list.data, filters.kind],
  );
  const { rows, gone, news, show } = useStableRows(fetched, keyOf, {
    list: JSON.stringify([filters, list.isPlaceholderData]),
    whole: (list.data?.total ?? 0) <= fetched.length,
  });
  const weak = useMemo(
    () => (wantsWeak ? weakEntries(scores.data?.waiting ?? [], list.data?.candidates ?? []) : []),
    [wantsWeak, scores.data, list.data],
  );
  return useMemo(() => {
    const waiting = rows.filter((entry) => !gone.has(keyOf(entry)));
    return { list, entries: [...waiting, ...weak], waiting: waiting.length, news, show, policy: scores.data?.policy };
  }, [list, rows, gone, weak, news, show, scores.data]);
}

export type Inbox = ReturnType<typeof useInbox>;

export function keyOf({ key }: ReviewEntry): string {
  return key;
}
