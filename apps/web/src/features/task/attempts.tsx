import type { TaskDetail, TaskRun } from "@yardlet/services";
import { runHref } from "@/features/run/place.ts";
import { RunState } from "@/features/run/run-state.tsx";
import { SkillNames } from "@/features/run/skill-names.tsx";
import { formatTook, ROLES } from "@/features/run/words.ts";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { Link } from "@/ui/link.tsx";
import { Section } from "@/ui/section.tsx";
import { Table, TableHead } from "@/ui/table.tsx";
import { When } from "@/ui/time.tsx";

/** The builder's runs in their order; what the infrastructure ended stands among them and is not counted. */
export function Attempts({ task }: { task: TaskDetail }) {
  const { attemptRuns, attempts, infraAttempts, moreRuns, repo } = task;
  const counted = [
    `${attempts} counted`,
    ...(infraAttempts > 0 ? [`${infraAttempts} ended by the infrastructure and not counted`] : []),
    ...(moreRuns ? ["only the newest are shown"] : []),
  ];
  return (
    <Section title="Attempts" note={counted.join(", ")}>
      {attemptRuns.length === 0 ? (
        <p className="t3">No builder has attempted it; a review named it.</p>
      ) : (
        <RunTable repo={repo} runs={attemptRuns} />
      )}
    </Section>
  );
}

/** Runs of one task, in their order. */
export function RunTable({ repo, runs }: { repo: string; runs: readonly TaskRun[] }) {
  return (
    <Table label="Runs">
      <TableHead
        columns={["Run", "State", ["Agent", "p2"], ["Skills", "p2"], ["Took", "num p2"], ["Ended, UTC", "num"]]}
      />
      <tbody>
        {runs.map((run) => (
          <tr key={run.runId}>
            <th scope="row">
              <Link href={runHref({ repo, runId: run.runId })}>
                <UntrustedText text={run.runId} />
              </Link>
              {run.role === "builder" ? null : <span className="sub"> {ROLES[run.role]}</span>}
            </th>
            <td>
              <RunState run={run} />
            </td>
            <td className="t2 p2">{run.agent === null ? "not said" : <UntrustedText text={run.agent} />}</td>
            <td className="t2 p2 about">
              <SkillNames skills={run.skills} />
            </td>
            <td className="num t2 p2">{formatTook(run.wallSeconds)}</td>
            <td className="num t3 nw">{run.endedAt ? <When at={run.endedAt} /> : "not yet"}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
