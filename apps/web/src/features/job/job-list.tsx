"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useRepoFilter } from "@/features/repo/repo-filter.ts";
import { ViewMenu } from "@/features/view/view-menu.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { ButtonLink } from "@/ui/button.tsx";
import { EmptyState } from "@/ui/empty-state.tsx";
import { List } from "@/ui/list/list.tsx";
import { useListUrl } from "@/url/use-list-url.ts";
import { JOBS } from "./job-columns.tsx";
import { jobListOptions } from "./queries.ts";
import { JOB_LIST, KINDS, STATES } from "./search-params.ts";
import { JOB_KINDS, JOB_STATES } from "./words.ts";

const STATE_OPTIONS = STATES.map((value) => ({ value, label: JOB_STATES[value].word }));
const KIND_OPTIONS = KINDS.map((value) => ({ value, label: JOB_KINDS[value].title }));

export function JobList() {
  const { state, url } = useListUrl(JOB_LIST);
  const trpc = useTRPC();
  const jobs = useInfiniteQuery({ ...jobListOptions(trpc, state), placeholderData: keepPreviousData });
  const repo = useRepoFilter();
  return (
    <List
      kind={JOBS}
      url={url}
      query={jobs}
      filters={[
        { id: "state", label: "State", any: "any state", options: STATE_OPTIONS },
        { id: "kind", label: "Kind", any: "any kind", options: KIND_OPTIONS },
        repo,
      ]}
      tools={<ViewMenu page="jobs" url={url} />}
      empty={
        <EmptyState title="No job has run yet" action={<ButtonLink href="/repos/add">Add repos</ButtonLink>}>
          Yardlet works in jobs: it reads a repo when one is added, and writes to it when skills are equipped.
        </EmptyState>
      }
    />
  );
}
