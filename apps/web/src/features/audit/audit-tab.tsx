"use client";

import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { ActorKind, AuditEntry } from "@yardlet/core/audit";
import { useState } from "react";
import { QueryError } from "@/features/frame/query-error.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { Button, RowAction } from "@/ui/button.tsx";
import { EmptyState } from "@/ui/empty-state.tsx";
import { FilterChip, Filters } from "@/ui/filters.tsx";
import { Link } from "@/ui/link.tsx";
import { SkeletonTable } from "@/ui/skeleton.tsx";
import { ActionHead, Table } from "@/ui/table.tsx";
import { When } from "@/ui/time.tsx";
import { useUrlState } from "@/url/use-url-state.ts";
import { auditListOptions } from "./queries.ts";
import { AUDIT_FILTERS } from "./search-params.ts";
import { didWord } from "./words.ts";

const ACTOR_OPTIONS = [
  { value: "person", label: "people" },
  { value: "worker", label: "Yardlet itself" },
  { value: "setup", label: "the command line" },
] as const satisfies readonly { value: ActorKind; label: string }[];

export function AuditTab() {
  const [filters, setFilters] = useUrlState(AUDIT_FILTERS);
  const trpc = useTRPC();
  const log = useInfiniteQuery({ ...auditListOptions(trpc, filters), placeholderData: keepPreviousData });
  const repos = useQuery(trpc.repo.list.queryOptions({}));
  const entries = log.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <>
      <Filters>
        <FilterChip
          label="Done by"
          any="anybody"
          value={filters.actor}
          options={ACTOR_OPTIONS}
          onChange={(actor) => setFilters({ actor })}
        />
        <FilterChip
          label="Repo"
          any="any repo"
          value={filters.repo}
          options={(repos.data ?? []).map(({ slug }) => ({ value: slug, label: slug }))}
          onChange={(repo) => setFilters({ repo })}
        />
      </Filters>
      {log.isError && entries.length === 0 ? <QueryError error={log.error} onRetry={() => log.refetch()} /> : null}
      {log.isPending ? <SkeletonTable columns={5} /> : null}
      {log.isSuccess && entries.length === 0 ? (
        <EmptyState title="Nothing here">Nobody has done such a thing yet; every change appears here.</EmptyState>
      ) : null}
      {entries.length > 0 ? (
        <Table dense stuck label="Audit log">
          <thead>
            <tr>
              <th scope="col">When, UTC</th>
              <th scope="col" className="p2">
                Who
              </th>
              <th scope="col">Did</th>
              <th scope="col">What</th>
              <th scope="col" className="p3">
                Where
              </th>
              <th scope="col" className="p2">
                Because
              </th>
              <ActionHead />
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <AuditRow key={entry.id} entry={entry} />
            ))}
          </tbody>
        </Table>
      ) : null}
      {log.hasNextPage && entries.length > 0 ? (
        <p className="more">
          <Button busy={log.isFetchingNextPage} onClick={() => log.fetchNextPage()}>
            Show older
          </Button>
        </p>
      ) : null}
    </>
  );
}

function AuditRow({ entry }: { entry: AuditEntry }) {
  const [open, setOpen] = useState(false);
  const hasDetails = Object.keys(entry.details).length > 0;
  return (
    <>
      <tr>
        <td className="t3 nw">
          <When at={entry.at} />
        </td>
        <td className="nw p2">{entry.actorName}</td>
        <td className="nw" title={entry.action}>
          {didWord(entry.action)}
        </td>
        <td>
          <span className="clamp">{entry.subject}</span>
          <span className="sub m-only">{entry.actorName}</span>
        </td>
        <td className="t2 nw p3">
          {entry.repoSlug ? <Link href={`/repos/${entry.repoSlug}`}>{entry.repoSlug}</Link> : "—"}
        </td>
        <td className="t2 p2">{entry.reason}</td>
        <td className="num">
          {hasDetails ? (
            <RowAction aria-expanded={open} onClick={() => setOpen(!open)}>
              {open ? "close" : "open"}
            </RowAction>
          ) : null}
        </td>
      </tr>
      {open ? (
        <tr>
          <td colSpan={7}>
            <pre className="json">{JSON.stringify(entry.details, null, 2)}</pre>
          </td>
        </tr>
      ) : null}
    </>
  );
}
