"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { MarkedText } from "@/features/search/marked-text.tsx";
import { hrefOfHit, SEARCH_WORDS, stateOfHit } from "@/features/search/place.ts";
import { quickSearchOptions } from "@/features/search/queries.ts";
import { useTRPC } from "@/trpc/client.ts";
import { useSettled } from "@/ui/use-settled.ts";
import type { ActionGroup } from "./action.ts";

/** How long to wait after the last key before the server is asked. */
const SETTLE_MS = 120;

/** What search finds for what is typed, by kind; `done` once it is the answer to just that. */
export function useFound(query: string, goTo: (href: string) => void): { groups: ActionGroup[]; done: boolean } {
  const asked = useSettled(query, SETTLE_MS);
  const trpc = useTRPC();
  const found = useQuery({
    ...quickSearchOptions(trpc, asked),
    enabled: asked !== "",
    placeholderData: keepPreviousData,
    retry: false,
  });
  const answer = asked === "" || found.isError ? undefined : found.data;
  const groups = (answer?.groups ?? []).map(({ kind, hits }) => ({
    heading: SEARCH_WORDS[kind].heading,
    actions: hits.map(({ place, name, where }) => {
      const href = hrefOfHit(place);
      return {
        id: href,
        icon: SEARCH_WORDS[kind].icon,
        label: <MarkedText pieces={name} />,
        end: [stateOfHit(place), where].filter((said) => said !== null).join(" · "),
        onSelect: () => goTo(href),
      };
    }),
  }));
  return { groups, done: query === asked && !found.isFetching && !found.isPlaceholderData };
}
