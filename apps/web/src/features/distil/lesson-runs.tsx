"use client";

import type { LessonDetail } from "@yardlet/services";
import { givenIntent, runHref, taskHref } from "@/features/run/place.ts";
import { StateWord } from "@/features/run/run-state.tsx";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { useFirstRows } from "@/ui/first-rows.tsx";
import { formatDay } from "@/ui/format.ts";
import { Link } from "@/ui/link.tsx";
import { Section } from "@/ui/section.tsx";
import { Table, TableHead } from "@/ui/table.tsx";

const SHOWN = 12;

interface LessonRunsProps {
  id: string;
  title: string;
  note: string;
  runs: LessonDetail["runs"];
  /** What stands there when there is none. */
  none: string;
}

/** Runs that speak for a lesson or against it; each opens. */
export function LessonRuns({ id, title, note, runs, none }: LessonRunsProps) {
  const { shown, more } = useFirstRows(runs, SHOWN, "run");
  return (
    <Section id={id} title={title} note={note} end={more}>
      {runs.length === 0 ? (
        <p className="t3">{none}</p>
      ) : (
        <Table dense label={title}>
          <TableHead columns={["Run", "Task", ["Repo", "p2"], "State", ["Day", "num"]]} />
          <tbody>
            {shown.map((one) => (
              <RunRow key={`${one.repo} ${one.run}`} run={one} />
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}

/** A run that nobody has reported has no page: its packet came from elsewhere. */
function RunRow({ run: { repo, run, task, intent, endedAt, state } }: { run: LessonDetail["runs"][number] }) {
  return (
    <tr>
      <th scope="row">
        {state === null ? (
          <code>
            <UntrustedText text={run} />
          </code>
        ) : (
          <Link className="mono" href={runHref({ repo, runId: run })}>
            <UntrustedText text={run} />
          </Link>
        )}
      </th>
      <td className="t2">
        {intent === null ? (
          <UntrustedText text={task} />
        ) : (
          <>
            <Link href={taskHref(repo, { intent, task })}>
              <UntrustedText text={task} />
            </Link>{" "}
            <span className="sub p2">
              <UntrustedText text={givenIntent({ intent, task }) ?? ""} />
            </span>
          </>
        )}
      </td>
      <td className="t2 p2">{repo}</td>
      <td className="nw">{state === null ? <span className="t3">posted</span> : <StateWord state={state} />}</td>
      <td className="num t3 nw">{endedAt === null ? "—" : formatDay(new Date(endedAt))}</td>
    </tr>
  );
}
