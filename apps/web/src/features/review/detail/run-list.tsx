import type { CandidateWithChanges } from "@yardlet/services";
import { runHref, taskHref } from "@/features/run/place.ts";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { useFirstRows } from "@/ui/first-rows.tsx";
import { formatDay } from "@/ui/format.ts";
import { Link } from "@/ui/link.tsx";
import { Section } from "@/ui/section.tsx";
import { Table, TableHead } from "@/ui/table.tsx";

type Evidence = NonNullable<CandidateWithChanges["evidence"]>;
export type EvidenceOf<K extends Evidence["kind"]> = Extract<Evidence, { kind: K }>;

const SHOWN = 10;

/** The runs that suggested it; nothing for what no run has suggested. */
export function RunList({ candidate: { evidence, repoSlug } }: { candidate: CandidateWithChanges }) {
  const runs = evidence && "runs" in evidence && evidence.from === "run" ? evidence.runs : [];
  const repo = repoSlug ?? "";
  const { shown, more } = useFirstRows(runs, SHOWN, "run");
  if (runs.length === 0) return null;
  return (
    <Section title="Evidence" note="the runs that suggested it" end={more}>
      <Table dense label="Runs">
        <TableHead columns={["Run", "Task", ["Day", "num"]]} />
        <tbody>
          {shown.map(({ run, task, intent, endedAt }) => (
            <tr key={run}>
              <th scope="row">
                <Link className="mono" href={runHref({ repo, runId: run })}>
                  <UntrustedText text={run} />
                </Link>
              </th>
              <td className="t2">
                <Link href={taskHref(repo, { intent, task })}>
                  <UntrustedText text={task} />
                </Link>
              </td>
              <td className="num t3 nw">{endedAt === null ? "—" : formatDay(new Date(endedAt))}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
