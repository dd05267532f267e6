"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTRPC } from "@/trpc/client.ts";
import { Button, ButtonLink } from "@/ui/button.tsx";
import { EmptyState } from "@/ui/empty-state.tsx";
import { QueryError } from "@/ui/query-error.tsx";
import { Section } from "@/ui/section.tsx";
import { SkeletonTable } from "@/ui/skeleton.tsx";
import type { ListUrl } from "@/url/list-state.ts";
import { workersOptions } from "./queries.ts";
import type { CompareState } from "./search-params.ts";
import { WorkersMatrix } from "./workers-matrix.tsx";

/** All work by who did it. */
export function WorkersView({ state, url }: { state: CompareState; url: ListUrl }) {
  const trpc = useTRPC();
  const query = useQuery({ ...workersOptions(trpc, state), placeholderData: keepPreviousData });
  if (query.isError) return <QueryError error={query.error} onRetry={() => query.refetch()} />;
  if (query.isPending) return <SkeletonTable rows={6} columns={6} />;
  const { data } = query;
  if (data.rows.length > 0) {
    return (
      <Section title="Agents and models by kind of task" note={state.repo ? `in ${state.repo}` : "in all repos"}>
        <WorkersMatrix data={data} label="Agents and models" />
      </Section>
    );
  }
  if (state.q !== "" || state.repo !== null) {
    return (
      <EmptyState title="Nobody here" action={<Button onClick={url.clear}>Clear the filters</Button>}>
        No agent that the filters let through has ended a task.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="Nobody to compare yet" action={<ButtonLink href="/runs">How to report runs</ButtonLink>}>
      Agents are told apart by the name and the model in their run records. Report runs with both.
    </EmptyState>
  );
}
