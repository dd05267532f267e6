"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { SearchAnswer, SearchGroup } from "@yardlet/services";
import { useRepoFilter } from "@/features/repo/repo-filter.ts";
import { visibleText } from "@/features/run/visible-text.ts";
import { useTRPC } from "@/trpc/client.ts";
import { EmptyState } from "@/ui/empty-state.tsx";
import { FilterChip, Filters, SearchBox } from "@/ui/filters.tsx";
import { formatCount, formatNumber } from "@/ui/format.ts";
import { Link } from "@/ui/link.tsx";
import { PageHead } from "@/ui/page-head.tsx";
import { QueryError } from "@/ui/query-error.tsx";
import { Section } from "@/ui/section.tsx";
import { Tabs } from "@/ui/tabs.tsx";
import { useUrlState } from "@/url/use-url-state.ts";
import { HitRow } from "./hit-row.tsx";
import { SEARCH_WORDS } from "./place.ts";
import { OF_ONE, searchOptions } from "./queries.ts";
import { MOST_PAGES, SEARCH, type SearchState } from "./search-params.ts";

/** Everything in which the words stand that were typed, by kind. */
export function SearchView() {
  const [state, set] = useUrlState(SEARCH);
  const trpc = useTRPC();
  const repo = useRepoFilter();
  const found = useQuery({
    ...searchOptions(trpc, state),
    enabled: state.q !== "",
    placeholderData: keepPreviousData,
    retry: false,
  });
  const answer = state.q === "" ? undefined : found.data;
  return (
    <>
      <PageHead title="Search" lead={answer ? leadOf(answer) : undefined} />
      <Filters>
        <SearchBox wide label="Search everything" value={state.q} onChange={(q) => set({ q, page: null })} />
        <FilterChip {...repo} value={state.repo} onChange={(slug) => set({ repo: slug, page: null })} />
      </Filters>
      {state.q === "" ? <NothingAsked /> : null}
      {state.q !== "" && found.isError ? <QueryError error={found.error} onRetry={() => void found.refetch()} /> : null}
      {answer && !found.isError ? <Answer state={state} answer={answer} /> : null}
    </>
  );
}

function Answer({ state, answer: { groups, near } }: { state: SearchState; answer: SearchAnswer }) {
  if (groups.length === 0) return <NoHit state={state} near={near} />;
  const shown = groups.filter(({ kind, hits }) => (state.kind === null || kind === state.kind) && hits.length > 0);
  const hrefOf = (kind: SearchState["kind"]) => SEARCH.href("/search", { ...state, kind, page: null });
  return (
    <>
      <Tabs
        label="Kinds"
        items={[
          { href: hrefOf(null), label: "All", current: state.kind === null },
          ...groups.map((group) => ({
            href: hrefOf(group.kind),
            label: (
              <>
                {SEARCH_WORDS[group.kind].heading} <span>{countOf(group)}</span>
              </>
            ),
            current: state.kind === group.kind,
          })),
        ]}
      />
      {shown.map((group) => (
        <Section
          key={group.kind}
          title={SEARCH_WORDS[group.kind].heading}
          end={
            state.kind === null && group.total > group.hits.length ? (
              <Link href={hrefOf(group.kind)}>
                All {countOf(group)} {SEARCH_WORDS[group.kind].heading.toLowerCase()}
              </Link>
            ) : null
          }
        >
          <ul className="hits">
            {group.hits.map((hit) => (
              <HitRow key={JSON.stringify(hit.place)} hit={hit} />
            ))}
          </ul>
          {state.kind === null ? null : <Pages state={state} total={group.total} />}
        </Section>
      ))}
      {shown.length === 0 ? (
        <EmptyState title="None of this kind" action={<Link href={hrefOf(null)}>Show all kinds</Link>}>
          Something else has these words.
        </EmptyState>
      ) : null}
    </>
  );
}

/** Steps through the pages of one kind. */
function Pages({ state, total }: { state: SearchState; total: number }) {
  const page = Number(state.page);
  const last = Math.min(MOST_PAGES, Math.ceil(total / OF_ONE));
  if (last <= 1) return null;
  const hrefOf = (to: number) => SEARCH.href("/search", { ...state, page: String(to) });
  return (
    <nav className="row" aria-label="Pages">
      {page > 1 ? <Link href={hrefOf(page - 1)}>Previous</Link> : null}
      <span className="t3">
        Page {page} of {last}
      </span>
      {page < last ? <Link href={hrefOf(page + 1)}>Next</Link> : null}
    </nav>
  );
}

function countOf({ total, more }: SearchGroup): string {
  return `${formatNumber(total)}${more ? "+" : ""}`;
}

function leadOf({ groups }: SearchAnswer): string | undefined {
  const total = groups.reduce((sum, group) => sum + group.total, 0);
  if (total === 0) return undefined;
  return `${groups.some(({ more }) => more) ? "More than " : ""}${formatCount(total, "hit")}.`;
}

function NothingAsked() {
  return (
    <EmptyState title="What are you looking for?">
      Names, texts and lessons of skills, ids, tasks, failure codes, agents and models of runs, what waits for a
      decision, repos and the newest jobs. The beginning of a word is enough.
    </EmptyState>
  );
}

function NoHit({ state, near }: { state: SearchState; near: readonly string[] }) {
  return (
    <EmptyState
      title={`No hit for “${visibleText(state.q)}”`}
      action={
        state.repo === null ? null : (
          <Link href={SEARCH.href("/search", { ...state, repo: null, page: null })}>Search in all repos</Link>
        )
      }
    >
      {near.length === 0 ? "Every word has to be there; try fewer words, or the beginning of one." : "Did you mean "}
      {near.map((name, index) => (
        <span key={name}>
          {index > 0 ? ", " : null}
          <Link href={SEARCH.href("/search", { q: name })}>{name}</Link>
        </span>
      ))}
      {near.length === 0 ? null : "?"}
    </EmptyState>
  );
}
