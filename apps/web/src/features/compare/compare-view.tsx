"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { Compared } from "@yardlet/services";
import dynamic from "next/dynamic";
import { useRepoSlugs } from "@/features/repo/repo-filter.ts";
import { STATE_NAMES, STATES } from "@/features/score/words.ts";
import { TIER_NAMES, TIERS } from "@/features/skill/words.ts";
import { ViewMenu } from "@/features/view/view-menu.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { Button, ButtonLink } from "@/ui/button.tsx";
import { EmptyState } from "@/ui/empty-state.tsx";
import { FilterChip, Filters, SearchBox } from "@/ui/filters.tsx";
import { formatCount } from "@/ui/format.ts";
import { Link } from "@/ui/link.tsx";
import { plainOptions } from "@/ui/list/list-bar.tsx";
import { PageHead } from "@/ui/page-head.tsx";
import { QueryError } from "@/ui/query-error.tsx";
import { Section } from "@/ui/section.tsx";
import { SkeletonTable } from "@/ui/skeleton.tsx";
import type { ListUrl } from "@/url/list-state.ts";
import { useListUrl } from "@/url/use-list-url.ts";
import { compareOptions, readCompareKey, SOME } from "./queries.ts";
import { COMPARE, type CompareState, MODES } from "./search-params.ts";

// Drawn on the server as ever; only their code comes behind the page's.
const CompareMatrix = dynamic(() => import("./compare-matrix.tsx").then((module) => module.CompareMatrix));
const ExportButtons = dynamic(() => import("./export-buttons.tsx").then((module) => module.ExportButtons));
const ChosenVersion = dynamic(() => import("./chosen-version.tsx").then((module) => module.ChosenVersion));
const VersionsTable = dynamic(() => import("./versions-table.tsx").then((module) => module.VersionsTable));
const WorkersView = dynamic(() => import("./workers-view.tsx").then((module) => module.WorkersView));

const TITLES = {
  score: { tab: "Score", section: "Skills by repo" },
  uplift: { tab: "With − without", section: "With against without, by repo" },
  versions: { tab: "Version − version", section: "Each version against the one before it" },
  workers: { tab: "Agents", section: "Agents and models by kind of task" },
} as const satisfies Record<CompareState["mode"], { tab: string; section: string }>;

/** Versions against each other over all repos, and agents too. All of the page's state is in its URL. */
export function CompareView() {
  const { state, url } = useListUrl(COMPARE);
  const trpc = useTRPC();
  const query = useQuery({ ...compareOptions(trpc, state), placeholderData: keepPreviousData });
  const { data } = query;
  const columns = data ? (state.all ? data.repos : data.repos.slice(0, SOME.columns)) : [];
  return (
    <>
      <PageHead title="Compare" lead={leadOf(state, data)}>
        <ExportButtons state={state} data={data} columns={columns} />
      </PageHead>
      <CompareBar state={state} url={url} kinds={data?.kinds ?? []} />
      {state.mode === "workers" ? (
        <WorkersView state={state} url={url} />
      ) : (
        <>
          {query.isPending ? <SkeletonTable rows={10} columns={6} /> : null}
          {query.isError ? <QueryError error={query.error} onRetry={() => query.refetch()} /> : null}
          {data && data.rows.length === 0 ? <NoRows filtered={url.filtered} onClear={url.clear} /> : null}
          {data && data.rows.length > 0 ? <Comparison {...{ state, url, data, columns }} /> : null}
        </>
      )}
    </>
  );
}

interface ComparisonProps {
  state: CompareState;
  url: ListUrl;
  data: Compared;
  columns: readonly string[];
}

function Comparison({ state, url, data, columns }: ComparisonProps) {
  const chosen = (state.peek === null ? undefined : readCompareKey(state.peek)) ?? data.rows[0];
  return (
    <>
      <Section title={TITLES[state.mode].section} end={<ShowAll state={state} data={data} url={url} />}>
        {state.mode === "versions" ? (
          <VersionsTable rows={data.rows} url={url} />
        ) : (
          <CompareMatrix data={data} columns={columns} state={state} url={url} />
        )}
      </Section>
      {chosen ? (
        <div className="below">
          <ChosenVersion
            home={chosen.home}
            name={chosen.name}
            version={chosen.version}
            filtered={state.mode === "score" && (state.kind !== null || state.repo !== null)}
          />
        </div>
      ) : null}
    </>
  );
}

function CompareBar({ state, url, kinds }: { state: CompareState; url: ListUrl; kinds: readonly string[] }) {
  const slugs = useRepoSlugs();
  const tiers = TIER_NAMES.map((tier) => ({ value: tier, label: TIERS[tier].word }));
  return (
    <Filters>
      <nav className="seg" aria-label="What is compared">
        {MODES.map((mode) => (
          <Link
            key={mode}
            href={url.hrefTo({ mode, sort: "intents", reverse: false, ...searchedAnew(state.mode, mode) })}
            scroll={false}
            aria-current={mode === state.mode ? "true" : undefined}
          >
            {TITLES[mode].tab}
          </Link>
        ))}
      </nav>
      <SearchBox
        label={state.mode === "workers" ? "Search agents" : "Search skills"}
        value={state.q}
        onChange={(q) => url.set({ q })}
      />
      {state.mode === "workers" ? null : (
        <FilterChip
          label="Tier"
          any="any tier"
          value={state.tier}
          options={tiers}
          onChange={(tier) => url.set({ tier })}
        />
      )}
      {state.mode === "score" ? (
        <FilterChip
          label="Kind of task"
          any="any kind"
          value={state.kind}
          options={plainOptions(kinds)}
          onChange={(kind) => url.set({ kind })}
        />
      ) : null}
      {state.mode === "score" ? (
        <FilterChip
          label="State"
          any="any state"
          value={state.state}
          options={STATE_NAMES.map((value) => ({ value, label: STATES[value].word }))}
          onChange={(place) => url.set({ state: place })}
        />
      ) : null}
      {state.mode === "versions" ? null : (
        <FilterChip
          label="Repo"
          any="any repo"
          value={state.repo}
          options={plainOptions(slugs)}
          onChange={(repo) => url.set({ repo })}
        />
      )}
      {url.filtered && filterHolds(state) ? (
        <Button
          kind="quiet"
          onClick={() => url.set({ q: null, tier: null, kind: null, repo: null, state: null, skills: null, all: null })}
        >
          Clear
        </Button>
      ) : null}
      <div className="end">
        <ViewMenu page="compare" url={url} />
      </div>
    </Filters>
  );
}

/** The names of skills are no names of agents. */
function searchedAnew(from: CompareState["mode"], to: CompareState["mode"]): { q?: null } {
  return (from === "workers") === (to === "workers") ? {} : { q: null };
}

function filterHolds({ q, tier, kind, repo, state, skills }: CompareState): boolean {
  return q !== "" || [tier, kind, repo, state, skills].some((value) => value !== null);
}

function ShowAll({ state, data, url }: { state: CompareState; data: Compared; url: ListUrl }) {
  const cut = data.total > data.rows.length || (state.mode !== "versions" && data.repos.length > SOME.columns);
  if (!cut && !state.all) return null;
  return (
    <button type="button" className="link" onClick={() => url.set({ all: state.all ? null : true })}>
      {state.all ? "show fewer" : `all ${formatCount(data.total, "skill")}, ${formatCount(data.repos.length, "repo")}`}
    </button>
  );
}

function leadOf({ skills, kind, mode }: CompareState, data: Compared | undefined): string {
  if (mode === "workers") return LEADS.workers;
  const what = skills ? "The versions you chose, in each repo." : LEADS[mode];
  const only = kind && mode === "score" ? ` Tasks of kind ${kind} alone.` : "";
  const without = data && data.without > 0 && !skills ? ` ${LEFT_OUT[mode](data.without)} left out.` : "";
  return `${what}${only}${without}`;
}

const LEADS = {
  score: "The version in force of each skill, in each repo, and how the repo stands to it.",
  uplift: "Work with the version in force against work without the skill, in the same repo and kind of task.",
  versions: "The version in force of each skill against the newest older one that has evidence.",
  workers: "What each agent and model is worth, over all skills, by the kind of task it did.",
} as const satisfies Record<CompareState["mode"], string>;

const LEFT_OUT = {
  score: (count) => `${formatCount(count, "skill")} without evidence or a place`,
  uplift: (count) => `${formatCount(count, "skill")} without evidence`,
  versions: (count) => `${formatCount(count, "skill")} without evidence on an older version`,
} as const satisfies Record<Exclude<CompareState["mode"], "workers">, (count: number) => string>;

function NoRows({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  if (filtered) {
    return (
      <EmptyState title="Nothing to compare here" action={<Button onClick={onClear}>Clear the filters</Button>}>
        No skill that the filters let through has evidence of this sort.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="Nothing to compare yet" action={<ButtonLink href="/runs">How to report runs</ButtonLink>}>
      Skills are compared by the tasks whose runs named them. Report runs, and each skill gets a score in each repo as
      they come in.
    </EmptyState>
  );
}
