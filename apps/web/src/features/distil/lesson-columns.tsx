import type { LessonItem } from "@yardlet/services";
import { CodeLink } from "@/features/failure-code/code-link.tsx";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { formatCount } from "@/ui/format.ts";
import { Link } from "@/ui/link.tsx";
import type { Column } from "@/ui/list/columns.ts";
import type { ListKind } from "@/ui/list/kind.ts";
import { When } from "@/ui/time.tsx";
import { LessonCandidate } from "./lesson-candidate.tsx";
import { lessonHref, lessonKey, skillHrefOf } from "./place.ts";
import { ScopeLink } from "./scope-words.tsx";
import { SeverityWord } from "./severity-word.tsx";

const COLUMNS: readonly Column<LessonItem>[] = [
  {
    id: "lesson",
    head: "Lesson",
    name: true,
    className: "long",
    cell: (lesson, link) => (
      <>
        {link(<UntrustedText text={lesson.failureMode} />)}
        <div className="sub clamp">
          <UntrustedText text={lesson.prevention} />
        </div>
      </>
    ),
  },
  { id: "failed", head: "Failed", className: "num", cell: (lesson) => <Runs lesson={lesson} of="failed" /> },
  { id: "passed", head: "Passed alike", className: "num", cell: (lesson) => <Runs lesson={lesson} of="passed" /> },
  { id: "severity", head: "Severity", className: "p2", cell: ({ severity }) => <SeverityWord severity={severity} /> },
  {
    id: "codes",
    head: "Codes",
    className: "t2 p2 px wrap",
    cell: ({ reasonCodes }) =>
      reasonCodes.map((code) => (
        <div key={code} className="sub">
          <CodeLink code={code} />
        </div>
      )),
  },
  {
    id: "skill",
    head: "Skill",
    className: "nw p2",
    cell: ({ skill, scope }) => (
      <>
        {skill === null ? (
          <span className="t3">no skill</span>
        ) : (
          <Link href={skillHrefOf(skill)}>
            {skill.name}
            {skill.version === null ? "" : ` v${skill.version}`}
          </Link>
        )}
        <div className="sub">
          <ScopeLink scope={scope} />
        </div>
      </>
    ),
  },
  {
    id: "candidate",
    head: "Proposal",
    className: "p2 px",
    cell: ({ candidate }) => <LessonCandidate candidate={candidate} />,
  },
  {
    id: "signature",
    head: "Signature",
    extra: true,
    className: "t2 p2",
    cell: ({ taskSignature }) => <UntrustedText text={taskSignature} />,
  },
  {
    id: "archived",
    head: "Archived",
    extra: true,
    className: "num t3 p2",
    cell: ({ archivedAt }) => (archivedAt === null ? "—" : <When at={archivedAt} as="day" />),
  },
];

/** How many runs there are on one side; they stand on the lesson's page. */
function Runs({ lesson, of }: { lesson: LessonItem; of: "failed" | "passed" }) {
  const count = of === "failed" ? lesson.recurrence : lesson.counter;
  if (count === 0) return <span className="t3">0</span>;
  return (
    <Link className="act" href={`${lessonHref(lesson)}#${of}`} aria-label={`${formatCount(count, "run")} that ${of}`}>
      {count}
    </Link>
  );
}

export const LESSONS: ListKind<LessonItem, readonly LessonItem[]> = {
  label: "Lessons",
  keyOf: lessonKey,
  hrefOf: lessonHref,
  columns: COLUMNS,
  rowsOf: (lessons) => lessons,
  noMatch: { title: "No lesson matches", hint: "Lessons of other repos and skills are hidden, and archived ones." },
};
