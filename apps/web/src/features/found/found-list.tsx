"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useRepoFilter } from "@/features/repo/repo-filter.ts";
import { SkillsTabs } from "@/features/skill/skills-tabs.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { ButtonLink } from "@/ui/button.tsx";
import { EmptyState } from "@/ui/empty-state.tsx";
import { List } from "@/ui/list/list.tsx";
import { Note } from "@/ui/note.tsx";
import { PageHead } from "@/ui/page-head.tsx";
import { useListUrl } from "@/url/use-list-url.ts";
import { FOUND } from "./found-columns.tsx";
import { foundListOptions } from "./queries.ts";
import { FOUND_LIST } from "./search-params.ts";
import { leadOf, STANDING_ORDER, STANDINGS } from "./words.ts";

/** Skills that people keep in the repos themselves, over all repos, compared with the library. */
export function FoundList() {
  const { state, url } = useListUrl(FOUND_LIST);
  const trpc = useTRPC();
  const list = useInfiniteQuery({ ...foundListOptions(trpc, state), placeholderData: keepPreviousData });
  const repo = useRepoFilter();
  const first = list.data?.pages[0];
  return (
    <>
      <PageHead title="Found" lead={first ? leadOf(first.counts) : "Skills that Yardlet did not place."} />
      <SkillsTabs current="found" />
      {first?.isCut ? <Note tone="warn">There is more than can be compared at once; choose a repo.</Note> : null}
      <List
        kind={FOUND}
        url={url}
        query={list}
        filters={[
          {
            id: "standing",
            label: "Against the library",
            any: "all",
            options: STANDING_ORDER.map((value) => ({
              value,
              label: `${STANDINGS[value].word}${first ? ` ${first.counts[value]}` : ""}`,
            })),
          },
          repo,
        ]}
        empty={
          <EmptyState title="Nothing found" action={<ButtonLink href="/repos">Repos</ButtonLink>}>
            Skills in .claude/skills, .github/skills, .codex/skills and the like appear here once a repo that has some
            is synced.
          </EmptyState>
        }
      />
    </>
  );
}
