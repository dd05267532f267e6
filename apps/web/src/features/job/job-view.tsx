"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import type { Job, JobLogLine } from "@yardlet/core/job";
import { useState } from "react";
import { useTRPC } from "@/trpc/client.ts";
import { Fact, Facts } from "@/ui/facts.tsx";
import { Link } from "@/ui/link.tsx";
import { Log } from "@/ui/log.tsx";
import { Note } from "@/ui/note.tsx";
import { PageHead } from "@/ui/page-head.tsx";
import { Progress } from "@/ui/progress.tsx";
import { RailSection, Section, WithRail } from "@/ui/section.tsx";
import { Step, Steps } from "@/ui/steps.tsx";
import { Switch } from "@/ui/switch.tsx";
import { Elapsed, When } from "@/ui/time.tsx";
import { AuthoringFacts, AuthoringLead, AuthoringOutcome, AuthoringPacket } from "./authoring.ts";
import { JobActions } from "./job-actions.tsx";
import { useJobLog } from "./job-log.ts";
import { JobStateWord } from "./job-state.tsx";
import { hasAgent } from "./kinds.ts";
import { resultFacts } from "./result.ts";
import { stepsOf } from "./steps.ts";
import { isOver, JOB_KINDS, JOB_STATES, jobTitle } from "./words.ts";

export function JobView({ id }: { id: string }) {
  const trpc = useTRPC();
  const { data: job } = useSuspenseQuery(trpc.job.get.queryOptions({ id }));
  const log = useJobLog(id);
  const isAuthoring = hasAgent(job.kind);
  return (
    <>
      <PageHead title={jobTitle(job)} lead={isAuthoring ? <AuthoringLead jobId={id} /> : JOB_KINDS[job.kind].lead}>
        <JobActions job={job} />
      </PageHead>
      <WithRail rail={<JobRail job={job} log={log} />}>
        <JobProgress job={job} steps={log.filter((line) => line.level === "step").length} />
        {isAuthoring ? <AuthoringOutcome job={job} /> : null}
        <JobLogSection job={job} log={log} />
        {isAuthoring ? <AuthoringPacket jobId={id} /> : null}
      </WithRail>
    </>
  );
}

function JobProgress({ job, steps }: { job: Job; steps: number }) {
  const over = isOver(job.state);
  return (
    <section className="sec" aria-label="Progress">
      <div className="headline">
        <h2>{over || job.state === "queued" ? <JobStateWord state={job.state} /> : (job.step ?? "Starting")}</h2>
        {job.state === "running" ? <span className="sm t3">step {steps}</span> : null}
        <span className="sm t2 end">
          {job.startedAt ? (
            <>
              <Elapsed from={job.startedAt} to={job.finishedAt} /> in all
            </>
          ) : (
            "waits for a worker"
          )}
        </span>
      </div>
      <Progress label={`Progress, ${JOB_STATES[job.state].word}`} share={job.progress} over={over} />
      {job.error && job.state !== "done" && !hasAgent(job.kind) ? <Note tone="bad">{job.error.message}.</Note> : null}
      {job.cancelRequested && !over ? <Note tone="warn">Asked to stop; it ends within a second or two.</Note> : null}
    </section>
  );
}

function JobLogSection({ job, log }: { job: Job; log: JobLogLine[] }) {
  const [follow, setFollow] = useState(true);
  const live = !isOver(job.state);
  return (
    <Section title="Log" note="UTC" end={live ? <Switch on={follow} onChange={setFollow} label="follow" /> : null}>
      <Log
        label="Job log"
        lines={log}
        live={live}
        follow={follow}
        empty={live ? "Nothing yet: the job waits for a worker." : "This job ended before it said anything."}
      />
    </Section>
  );
}

function JobRail({ job, log }: { job: Job; log: JobLogLine[] }) {
  const results = resultFacts(job.result);
  return (
    <>
      <RailSection title="Steps">
        <Steps>
          {stepsOf(job, log).map((step) => (
            <Step key={step.key} state={step.state} note={<Elapsed from={step.from} to={step.to} />}>
              {step.text}
            </Step>
          ))}
        </Steps>
      </RailSection>
      {hasAgent(job.kind) ? <AuthoringFacts jobId={job.id} /> : null}
      <RailSection title="Job">
        <Facts>
          <Fact label="State">
            <JobStateWord state={job.state} />
          </Fact>
          <Fact label="Started by">
            {job.createdBy}, <When at={job.createdAt} />
          </Fact>
          <Fact label="Worker">{job.worker ?? <span className="t3">— none yet</span>}</Fact>
          <Fact label="Attempt">
            {job.attempt} of {job.maxAttempts}
          </Fact>
          {job.repoSlug ? (
            <Fact label="Repo">
              <Link className="link" href={`/repos/${job.repoSlug}`}>
                {job.repoSlug}
              </Link>
            </Fact>
          ) : null}
          {job.finishedAt ? (
            <Fact label="Ended">
              <When at={job.finishedAt} />
            </Fact>
          ) : null}
        </Facts>
      </RailSection>
      {results.length > 0 ? (
        <RailSection title="Result">
          <Facts>
            {results.map(({ label, value }) => (
              <Fact key={label} label={label}>
                {value}
              </Fact>
            ))}
          </Facts>
        </RailSection>
      ) : null}
    </>
  );
}
