"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRepoFilter } from "@/features/repo/repo-filter.ts";
import { useTRPC } from "@/trpc/client.ts";
import { EmptyState } from "@/ui/empty-state.tsx";
import { List } from "@/ui/list/list.tsx";
import { PageHead } from "@/ui/page-head.tsx";
import { useListUrl } from "@/url/use-list-url.ts";
import { useDistilChoice } from "./distil-choice.tsx";
import { DISTILLATIONS } from "./distillation-columns.tsx";
import { LessonsTabs } from "./lessons-tabs.tsx";
import { distillationListOptions } from "./queries.ts";
import { DISTILLATION_LIST } from "./search-params.ts";

/** Every run of the distiller, newest first. */
export function DistillationList() {
  const { state, url } = useListUrl(DISTILLATION_LIST);
  const trpc = useTRPC();
  const list = useQuery({ ...distillationListOptions(trpc, state), placeholderData: keepPreviousData });
  const repo = useRepoFilter();
  const distil = useDistilChoice(state.repo);
  return (
    <>
      <PageHead
        title="Distillations"
        lead="Each reads the packets of one repo or skill, and says what it made of them."
      >
        {distil.mainButton}
      </PageHead>
      <LessonsTabs current="distillations" />
      <List
        kind={DISTILLATIONS}
        url={url}
        query={list}
        filters={[repo]}
        empty={
          <EmptyState title="Nothing has been distilled yet" action={distil.button}>
            It happens every night where tasks have ended, or when somebody asks.
          </EmptyState>
        }
      />
      {distil.dialog}
    </>
  );
}
