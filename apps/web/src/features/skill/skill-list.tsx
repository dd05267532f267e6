"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { SkillListItem, SkillSort } from "@yardlet/services";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useMemo, type ReactNode } from "react";
import { QueryError } from "@/features/frame/query-error.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { Button, ButtonLink } from "@/ui/button.tsx";
import { EmptyState } from "@/ui/empty-state.tsx";
import { FilterChip, Filters, SearchBox } from "@/ui/filters.tsx";
import { formatCount } from "@/ui/format.ts";
import { NewsPill } from "@/ui/news-pill.tsx";
import { PageHead } from "@/ui/page-head.tsx";
import { WithPeek } from "@/ui/peek.tsx";
import { useRowCursor } from "@/ui/row-cursor.ts";
import { useShownRows } from "@/ui/shown-rows.ts";
import { SkeletonTable } from "@/ui/skeleton.tsx";
import { useStableRows } from "@/ui/stable-rows.ts";
import { SortHead, Table } from "@/ui/table.tsx";
import { useUrlState } from "@/url/use-url-state.ts";
import { skillKey, skillListOptions } from "./queries.ts";
import { SKILL_LIST } from "./search-params.ts";
import { SkillRow } from "./skill-row.tsx";
import { TIER_NAMES, TIERS } from "./words.ts";

const SkillPeek = dynamic(() => import("./skill-peek.tsx").then((module) => module.SkillPeek));

const TIER_OPTIONS = TIER_NAMES.map((tier) => ({ value: tier, label: TIERS[tier].word }));

export function SkillList() {
  const [state, setState] = useUrlState(SKILL_LIST);
  const trpc = useTRPC();
  const router = useRouter();
  const list = useQuery({ ...skillListOptions(trpc, state), placeholderData: keepPreviousData });
  const library = useQuery(trpc.library.status.queryOptions());
  const repos = useQuery(trpc.repo.list.queryOptions({}));
  const fetched = useMemo(
    () => (state.reverse ? list.data?.toReversed() : list.data) ?? [],
    [list.data, state.reverse],
  );
  const { peek, ...view } = state;
  const { rows, news, show } = useStableRows(fetched, skillKey, JSON.stringify([view, list.isPlaceholderData]));
  const peeked = rows.findIndex((skill) => skillKey(skill) === peek);
  const { shown, hidden, showMore } = useShownRows(rows);
  const { cursor } = useRowCursor(shown, {
    keyOf: skillKey,
    at: peek ?? undefined,
    onMove: (skill) => peek !== null && setState({ peek: skillKey(skill) }),
    onOpen: (skill) =>
      peek === skillKey(skill) ? router.push(`/skills/${peek}`) : setState({ peek: skillKey(skill) }),
  });
  const filtered = state.q !== "" || state.tier !== null || state.preset !== null || state.home !== null;
  const clear = () => setState({ q: null, tier: null, preset: null, home: null });
  return (
    <WithPeek
      peek={
        peek === null ? null : (
          <SkillPeek
            key={peek}
            skillKey={peek}
            place={peeked < 0 ? undefined : `${peeked + 1} of ${rows.length}`}
            onClose={() => setState({ peek: null })}
          />
        )
      }
    >
      <PageHead title="Skills" lead={leadOf(rows)} />
      <Filters>
        <SearchBox label="Search skills" value={state.q} onChange={(q) => setState({ q: q || null })} />
        <FilterChip
          label="Tier"
          any="any tier"
          value={state.tier}
          options={TIER_OPTIONS}
          onChange={(tier) => setState({ tier })}
        />
        <FilterChip
          label="Preset"
          any="any preset"
          value={state.preset}
          options={(library.data?.presets ?? []).map(({ name }) => ({ value: name, label: name }))}
          onChange={(preset) => setState({ preset })}
        />
        <FilterChip
          label="Home"
          any="any home"
          value={state.home}
          options={["library", ...(repos.data ?? []).map(({ slug }) => slug)].map((home) => ({
            value: home,
            label: home,
          }))}
          onChange={(home) => setState({ home })}
        />
        {filtered ? (
          <Button kind="quiet" onClick={clear}>
            Clear
          </Button>
        ) : null}
        <span className="end">
          <NewsPill count={news} onShow={show} />
        </span>
      </Filters>
      {list.isError && rows.length === 0 ? <QueryError error={list.error} onRetry={() => list.refetch()} /> : null}
      {list.isPending ? <SkeletonTable columns={6} /> : null}
      {list.isSuccess && rows.length === 0 ? (
        <NoSkills filtered={filtered} onClear={clear} reading={library.data?.syncedAt === null} />
      ) : null}
      {rows.length > 0 ? (
        <Table stuck label="Skills">
          <thead>
            <tr>
              <Head sort="name" state={state}>
                Skill
              </Head>
              <th scope="col" className="p3 px">
                Description
              </th>
              <Head sort="tier" state={state} className="p2">
                Tier
              </Head>
              <th scope="col" className="num">
                Version
              </th>
              <Head sort="equipped" state={state} className="num">
                Equipped in
              </Head>
              <Head sort="behind" state={state} className="num p2">
                Behind in
              </Head>
              <th scope="col" className="p2">
                Checks
              </th>
              <th scope="col" className="p2 px">
                Home
              </th>
              <Head sort="updated" state={state} className="num p3 px">
                Published
              </Head>
            </tr>
          </thead>
          <tbody>
            {shown.map((skill) => (
              <SkillRow
                key={skillKey(skill)}
                skill={skill}
                selected={cursor === skillKey(skill)}
                onPeek={() => setState({ peek: skillKey(skill) })}
              />
            ))}
          </tbody>
        </Table>
      ) : null}
      {hidden > 0 ? (
        <p className="more">
          <Button onClick={showMore}>Show more of the {formatCount(hidden, "skill")} below</Button>
        </p>
      ) : null}
    </WithPeek>
  );
}

type ListState = ReturnType<typeof SKILL_LIST.read>;

/** A column that sorts: names and tiers from the first, numbers and times from the highest; once more turns it round. */
function Head({
  sort,
  state,
  className,
  children,
}: {
  sort: SkillSort;
  state: ListState;
  className?: string;
  children: ReactNode;
}) {
  const active = state.sort === sort;
  const ascending = (sort === "name" || sort === "tier") !== state.reverse;
  return (
    <SortHead
      {...(className ? { className } : {})}
      href={SKILL_LIST.href("/skills", { ...state, sort, reverse: active ? !state.reverse : false })}
      sorted={active ? (ascending ? "ascending" : "descending") : undefined}
    >
      {children}
    </SortHead>
  );
}

function leadOf(skills: readonly SkillListItem[]): string {
  const behind = skills.filter((skill) => skill.behindIn > 0).length;
  const faulty = skills.filter((skill) => skill.findings.error > 0).length;
  const parts = [
    formatCount(skills.length, "skill"),
    ...(behind > 0 ? [`${behind} behind in some repo`] : []),
    ...(faulty > 0 ? [`${faulty} with errors`] : []),
  ];
  return `${parts.join(", ")}.`;
}

function NoSkills({ filtered, reading, onClear }: { filtered: boolean; reading: boolean; onClear(): void }) {
  if (filtered) {
    return (
      <EmptyState title="No skill matches" action={<Button onClick={onClear}>Clear the filters</Button>}>
        Search looks at names and descriptions.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={reading ? "The library is being read" : "The library is empty"}
      action={<ButtonLink href="/settings?tab=library">Library settings</ButtonLink>}
    >
      {reading
        ? "Skills appear here as soon as it has been read for the first time."
        : "Choose a git repository that feeds it, or sync the built-in one."}
    </EmptyState>
  );
}
