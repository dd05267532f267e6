"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import type { TaskDetail } from "@yardlet/services";
import { AcceptanceWord, StateWord } from "@/features/run/run-state.tsx";
import { givenIntent } from "@/features/run/place.ts";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { formatCount } from "@/ui/format.ts";
import { Link } from "@/ui/link.tsx";
import { PageHead } from "@/ui/page-head.tsx";
import { Section, WithRail } from "@/ui/section.tsx";
import { Attempts, RunTable } from "./attempts.tsx";
import { Criteria } from "./criteria.tsx";
import { Reviews } from "./reviews.tsx";
import { TaskRail } from "./task-rail.tsx";
import { Value } from "./value.tsx";

/** What one task came to, and everything that says so. */
export function TaskView({ repo, intent, task: id }: { repo: string; intent: string; task: string }) {
  const trpc = useTRPC();
  const { data: task } = useSuspenseQuery(trpc.run.task.queryOptions({ repo, intent, task: id }));
  return (
    <>
      <PageHead
        title={
          <span className="said">
            <UntrustedText text={task.key.task} />
          </span>
        }
        lead={<Lead task={task} />}
      />
      <WithRail rail={<TaskRail task={task} />}>
        <Value task={task} />
        <Attempts task={task} />
        <Criteria task={task} />
        <Reviews task={task} />
        {task.otherRuns.length > 0 ? (
          <Section
            title="Other runs"
            note={`${formatCount(task.otherRuns.length, "run")} of reviewers or researchers under this task’s name`}
          >
            <RunTable repo={task.repo} runs={task.otherRuns} />
          </Section>
        ) : null}
      </WithRail>
    </>
  );
}

function Lead({ task }: { task: TaskDetail }) {
  const { state, acceptance, repo, open } = task;
  const intent = givenIntent(task.key);
  return (
    <>
      A task is what runs attempt. This one of{" "}
      <Link className="link" href={`/repos/${repo}`}>
        {repo}
      </Link>{" "}
      {state === null ? (
        "has no run yet"
      ) : (
        <>
          {open ? "is open, last" : "ended as"} <StateWord state={state} />, <AcceptanceWord acceptance={acceptance} />
        </>
      )}
      .{" "}
      {intent === null ? (
        "It names no intent, what several tasks are for, so it counts as one of its own."
      ) : (
        <>
          Tasks of its intent <UntrustedText text={intent} /> share one vote in a score.
        </>
      )}
    </>
  );
}
