import type { JudgedCriterion, TaskDetail } from "@yardlet/services";
import { FirstOf } from "@/features/run/first-of.tsx";
import { LongText } from "@/features/run/long-text.tsx";
import { PassWord } from "@/features/run/pass-word.tsx";
import { runHref } from "@/features/run/place.ts";
import { weightless } from "@/features/run/words.ts";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { formatCount } from "@/ui/format.ts";
import { Link } from "@/ui/link.tsx";
import { Section } from "@/ui/section.tsx";
import { Table } from "@/ui/table.tsx";

/** What makes the task done, and who judged that on which evidence. */
export function Criteria({ task: { criteria, repo } }: { task: TaskDetail }) {
  if (criteria.length === 0) {
    return (
      <Section title="Criteria" note="what makes it done">
        <p className="t3">None was written down, and no review has named one.</p>
      </Section>
    );
  }
  return (
    <Section
      title="Criteria"
      note={`${formatCount(criteria.length, "criterion", "criteria")}: what makes it done, and who judged it on which evidence`}
    >
      <FirstOf items={criteria} most={20}>
        {(shown) => (
          <Table label="Criteria">
            <tbody>
              {shown.map((criterion) => (
                <CriterionRows key={criterion.id} repo={repo} criterion={criterion} />
              ))}
            </tbody>
          </Table>
        )}
      </FirstOf>
    </Section>
  );
}

function CriterionRows({ repo, criterion: { id, text, judgements } }: { repo: string; criterion: JudgedCriterion }) {
  return (
    <>
      <tr className="top-row">
        <th scope="row" className="said" colSpan={3}>
          <UntrustedText text={id} />{" "}
          <span className="sub">
            {text === null ? "no builder wrote it down" : <LongText text={text} most={240} />}
          </span>
        </th>
      </tr>
      {judgements.length === 0 ? (
        <tr className="judgement">
          <td className="t3" colSpan={3}>
            not judged
          </td>
        </tr>
      ) : null}
      {judgements.map(({ runId, seq, agent, pass, evidence, fault, reason }) => (
        <tr key={`${runId} ${seq}`} className="judgement top-row">
          <td>
            <PassWord pass={pass} />
          </td>
          <td className="nw">
            <Link href={runHref({ repo, runId })} className="said">
              <UntrustedText text={agent ?? runId} />
            </Link>
          </td>
          <td className="wrap evidence">
            {reason === null ? null : <p className="sub">no weight: {weightless(reason)}</p>}
            {fault === null ? null : <p className="err">{fault}</p>}
            {evidence ? <LongText text={evidence} most={240} /> : null}
          </td>
        </tr>
      ))}
    </>
  );
}
