"use client";

import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { Job } from "@yardlet/core/job";
import { useRouter } from "next/navigation";
import { useMemo } from "react";
import { QueryError } from "@/features/frame/query-error.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { Button, ButtonLink } from "@/ui/button.tsx";
import { EmptyState } from "@/ui/empty-state.tsx";
import { FilterChip, Filters } from "@/ui/filters.tsx";
import { Link } from "@/ui/link.tsx";
import { NewsPill } from "@/ui/news-pill.tsx";
import { useRowCursor } from "@/ui/row-cursor.ts";
import { SkeletonTable } from "@/ui/skeleton.tsx";
import { useStableRows } from "@/ui/stable-rows.ts";
import { Table } from "@/ui/table.tsx";
import { Ago, Elapsed } from "@/ui/time.tsx";
import { useUrlState } from "@/url/use-url-state.ts";
import { JobStateWord } from "./job-state.tsx";
import { jobListOptions } from "./queries.ts";
import { resultLine } from "./result.ts";
import { JOB_FILTERS, KINDS, STATES } from "./search-params.ts";
import { JOB_KINDS, JOB_STATES, jobTitle } from "./words.ts";

const STATE_OPTIONS = STATES.map((value) => ({ value, label: JOB_STATES[value].word }));
const KIND_OPTIONS = KINDS.map((value) => ({ value, label: JOB_KINDS[value].title }));

export function JobList() {
  const [filters, setFilters] = useUrlState(JOB_FILTERS);
  const trpc = useTRPC();
  const jobs = useInfiniteQuery({ ...jobListOptions(trpc, filters), placeholderData: keepPreviousData });
  const repos = useQuery(trpc.repo.list.queryOptions({}));
  const fetched = useMemo(() => jobs.data?.pages.flatMap((page) => page.jobs) ?? [], [jobs.data]);
  const list = JSON.stringify([filters, jobs.isPlaceholderData]);
  const { rows, news, show } = useStableRows(fetched, (job) => job.id, list);
  const router = useRouter();
  const { cursor } = useRowCursor(rows, {
    keyOf: (job) => job.id,
    onOpen: (job) => router.push(`/jobs/${job.id}`),
  });
  const filtered = filters.state !== null || filters.kind !== null || filters.repo !== null;
  return (
    <>
      <Filters>
        <FilterChip
          label="State"
          any="any state"
          value={filters.state}
          options={STATE_OPTIONS}
          onChange={(state) => setFilters({ state })}
        />
        <FilterChip
          label="Kind"
          any="any kind"
          value={filters.kind}
          options={KIND_OPTIONS}
          onChange={(kind) => setFilters({ kind })}
        />
        <FilterChip
          label="Repo"
          any="any repo"
          value={filters.repo}
          options={(repos.data ?? []).map(({ slug }) => ({ value: slug, label: slug }))}
          onChange={(repo) => setFilters({ repo })}
        />
        {filtered ? (
          <Button kind="quiet" onClick={() => setFilters(null)}>
            Clear
          </Button>
        ) : null}
        <span className="end">
          <NewsPill count={news} onShow={show} />
        </span>
      </Filters>
      {jobs.isError && rows.length === 0 ? <QueryError error={jobs.error} onRetry={() => jobs.refetch()} /> : null}
      {jobs.isPending ? <SkeletonTable columns={5} /> : null}
      {jobs.isSuccess && rows.length === 0 ? <NoJobs filtered={filtered} onClear={() => setFilters(null)} /> : null}
      {rows.length > 0 ? (
        <Table stuck label="Jobs">
          <thead>
            <tr>
              <th scope="col">State</th>
              <th scope="col">Job</th>
              <th scope="col" className="p2">
                What
              </th>
              <th scope="col" className="p3">
                Started by
              </th>
              <th scope="col" className="num p2">
                Took
              </th>
              <th scope="col" className="num">
                Queued
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((job) => (
              <JobRow key={job.id} job={job} selected={cursor === job.id} />
            ))}
          </tbody>
        </Table>
      ) : null}
      {jobs.hasNextPage && rows.length > 0 ? (
        <p className="more">
          <Button busy={jobs.isFetchingNextPage} onClick={() => jobs.fetchNextPage()}>
            Show older
          </Button>
        </p>
      ) : null}
    </>
  );
}

function JobRow({ job, selected }: { job: Job; selected: boolean }) {
  return (
    <tr className={selected ? "sel" : undefined} data-row={job.id}>
      <td>
        <JobStateWord state={job.state} />
      </td>
      <th scope="row">
        <Link href={`/jobs/${job.id}`}>{jobTitle(job)}</Link>
      </th>
      <td className="p2">
        <JobWhat job={job} />
      </td>
      <td className="t2 p3">{job.createdBy}</td>
      <td className="num t2 p2">{job.startedAt ? <Elapsed from={job.startedAt} to={job.finishedAt} /> : "—"}</td>
      <td className="num t3">
        <Ago at={job.createdAt} />
      </td>
    </tr>
  );
}

/** The present step of a running job, why a failed one failed, what a finished one did. */
function JobWhat({ job }: { job: Job }) {
  if (job.error && job.state !== "done") return <span className="err clamp">{job.error.message}</span>;
  if (job.state === "running") return <span className="t2">{job.cancelRequested ? "stopping" : job.step}</span>;
  return <span className="t2">{resultLine(job) ?? "—"}</span>;
}

function NoJobs({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  if (filtered) {
    return (
      <EmptyState title="No job matches" action={<Button onClick={onClear}>Clear the filters</Button>}>
        Jobs of other states, kinds or repos are hidden.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No job has run yet" action={<ButtonLink href="/repos/add">Add repos</ButtonLink>}>
      Yardlet works in jobs: it reads a repo when one is added, and writes to it when skills are equipped.
    </EmptyState>
  );
}
