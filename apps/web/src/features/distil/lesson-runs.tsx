"use client";

import { runHref, taskHref, givenIntent } from "@/features/run/place.ts";
import { StateWord } from "@/features/run/run-state.tsx";
import { isState } from "@/features/run/words.ts";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { useFirstRows } from "@/ui/first-rows.tsx";
import { formatDay } from "@/ui/format.ts";
import { Link } from "@/ui/link.tsx";
import { Section } from "@/ui/section.tsx";
import { Table, TableHead } from "@/ui/table.tsx";

const SHOWN = 12;

export interface LessonRun {
  repo: string;
  run: string;
  task: string;
  intent: string;
  endedAt: Date | null;
  state: string;
}

interface LessonRunsProps {
  id: string;
  title: string;
  note: string;
  runs: readonly LessonRun[];
  /** What stands there when there is none. */
  none: string;
}

/** Runs that speak for a lesson or against it; each opens. */
export function LessonRuns({ id, title, note, runs, none }: LessonRunsProps) {
  const { shown, more } = useFirstRows(runs, SHOWN, "run");
  return (
    <div id={id}>
      <Section title={title} note={note} end={more}>
        {runs.length === 0 ? (
          <p className="t3">{none}</p>
        ) : (
          <Table dense label={title}>
            <TableHead columns={["Run", "Task", ["Repo", "p2"], "State", ["Day", "num"]]} />
            <tbody>
              {shown.map((one) => (
                <tr key={`${one.repo} ${one.run}`}>
                  <th scope="row">
                    <Link className="mono" href={runHref({ repo: one.repo, runId: one.run })}>
                      <UntrustedText text={one.run} />
                    </Link>
                  </th>
                  <td className="t2">
                    <Link href={taskHref(one.repo, one)}>
                      <UntrustedText text={one.task} />
                    </Link>{" "}
                    <span className="sub p2">
                      <UntrustedText text={givenIntent(one) ?? ""} />
                    </span>
                  </td>
                  <td className="t2 p2">{one.repo}</td>
                  <td className="nw">
                    {isState(one.state) ? <StateWord state={one.state} /> : <UntrustedText text={one.state} />}
                  </td>
                  <td className="num t3 nw">{one.endedAt === null ? "—" : formatDay(one.endedAt)}</td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Section>
    </div>
  );
}
