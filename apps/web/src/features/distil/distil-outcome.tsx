"use client";

import type { DistilLesson, DistilResult } from "@yardlet/core/distil";
import type { DistillationDetail } from "@yardlet/services";
import { CodeLink } from "@/features/failure-code/code-link.tsx";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { useFirstRows } from "@/ui/first-rows.tsx";
import { formatCount } from "@/ui/format.ts";
import { Link } from "@/ui/link.tsx";
import { Section } from "@/ui/section.tsx";
import { Table, TableHead } from "@/ui/table.tsx";
import { LedgerStep } from "./ledger-step.tsx";
import { lessonHref } from "./place.ts";
import { ProposalTable } from "./proposal-table.tsx";
import { SeverityWord } from "./severity-word.tsx";
import { shortId } from "./words.ts";

const SHOWN = 25;

interface OutcomeProps {
  distillation: DistillationDetail;
  result: DistilResult;
}

/** What a distillation came to: proposals, lessons, what was put off, and the step of the ledger. */
export function DistilOutcome({ distillation, result }: OutcomeProps) {
  const { updates, ledger, balanced, scopeId } = distillation;
  return (
    <>
      <ProposalTable proposals={result.proposals} updates={updates} />
      <LessonTable lessons={result.failure_lessons} scopeId={scopeId} />
      <DeferredTable result={result} />
      {ledger === null ? null : <LedgerStep row={ledger} balanced={balanced} />}
    </>
  );
}

function LessonTable({ lessons, scopeId }: { lessons: readonly DistilLesson[]; scopeId: string }) {
  const { shown, more } = useFirstRows(lessons, SHOWN, "lesson");
  return (
    <Section title="Lessons" note="those of a single run that is not severe are kept, not in force" end={more}>
      {lessons.length === 0 ? (
        <p className="t3">None: no task failed.</p>
      ) : (
        <Table dense label="Lessons of this distillation">
          <TableHead
            columns={[
              "Lesson",

              "Severity",
              ["Failed", "num"],
              ["Passed alike", "num p2"],
              ["State", "p2"],
            ]}
          />
          <tbody>
            {shown.map((lesson) => (
              <tr key={lesson.lesson_id}>
                <th scope="row" className="long">
                  <Link href={lessonHref({ scopeId, id: lesson.lesson_id })}>
                    <UntrustedText text={lesson.failure_mode} />
                  </Link>
                  {lesson.reason_codes.map((code) => (
                    <div key={code} className="sub">
                      <CodeLink code={code} />
                    </div>
                  ))}
                </th>
                <td>
                  <SeverityWord severity={lesson.severity} />
                </td>
                <td className="num">{lesson.recurrence_count}</td>
                <td className="num p2">{lesson.counter_count}</td>
                <td className="t2 p2">{lesson.archived ? "archived" : "in force"}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}

function DeferredTable({ result: { deferred } }: { result: DistilResult }) {
  const { shown, more } = useFirstRows(deferred, SHOWN, "item");
  if (deferred.length === 0) return null;
  return (
    <Section
      title="Put off"
      note={`${formatCount(deferred.length, "item")} that the budget has no room for`}
      end={more}
    >
      <Table dense label="Put off">
        <TableHead columns={["What", "Why"]} />
        <tbody>
          {shown.map(({ id, reason }) => (
            <tr key={id}>
              <th scope="row">
                <code title={id}>{shortId(id)}</code>
              </th>
              <td className="t2 wrap">{reason}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
