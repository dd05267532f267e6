"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Producer } from "@yardlet/services";
import { useRepoFilter } from "@/features/repo/repo-filter.ts";
import { useTRPC } from "@/trpc/client.ts";
import { ButtonLink } from "@/ui/button.tsx";
import { EmptyState } from "@/ui/empty-state.tsx";
import { formatCount } from "@/ui/format.ts";
import { List } from "@/ui/list/list.tsx";
import { PageHead } from "@/ui/page-head.tsx";
import { useListUrl } from "@/url/use-list-url.ts";
import { PRODUCERS } from "./producer-columns.tsx";
import { producerListOptions } from "./queries.ts";
import { RunsTabs } from "./runs-tabs.tsx";
import { PRODUCER_LIST } from "./search-params.ts";

const NEED_OPTIONS = [
  { value: "wrapping", label: "missing" },
  { value: "nothing", label: "returned" },
];

/** Who reports runs, and whose have to be wrapped because they return no SkillResult. */
export function ProducerList() {
  const { state, url } = useListUrl(PRODUCER_LIST);
  const trpc = useTRPC();
  const list = useQuery({ ...producerListOptions(trpc, state), placeholderData: keepPreviousData });
  const repo = useRepoFilter();
  return (
    <>
      <PageHead title="Producers" lead={url.filtered ? matchWords(list.data ?? []) : leadOf(list.data ?? [])} />
      <RunsTabs current="producers" />
      <List
        kind={PRODUCERS}
        url={url}
        query={list}
        filters={[{ id: "need", label: "SkillResult", any: "any", options: NEED_OPTIONS }, repo]}
        empty={
          <EmptyState title="Nobody has reported for 14 days" action={<ButtonLink href="/runs">Runs</ButtonLink>}>
            Agents and CI that report runs appear here, with how many of them return a SkillResult.
          </EmptyState>
        }
      />
    </>
  );
}

function matchWords(producers: readonly Producer[]): string {
  return `${formatCount(producers.length, "producer")} of the last 14 days ${producers.length === 1 ? "matches" : "match"}.`;
}

function leadOf(producers: readonly Producer[]): string {
  const wrapped = producers.filter((one) => one.wrapped > 0).length;
  const who = `${formatCount(producers.length, "producer")} in the last 14 days`;
  if (producers.length === 0) return "Who reports runs, and whose return no SkillResult.";
  if (wrapped === 0) return `${who}, all return a SkillResult: their repos may turn strict.`;
  return `${who}, ${wrapped} ${wrapped === 1 ? "needs" : "need"} wrapping. A repo turns strict when none of its own does.`;
}
