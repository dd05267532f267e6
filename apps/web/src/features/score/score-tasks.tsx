"use client";

import { useSuspenseInfiniteQuery } from "@tanstack/react-query";
import type { ContributionPage, SkillScore } from "@yardlet/services";
import { givenIntent, taskHref } from "@/features/run/place.ts";
import { StateWord } from "@/features/run/run-state.tsx";
import { noEvidence, STATE_NAMES } from "@/features/run/words.ts";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { Button } from "@/ui/button.tsx";
import { formatCount, formatDay } from "@/ui/format.ts";
import { Link } from "@/ui/link.tsx";
import { Section } from "@/ui/section.tsx";
import { Table } from "@/ui/table.tsx";
import { formatScore } from "./format.ts";
import { type NamedVersion, scoreTasksOptions } from "./queries.ts";

type Task = ContributionPage["tasks"][number];
const MICRO = 1_000_000;

/** The tasks that a score is made of, newest first. */
export function CountedTasks({ score, named }: { score: SkillScore; named: NamedVersion }) {
  const { tasks, intents } = score.score;
  const [quality, firstTry, retry] = score.components.map(({ weight }) => formatScore(weight));
  return (
    <Section
      title="Contributing tasks"
      note={`${formatCount(tasks, "task")} in ${formatCount(intents, "intent")}; u = ${quality} quality + ${firstTry} first try + ${retry} retries`}
    >
      <Tasks named={named} counted label="Contributing tasks" />
    </Section>
  );
}

/** The tasks that declare the version and do not count, with why. */
export function ExcludedTasks({ score, named }: { score: SkillScore; named: NamedVersion }) {
  const reasons = Object.entries(score.excluded);
  const count = reasons.reduce((sum, [, n]) => sum + n, 0);
  return (
    <Section title="Not counted" note={`${formatCount(count, "task")} that declare it`}>
      <ul className="reasons">
        {reasons.map(([reason, n]) => (
          <li key={reason}>
            <b>{n}</b> {noEvidence(reason)}
          </li>
        ))}
      </ul>
      <Tasks named={named} counted={false} label="Tasks that do not count" />
    </Section>
  );
}

function Tasks({ named, counted, label }: { named: NamedVersion; counted: boolean; label: string }) {
  const trpc = useTRPC();
  const query = useSuspenseInfiniteQuery(scoreTasksOptions(trpc, named, counted));
  const tasks = query.data.pages.flatMap((page) => page.tasks);
  return (
    <>
      <Table dense label={label}>
        <thead>
          <tr>
            <th scope="col">Task</th>
            <th scope="col">Repo</th>
            <th scope="col" className="p2">
              Intent
            </th>
            <th scope="col" className="p2">
              Last state
            </th>
            <th scope="col" className="num p2">
              Attempts
            </th>
            <th scope="col" className={counted ? "p2" : undefined}>
              {counted ? "Review" : "Why not"}
            </th>
            {counted ? (
              <th scope="col" className="num">
                u
              </th>
            ) : null}
            <th scope="col" className="num">
              Ended
            </th>
          </tr>
        </thead>
        <tbody>
          {tasks.map((task) => (
            <TaskRow key={`${task.repoSlug} ${task.intent} ${task.task}`} task={task} counted={counted} />
          ))}
        </tbody>
      </Table>
      {query.hasNextPage ? (
        <p className="more">
          <Button busy={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
            Show older
          </Button>
        </p>
      ) : null}
    </>
  );
}

function TaskRow({ task, counted }: { task: Task; counted: boolean }) {
  const { repoSlug, kind, state, attempts, infraAttempts, u, reason, endedAt } = task;
  const known = STATE_NAMES.find((name) => name === state);
  const intent = givenIntent(task);
  return (
    <tr>
      <th scope="row">
        <Link href={taskHref(repoSlug, task)}>
          <UntrustedText text={task.task} />
        </Link>{" "}
        <span className="sub">{kind}</span>
      </th>
      <td className="t2">{repoSlug}</td>
      <td className="t3 p2 mono short">
        <div className="cut">{intent === null ? "—" : <UntrustedText text={intent} />}</div>
      </td>
      <td className="p2">{known ? <StateWord state={known} /> : <span className="t3">—</span>}</td>
      <td className="num p2">
        {attempts}
        {infraAttempts > 0 ? <span className="sub"> +{infraAttempts} not counted</span> : null}
      </td>
      {counted ? (
        <>
          <td className="p2">
            <ReviewWords task={task} />
          </td>
          <td className="num">{u === null ? "—" : formatScore(u / MICRO)}</td>
        </>
      ) : (
        <td className="t2">{reason === null ? "—" : noEvidence(reason)}</td>
      )}
      <td className="num t3">{endedAt === null ? "—" : formatDay(new Date(endedAt))}</td>
    </tr>
  );
}

function ReviewWords({ task: { judged, passed, reviews } }: { task: Task }) {
  if (judged === null || passed === null) return <span className="t3">not reviewed</span>;
  const words = `${passed} of ${formatCount(judged, "criterion", "criteria")}`;
  return reviews > 1 ? `${words}, ${reviews} reviews` : words;
}
