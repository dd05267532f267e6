"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useMay } from "@/features/frame/viewer.tsx";
import { useRepoFilter } from "@/features/repo/repo-filter.ts";
import { useTRPC } from "@/trpc/client.ts";
import { Button } from "@/ui/button.tsx";
import { EmptyState } from "@/ui/empty-state.tsx";
import { useKey } from "@/ui/keys.ts";
import { List } from "@/ui/list/list.tsx";
import { PageHead } from "@/ui/page-head.tsx";
import { useListUrl } from "@/url/use-list-url.ts";
import { DISTILLATIONS } from "./distillation-columns.tsx";
import { LessonsTabs } from "./lessons-tabs.tsx";
import { distillationListOptions } from "./queries.ts";
import { DISTILLATION_LIST } from "./search-params.ts";

const DistilDialog = dynamic(() => import("./distil-dialog.tsx").then((module) => module.DistilDialog), { ssr: false });

/** Every run of the distiller, newest first. */
export function DistillationList() {
  const { state, url } = useListUrl(DISTILLATION_LIST);
  const trpc = useTRPC();
  const list = useQuery({ ...distillationListOptions(trpc, state), placeholderData: keepPreviousData });
  const repo = useRepoFilter();
  const [choosing, setChoosing] = useState(false);
  const mayDistil = useMay("distil.run");
  const choose = () => setChoosing(true);
  useKey("d", "Distil now", choose, mayDistil);
  return (
    <>
      <PageHead
        title="Distillations"
        lead="Each reads the packets of one repo or skill, and says what it made of them."
      >
        {mayDistil ? (
          <Button kind="primary" keys={["d"]} onClick={choose}>
            Distil now…
          </Button>
        ) : null}
      </PageHead>
      <LessonsTabs current="distillations" />
      <List
        kind={DISTILLATIONS}
        url={url}
        query={list}
        filters={[repo]}
        empty={
          <EmptyState
            title="Nothing has been distilled yet"
            action={mayDistil ? <Button onClick={choose}>Distil now…</Button> : null}
          >
            It happens every night where tasks have ended, or when somebody asks.
          </EmptyState>
        }
      />
      {choosing ? <DistilDialog repo={state.repo} onClose={() => setChoosing(false)} /> : null}
    </>
  );
}
