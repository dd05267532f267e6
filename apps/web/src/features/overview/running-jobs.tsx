import type { Job } from "@yardlet/core/job";
import { JobStateWord } from "@/features/job/job-state.tsx";
import { jobTitle } from "@/features/job/words.ts";
import { Link } from "@/ui/link.tsx";
import { Progress } from "@/ui/progress.tsx";
import { Section } from "@/ui/section.tsx";
import { Table, TableHead } from "@/ui/table.tsx";
import { Elapsed } from "@/ui/time.tsx";

const SHOWN = 5;

export function RunningJobs({ jobs }: { jobs: readonly Job[] }) {
  const shown = jobs.toSorted((a, b) => rank(a) - rank(b)).slice(0, SHOWN);
  return (
    <Section
      title="Running now"
      end={
        <Link className="link" href="/jobs">
          {jobs.length > shown.length ? `all ${jobs.length}` : "all jobs"}
        </Link>
      }
    >
      <Table label="Running now">
        <TableHead columns={["State", "Job", ["Now", "p2"], ["Progress", "p2"], ["For", "num"]]} />
        <tbody>
          {shown.map((job) => (
            <tr key={job.id}>
              <td>
                <JobStateWord state={job.state} />
              </td>
              <th scope="row">
                <Link href={`/jobs/${job.id}`}>{jobTitle(job)}</Link>
              </th>
              <td className="t2 p2">{job.step ?? "waits for a worker"}</td>
              <td className="p2 bar">
                <Progress label={`Progress of ${jobTitle(job)}`} share={job.progress} />
              </td>
              <td className="num t3">{job.startedAt ? <Elapsed from={job.startedAt} to={null} /> : "—"}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

function rank({ state }: Job): number {
  return state === "running" ? 0 : 1;
}
