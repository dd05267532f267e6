"use client";

import { useQuery } from "@tanstack/react-query";
import { JobStateWord } from "@/features/job/job-state.tsx";
import { isOver, JOB_STATES } from "@/features/job/words.ts";
import { useTRPC } from "@/trpc/client.ts";
import { Link } from "@/ui/link.tsx";
import { Note } from "@/ui/note.tsx";
import { Progress } from "@/ui/progress.tsx";

/** How far the worker is; what failed says so, and is tried again on the job's page. */
export function DistilProgress({ jobId }: { jobId: string | null }) {
  const trpc = useTRPC();
  const job = useQuery({ ...trpc.job.get.queryOptions({ id: jobId ?? "" }), enabled: jobId !== null });
  const { data } = job;
  if (!data) return <p className="t3">Waits for a worker.</p>;
  const over = isOver(data.state);
  return (
    <section className="sec" aria-label="Progress">
      <div className="headline" role="status">
        <h2>{over || data.state === "queued" ? <JobStateWord state={data.state} /> : (data.step ?? "Starting")}</h2>
        <span className="sm t2 end">
          <Link className="link" href={`/jobs/${data.id}`}>
            log
          </Link>
        </span>
      </div>
      <Progress label={`Progress, ${JOB_STATES[data.state].word}`} share={data.progress} over={over} />
      {data.error && data.state !== "done" ? (
        <Note tone="bad">
          {data.error.message}.{" "}
          <Link className="link" href={`/jobs/${data.id}`}>
            Try it again on the job’s page
          </Link>
        </Note>
      ) : null}
    </section>
  );
}
