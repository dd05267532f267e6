import type { JudgedEntry, RunDetail, RunVerdict } from "@yardlet/services";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { formatCount } from "@/ui/format.ts";
import { Glyph } from "@/ui/glyph.tsx";
import { Link } from "@/ui/link.tsx";
import { Section } from "@/ui/section.tsx";
import { Table, TableHead } from "@/ui/table.tsx";
import { FirstOf } from "./first-of.tsx";
import { LongText } from "./long-text.tsx";
import { PassWord } from "./pass-word.tsx";
import { taskHref } from "./place.ts";
import { weightless } from "./words.ts";

/** What a run says about criteria: of a review what it came to; of a builder what was kept without weight. */
export function VerdictSection({ run }: { run: RunDetail }) {
  const { verdicts, entries, record, repo } = run;
  if (verdicts.length === 0 && record.verdict.length === 0) return null;
  if (entries.length === 0 && verdicts.length === 0) return <OwnVerdict entries={record.verdict} />;
  const several = verdicts.length > 1;
  return (
    <Section title="Verdict" note={`${formatCount(entries.length, "entry", "entries")}, one for each criterion`}>
      <Table label="Judged tasks">
        <TableHead columns={["Judged task", "Passed", "Weight"]} />
        <tbody>
          {verdicts.map((verdict) => (
            <Judged key={`${verdict.key.intent} ${verdict.key.task}`} repo={repo} verdict={verdict} />
          ))}
        </tbody>
      </Table>
      <div className="under-table">
        <FirstOf items={entries} most={40}>
          {(shown) => (
            <Table label="Verdict entries">
              <TableHead columns={["Criterion", "Says", "Evidence"]} />
              <tbody>
                {shown.map((entry) => (
                  <Entry key={entry.seq} entry={entry} several={several} />
                ))}
              </tbody>
            </Table>
          )}
        </FirstOf>
      </div>
    </Section>
  );
}

function Judged({ repo, verdict }: { repo: string; verdict: RunVerdict }) {
  const { key, judged, passed, missing, reason } = verdict;
  return (
    <tr>
      <th scope="row">
        <Link href={taskHref(repo, key)}>
          <UntrustedText text={key.task} />
        </Link>
      </th>
      <td className="nw">
        {passed} of {judged}
      </td>
      <td className="wrap">
        {reason === null ? (
          <span className="nw">
            <Glyph name="ok" tone="good" /> counts
          </span>
        ) : (
          <span>
            <Glyph name="none" tone="unk" /> none: {weightless(reason)}
          </span>
        )}
        {missing.length > 0 ? (
          <p className="sub said">
            not judged: <UntrustedText text={missing.slice(0, 20).join(", ")} />
            {missing.length > 20 ? ` and ${missing.length - 20} more` : ""}
          </p>
        ) : null}
      </td>
    </tr>
  );
}

function Entry({ entry, several }: { entry: JudgedEntry; several: boolean }) {
  const { key, criterionId, text, pass, evidence, fault } = entry;
  return (
    <tr className="top-row">
      <td className="wrap criterion">
        <b className="said">{criterionId === null ? "—" : <UntrustedText text={criterionId} />}</b>
        {text ? (
          <p className="sub">
            <LongText text={text} most={160} />
          </p>
        ) : null}
        {several && key ? (
          <p className="sub cut">
            of <UntrustedText text={key.task} />
          </p>
        ) : null}
      </td>
      <td>
        <PassWord pass={pass} />
      </td>
      <td className="wrap evidence">
        {fault ? (
          <p className="err">
            <Glyph name="x" tone="bad" /> {fault}
          </p>
        ) : null}
        {evidence ? <LongText text={evidence} most={240} /> : null}
      </td>
    </tr>
  );
}

/** A builder's word about its own work. */
function OwnVerdict({ entries }: { entries: readonly unknown[] }) {
  return (
    <Section title="Verdict" note="kept and shown, without weight: nobody judges their own work">
      <pre className="json">
        <UntrustedText text={entries.map((entry) => JSON.stringify(entry)).join("\n")} />
      </pre>
    </Section>
  );
}
