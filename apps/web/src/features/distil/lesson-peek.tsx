"use client";

import { useQuery } from "@tanstack/react-query";
import type { LessonDetail } from "@yardlet/services";
import { CodeLink } from "@/features/failure-code/code-link.tsx";
import { runHref } from "@/features/run/place.ts";
import { visibleText } from "@/features/run/visible-text.ts";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { ButtonLink } from "@/ui/button.tsx";
import { Fact, Facts } from "@/ui/facts.tsx";
import { formatDay } from "@/ui/format.ts";
import { Link } from "@/ui/link.tsx";
import { Peek } from "@/ui/peek.tsx";
import { QueryError } from "@/ui/query-error.tsx";
import { SkeletonTable } from "@/ui/skeleton.tsx";
import { lessonHref, parseLessonKey } from "./place.ts";
import { SeverityWord } from "./severity-word.tsx";
import { confidenceOf, fractionValue, fractionWords } from "./words.ts";

interface LessonPeekProps {
  lessonKey: string;
  place: string | undefined;
  onClose: () => void;
}

export function LessonPeek({ lessonKey, place, onClose }: LessonPeekProps) {
  const trpc = useTRPC();
  const at = parseLessonKey(lessonKey) ?? { scopeId: "", id: lessonKey };
  const lesson = useQuery(trpc.distil.lesson.queryOptions(at));
  return (
    <Peek title={visibleText(lesson.data?.failureMode ?? "Lesson")} {...(place ? { place } : {})} onClose={onClose}>
      {lesson.isPending ? <SkeletonTable rows={6} columns={2} /> : null}
      {lesson.isError ? <QueryError error={lesson.error} onRetry={() => lesson.refetch()} /> : null}
      {lesson.data ? <PeekBody lesson={lesson.data} /> : null}
    </Peek>
  );
}

function PeekBody({ lesson }: { lesson: LessonDetail }) {
  const seen = { recurrence: lesson.recurrence, counter: lesson.counter };
  return (
    <>
      <p>
        <UntrustedText text={lesson.prevention} />
      </p>
      <div className="row">
        <ButtonLink keys={["↵"]} href={lessonHref(lesson)}>
          Open
        </ButtonLink>
      </div>
      <section>
        <h3>What went wrong</h3>
        <p className="sm t2">
          <UntrustedText text={lesson.symptom} />
        </p>
      </section>
      <section>
        <h3>Codes</h3>
        <ul className="sm stack">
          {lesson.reasonCodes.map((code) => (
            <li key={code}>
              <CodeLink code={code} />
            </li>
          ))}
        </ul>
      </section>
      <ShortRuns title={`Failed, ${lesson.recurrence}`} runs={lesson.runs} />
      <ShortRuns title={`Passed the same way, ${lesson.counter}`} runs={lesson.counterRuns} />
      <section>
        <h3>Facts</h3>
        <Facts>
          <Fact label="Severity">
            <SeverityWord severity={lesson.severity} />
          </Fact>
          <Fact label="Confidence">
            {fractionValue(confidenceOf(seen))} = {fractionWords(seen)}
          </Fact>
          <Fact label="Signature">
            <UntrustedText text={lesson.taskSignature} />
          </Fact>
        </Facts>
      </section>
    </>
  );
}

/** How many runs a quick look has room for. */
const RUNS = 5;

function ShortRuns({ title, runs }: { title: string; runs: LessonDetail["runs"] }) {
  if (runs.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <Facts>
        {runs.slice(0, RUNS).map(({ repo, run, endedAt }) => (
          <Fact
            key={`${repo} ${run}`}
            label={
              <Link className="link mono" href={runHref({ repo, runId: run })}>
                <UntrustedText text={run} />
              </Link>
            }
          >
            {repo}
            {endedAt === null ? "" : `, ${formatDay(new Date(endedAt))}`}
          </Fact>
        ))}
      </Facts>
      {runs.length > RUNS ? <p className="sm t3">and {runs.length - RUNS} more on its page</p> : null}
    </section>
  );
}
