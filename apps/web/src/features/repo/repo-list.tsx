"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { RepoListItem, RepoSort } from "@yardlet/services";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useMemo, type ReactNode } from "react";
import { QueryError } from "@/features/frame/query-error.tsx";
import { useMay } from "@/features/frame/viewer.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { Button, ButtonLink } from "@/ui/button.tsx";
import { EmptyState } from "@/ui/empty-state.tsx";
import { FilterChip, Filters, SearchBox } from "@/ui/filters.tsx";
import { formatCount } from "@/ui/format.ts";
import { useKey } from "@/ui/keys.ts";
import { NewsPill } from "@/ui/news-pill.tsx";
import { PageHead } from "@/ui/page-head.tsx";
import { WithPeek } from "@/ui/peek.tsx";
import { useRowCursor } from "@/ui/row-cursor.ts";
import { useShownRows } from "@/ui/shown-rows.ts";
import { SkeletonTable } from "@/ui/skeleton.tsx";
import { useStableRows } from "@/ui/stable-rows.ts";
import { SortHead, Table } from "@/ui/table.tsx";
import { useUrlState } from "@/url/use-url-state.ts";
import { repoListOptions } from "./queries.ts";
import { RepoRow } from "./repo-row.tsx";
import { REPO_LIST } from "./search-params.ts";

const RepoPeek = dynamic(() => import("./repo-peek.tsx").then((module) => module.RepoPeek));

export function RepoList() {
  const [state, setState] = useUrlState(REPO_LIST);
  const trpc = useTRPC();
  const router = useRouter();
  const list = useQuery({ ...repoListOptions(trpc, state), placeholderData: keepPreviousData });
  const fetched = useMemo(
    () => (state.reverse ? list.data?.toReversed() : list.data) ?? [],
    [list.data, state.reverse],
  );
  const view = JSON.stringify([state.q, state.preset, state.sort, state.reverse, list.isPlaceholderData]);
  const { rows, news, show } = useStableRows(fetched, (repo) => repo.slug, view);
  const presets = useQuery(trpc.library.status.queryOptions());
  const peeked = state.peek === null ? -1 : rows.findIndex((repo) => repo.slug === state.peek);
  const { shown, hidden, showMore } = useShownRows(rows);
  const { cursor } = useRowCursor(shown, {
    keyOf: (repo) => repo.slug,
    at: state.peek ?? undefined,
    onMove: ({ slug }) => state.peek !== null && setState({ peek: slug }),
    onOpen: ({ slug }) => (state.peek === slug ? router.push(`/repos/${slug}`) : setState({ peek: slug })),
  });
  const mayAdd = useMay("repo.add");
  useKey("n", "Add repos", () => router.push("/repos/add"), mayAdd);
  const filtered = state.q !== "" || state.preset !== null;
  return (
    <WithPeek
      peek={
        state.peek === null ? null : (
          <RepoPeek
            key={state.peek}
            slug={state.peek}
            place={peeked < 0 ? undefined : `${peeked + 1} of ${rows.length}`}
            onClose={() => setState({ peek: null })}
          />
        )
      }
    >
      <PageHead title="Repos" lead={leadOf(fetched)}>
        {mayAdd ? (
          <ButtonLink kind="primary" keys={["n"]} href="/repos/add">
            Add repos
          </ButtonLink>
        ) : null}
      </PageHead>
      <Filters>
        <SearchBox label="Search repos" value={state.q} onChange={(q) => setState({ q: q || null })} />
        <FilterChip
          label="Preset"
          any="any preset"
          value={state.preset}
          options={(presets.data?.presets ?? []).map(({ name }) => ({ value: name, label: name }))}
          onChange={(preset) => setState({ preset })}
        />
        {filtered ? (
          <Button kind="quiet" onClick={() => setState({ q: null, preset: null })}>
            Clear
          </Button>
        ) : null}
        <span className="end">
          <NewsPill count={news} onShow={show} />
        </span>
      </Filters>
      {list.isError && rows.length === 0 ? <QueryError error={list.error} onRetry={() => list.refetch()} /> : null}
      {list.isPending ? <SkeletonTable columns={7} /> : null}
      {list.isSuccess && rows.length === 0 ? <NoRepos filtered={filtered} mayAdd={mayAdd} /> : null}
      {rows.length > 0 ? (
        <Table stuck label="Repos">
          <thead>
            <tr>
              <Head sort="name" state={state}>
                Repo
              </Head>
              <th scope="col" className="p2">
                Presets
              </th>
              <Head sort="equipped" state={state} className="num">
                Equipped
              </Head>
              <Head sort="behind" state={state} className="num p2">
                Behind
              </Head>
              <Head sort="suggested" state={state} className="num">
                Suggested
              </Head>
              <Head sort="gaps" state={state} className="num p3 px">
                Gaps
              </Head>
              <Head sort="synced" state={state} className="p2">
                Last sync
              </Head>
              <th scope="col" className="p3 px">
                Delivery
              </th>
              <th scope="col" className="p3 px">
                auto_equip
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((repo) => (
              <RepoRow
                key={repo.slug}
                repo={repo}
                selected={cursor === repo.slug}
                onPeek={() => setState({ peek: repo.slug })}
              />
            ))}
          </tbody>
        </Table>
      ) : null}
      {hidden > 0 ? (
        <p className="more">
          <Button onClick={showMore}>Show more of the {formatCount(hidden, "repo")} below</Button>
        </p>
      ) : null}
    </WithPeek>
  );
}

interface ListState {
  q: string;
  preset: string | null;
  sort: RepoSort;
  reverse: boolean;
  peek: string | null;
}

/** A column that sorts: names from A, numbers and times from the highest; once more turns it round. */
function Head({
  sort,
  state,
  className,
  children,
}: {
  sort: RepoSort;
  state: ListState;
  className?: string;
  children: ReactNode;
}) {
  const active = state.sort === sort;
  const ascending = (sort === "name") !== state.reverse;
  return (
    <SortHead
      {...(className ? { className } : {})}
      href={REPO_LIST.href("/repos", { ...state, sort, reverse: active ? !state.reverse : false })}
      sorted={active ? (ascending ? "ascending" : "descending") : undefined}
    >
      {children}
    </SortHead>
  );
}

function leadOf(repos: readonly RepoListItem[]): string {
  const count = (has: (repo: RepoListItem) => boolean) => repos.filter(has).length;
  const parts = [
    [count((repo) => repo.suggested > 0), "with suggestions"],
    [count((repo) => repo.behind > 0), "behind the library"],
    [count((repo) => repo.state === "error"), "that can’t be read"],
  ] as const;
  const told = parts.flatMap(([number, words]) => (number > 0 ? [`${number} ${words}`] : []));
  return [formatCount(repos.length, "repo"), ...told].join(", ") + ".";
}

function NoRepos({ filtered, mayAdd }: { filtered: boolean; mayAdd: boolean }) {
  if (filtered) {
    return (
      <EmptyState title="No repo matches">
        Search looks at names and locations; clear the filters to see all.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="No repos yet"
      command="npx yardlet skill suggest"
      action={mayAdd ? <ButtonLink href="/repos/add">Add repos</ButtonLink> : null}
    >
      {mayAdd ? "Add the repositories your agents work in" : "An admin adds the repositories your agents work in"}; a
      dry run shows what would be equipped. For one repository and no server, run this in its folder:
    </EmptyState>
  );
}
