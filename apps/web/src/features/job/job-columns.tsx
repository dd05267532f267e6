import type { Job } from "@yardlet/core/job";
import type { Column } from "@/ui/list/columns.ts";
import type { ListKind } from "@/ui/list/kind.ts";
import { Ago, Elapsed, When } from "@/ui/time.tsx";
import { JobStateWord } from "./job-state.tsx";
import { resultLine } from "./result.ts";
import { jobTitle } from "./words.ts";

const COLUMNS: readonly Column<Job>[] = [
  { id: "job", head: "Job", name: true, cell: (job, link) => link(jobTitle(job)) },
  { id: "state", head: "State", cell: ({ state }) => <JobStateWord state={state} /> },
  { id: "what", head: "What", className: "p2", cell: (job) => <JobWhat job={job} /> },
  { id: "by", head: "Started by", className: "t2 p3", cell: ({ createdBy }) => createdBy },
  {
    id: "took",
    head: "Took",
    className: "num t2 p2",
    cell: ({ startedAt, finishedAt }) => (startedAt ? <Elapsed from={startedAt} to={finishedAt} /> : "—"),
  },
  { id: "queued", head: "Queued", className: "num t3", cell: ({ createdAt }) => <Ago at={createdAt} /> },
  {
    id: "ended",
    head: "Ended, UTC",
    extra: true,
    className: "num t3 p2",
    cell: ({ finishedAt }) => (finishedAt ? <When at={finishedAt} /> : "—"),
  },
  { id: "worker", head: "Worker", extra: true, className: "t2 p2", cell: ({ worker }) => worker ?? "—" },
];

export const JOBS: ListKind<Job, { pages: readonly { jobs: readonly Job[] }[] }> = {
  label: "Jobs",
  keyOf: ({ id }) => id,
  hrefOf: ({ id }) => `/jobs/${id}`,
  columns: COLUMNS,
  rowsOf: ({ pages }) => pages.flatMap((page) => page.jobs),
  noMatch: { title: "No job matches", hint: "Jobs of other states, kinds or repos are hidden." },
};

/** The present step of a running job, why a failed one failed, what a finished one did. */
function JobWhat({ job }: { job: Job }) {
  if (job.error && job.state !== "done") return <span className="err clamp">{job.error.message}</span>;
  if (job.state === "running") return <span className="t2">{job.cancelRequested ? "stopping" : job.step}</span>;
  return <span className="t2">{resultLine(job) ?? "—"}</span>;
}
