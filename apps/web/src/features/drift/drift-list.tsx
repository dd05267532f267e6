"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import type { DriftPage } from "@yardlet/services";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useMay } from "@/features/frame/viewer.tsx";
import { useRepoFilter } from "@/features/repo/repo-filter.ts";
import { Rollouts } from "@/features/rollout/rollouts.tsx";
import { SkillsTabs } from "@/features/skill/skills-tabs.tsx";
import { ViewMenu } from "@/features/view/view-menu.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { Button, ButtonLink } from "@/ui/button.tsx";
import { EmptyState } from "@/ui/empty-state.tsx";
import { formatCount } from "@/ui/format.ts";
import { useKey } from "@/ui/keys.ts";
import { List } from "@/ui/list/list.tsx";
import { PageHead } from "@/ui/page-head.tsx";
import { useListUrl } from "@/url/use-list-url.ts";
import { DRIFT } from "./drift-columns.tsx";
import { driftListOptions } from "./queries.ts";
import { ASKED_STATES, DRIFT_LIST } from "./search-params.ts";
import { DRIFTS } from "./words.ts";

const UpdateDialog = dynamic(
  () => import("@/features/rollout/update-dialog.tsx").then((module) => module.UpdateDialog),
  { ssr: false },
);

/** How every copy of a library skill stands to it, and what becomes of those that differ. */
export function DriftList() {
  const { state, url } = useListUrl(DRIFT_LIST);
  const trpc = useTRPC();
  const list = useInfiniteQuery({ ...driftListOptions(trpc, state), placeholderData: keepPreviousData });
  const repo = useRepoFilter();
  const [updating, setUpdating] = useState(false);
  const counts = list.data?.pages[0]?.counts;
  const behind = counts?.behind ?? 0;
  const mayUpdate = useMay("equip.write") && behind > 0;
  useKey("u", "Update all that is behind", () => setUpdating(true), mayUpdate);
  return (
    <>
      <PageHead title="Drift" lead={counts ? leadOf(counts) : "How copies in repos stand to the library."}>
        {mayUpdate ? (
          <Button kind="primary" keys={["u"]} onClick={() => setUpdating(true)}>
            Update all behind
          </Button>
        ) : null}
      </PageHead>
      <SkillsTabs current="drift" />
      <List
        kind={DRIFT}
        url={url}
        query={list}
        filters={[
          {
            id: "state",
            label: "State",
            any: "any state",
            options: ASKED_STATES.map((value) => ({
              value,
              label: `${value === "asks" ? "asks for a decision" : DRIFTS[value].word}${counts ? ` ${counts[value]}` : ""}`,
            })),
          },
          repo,
        ]}
        tools={<ViewMenu page="drift" url={url} />}
        empty={
          <EmptyState title="No copies" action={<ButtonLink href="/repos">Repos</ButtonLink>}>
            Equip a skill of the library in a repo; how its copy stands to the library appears here.
          </EmptyState>
        }
      />
      <Rollouts />
      {updating ? (
        <UpdateDialog
          selection={{
            ...(state.repo === null ? {} : { repos: [state.repo] }),
            ...(state.skill === null ? {} : { skills: [state.skill] }),
          }}
          onClose={() => setUpdating(false)}
        />
      ) : null}
    </>
  );
}

function leadOf({ in_sync, behind, forked, orphaned, asks, pending }: DriftPage["counts"]): string {
  const all = in_sync + behind + forked + orphaned;
  const parts = [
    `${formatCount(all, "copy", "copies")} of library skills`,
    `${in_sync} in sync`,
    ...(behind > 0 ? [`${behind} behind`] : []),
    ...(forked > 0 ? [`${forked} forked`] : []),
    ...(orphaned > 0 ? [`${orphaned} orphaned`] : []),
    ...(asks > 0 ? [`${asks} ${asks === 1 ? "asks" : "ask"} for a decision`] : []),
    ...(pending > 0 ? [`${pending} on their way`] : []),
  ];
  return `${parts.join(", ")}.`;
}
