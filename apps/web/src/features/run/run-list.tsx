"use client";

import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useRepoFilter } from "@/features/repo/repo-filter.ts";
import { ViewMenu } from "@/features/view/view-menu.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { Button } from "@/ui/button.tsx";
import { EmptyState } from "@/ui/empty-state.tsx";
import { type Filter, plainOptions } from "@/ui/list/list-bar.tsx";
import { List } from "@/ui/list/list.tsx";
import { PageHead } from "@/ui/page-head.tsx";
import { When } from "@/ui/time.tsx";
import { useListUrl } from "@/url/use-list-url.ts";
import { runListOptions } from "./queries.ts";
import { REPO_RUNS, RUNS } from "./run-columns.tsx";
import { RunsTabs } from "./runs-tabs.tsx";
import { readRunKey, RUN_LIST, SINCE_NAMES } from "./search-params.ts";
import { UnresolvedNotice } from "./unresolved-notice.tsx";
import { ROLE_NAMES, ROLES, STATE_NAMES, STATES } from "./words.ts";

const FirstRun = dynamic(() => import("./first-run.tsx").then((module) => module.FirstRun));
const RunPeek = dynamic(() => import("./run-peek.tsx").then((module) => module.RunPeek));

const SINCE_WORDS = { "1d": "24 hours", "7d": "7 days", "28d": "28 days" } as const;
const STATE_OPTIONS = STATE_NAMES.map((value) => ({ value, label: STATES[value].word }));
const ROLE_OPTIONS = ROLE_NAMES.map((value) => ({ value, label: ROLES[value] }));
const SINCE_OPTIONS = SINCE_NAMES.map((value) => ({ value, label: SINCE_WORDS[value] }));

/** Every run, or those of one repo, newest first. `address` is the server's own, for the command that sends the first. */
export function RunList({ address, repo }: { address: string; repo?: string }) {
  const { state, url } = useListUrl(RUN_LIST);
  const trpc = useTRPC();
  const filters = repo === undefined ? state : { ...state, repo };
  const list = useInfiniteQuery({ ...runListOptions(trpc, filters), placeholderData: keepPreviousData });
  const runs = (list.data?.pages ?? []).flatMap((page) => page.runs);
  const repos = useRepoFilter();
  const skills = useQuery(trpc.skill.list.queryOptions({}));
  const skillNames = withChosen(
    (skills.data ?? []).map(({ name }) => name),
    state.skill,
  );
  const agents = withChosen(
    runs.flatMap(({ agent }) => agent ?? []),
    state.agent,
  );
  const chips: Filter[] = [
    ...(repo === undefined ? [repos] : []),
    { id: "skill", label: "Skill", any: "any skill", options: plainOptions(skillNames) },
    { id: "state", label: "State", any: "any state", options: STATE_OPTIONS },
    { id: "role", label: "Role", any: "any role", options: ROLE_OPTIONS },
    { id: "agent", label: "Agent", any: "any agent", options: plainOptions(agents) },
    { id: "since", label: "Since", any: "ever", options: SINCE_OPTIONS },
  ];
  const lookedTo = list.data?.pages.at(-1)?.lookedTo ?? null;
  return (
    <List
      kind={repo === undefined ? RUNS : REPO_RUNS}
      url={url}
      query={list}
      filters={chips}
      tools={<ViewMenu page="runs" url={url} />}
      {...(repo === undefined
        ? {
            renderPeek: (key: string, panel: { place: string | undefined; onClose: () => void }) => (
              <RunPeek key={key} run={readRunKey(key)} {...panel} />
            ),
          }
        : {})}
      head={
        <>
          {repo === undefined ? (
            <>
              <PageHead
                title="Runs"
                lead="A run is one attempt of an agent at a task. Tasks that serve one purpose share an intent: scores count intents, not runs."
              />
              <RunsTabs current="runs" />
            </>
          ) : null}
          <UnresolvedNotice {...(repo === undefined ? {} : { repo })} />
        </>
      }
      empty={
        url.filtered ? (
          <NoMatch
            lookedTo={lookedTo}
            busy={list.isFetchingNextPage}
            onMore={() => void list.fetchNextPage()}
            onClear={url.clear}
          />
        ) : (
          <FirstRun address={address} {...(repo === undefined ? {} : { repo })} />
        )
      }
    />
  );
}

/** Words to choose from, each once and in order; what is chosen is among them. */
function withChosen(words: readonly string[], chosen: string | null): string[] {
  return [...new Set([...words, ...(chosen === null ? [] : [chosen])])].toSorted();
}

/** A rare match may lie further back than one answer looks. */
function NoMatch({
  lookedTo,
  busy,
  onMore,
  onClear,
}: {
  lookedTo: Date | null;
  busy: boolean;
  onMore: () => void;
  onClear: () => void;
}) {
  const clear = <Button onClick={onClear}>Clear the filters</Button>;
  return (
    <>
      <h2 className="vh">Nothing to show</h2>
      {lookedTo === null ? (
        <EmptyState title="No run matches" action={clear}>
          Search looks at tasks, intents, run ids and agents.
        </EmptyState>
      ) : (
        <EmptyState
          title="No run matches so far"
          action={
            <>
              <Button busy={busy} onClick={onMore}>
                Look further back
              </Button>
              {clear}
            </>
          }
        >
          All runs since <When at={lookedTo} /> UTC were looked at, and there are older ones.
        </EmptyState>
      )}
    </>
  );
}
