"use client";

import { useQueries, useQuery } from "@tanstack/react-query";
import type { CandidateSubject, CandidateWithChanges, DistilledUpdate } from "@yardlet/services";
import { Fragment } from "react";
import { citesByLine } from "@/features/distil/cites.ts";
import { CodeTable } from "@/features/distil/code-table.tsx";
import { packetRows } from "@/features/distil/packet-rows.ts";
import { distillationHref, lessonHref } from "@/features/distil/place.ts";
import { scopeWords, type Scope } from "@/features/distil/scope-words.tsx";
import { SeverityWord } from "@/features/distil/severity-word.tsx";
import { fractionValue, fractionWords, runsWord, shortId } from "@/features/distil/words.ts";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { Figure, Figures } from "@/ui/figures.tsx";
import { formatCount } from "@/ui/format.ts";
import { Link } from "@/ui/link.tsx";
import { QueryError } from "@/ui/query-error.tsx";
import { Section } from "@/ui/section.tsx";
import { SkeletonTable } from "@/ui/skeleton.tsx";
import { DraftChecks } from "./draft-checks.tsx";
import { citeOf, PacketTable } from "./packet-table.tsx";
import { PreviewedDiff } from "./previewed-diff.tsx";
import { RewriteAction } from "./rewrite-action.tsx";
import { StaleBase } from "./stale-base.tsx";

interface DistilledBodyProps {
  candidate: CandidateWithChanges;
  draft: NonNullable<CandidateWithChanges["draft"]>;
  subject: CandidateSubject;
  evidence: DistilledUpdate;
}

/** Lessons that would go into a skill: what they rest on, what speaks against them, and which line cites what. */
export function DistilledBody({ candidate, draft, subject, evidence }: DistilledBodyProps) {
  const trpc = useTRPC();
  const view = useQuery(trpc.draft.get.queryOptions({ id: draft.id }));
  const lessons = useQueries({
    queries: evidence.lessons.map(({ id, scope }) => trpc.distil.lesson.queryOptions({ id, scopeId: scope })),
    combine: (results) => ({
      data: results.flatMap(({ data }) => data ?? []),
      isPending: results.some(({ isPending }) => isPending),
    }),
  });
  if (view.isError) return <QueryError error={view.error} onRetry={() => void view.refetch()} />;
  if (!view.data || lessons.isPending) return <SkeletonTable rows={8} columns={3} />;
  const rows = packetRows(lessons.data);
  const cites = citesByLine(
    evidence.lessons,
    rows.map(({ hash }) => hash),
  );
  const { base, agent } = evidence;
  const stale = subject.version !== base;
  return (
    <>
      {stale ? <StaleBase candidate={candidate} base={base} now={subject.version} /> : null}
      <EvidenceFigures evidence={evidence} />
      <LessonTexts evidence={evidence} scopes={new Map(lessons.data.map(({ scopeId, scope }) => [scopeId, scope]))} />
      <Section title="Codes">
        <CodeTable codes={evidence.codes} />
      </Section>
      <PacketTable rows={rows} />
      <Section
        title="Change"
        note={
          <>
            against v{base}; each line cites its packets
            {agent === null ? null : (
              <>
                ; prose by <UntrustedText text={agent} />
              </>
            )}
          </>
        }
        end={stale ? null : <RewriteAction candidate={candidate.id} />}
      >
        <PreviewedDiff
          named={subject}
          base={base}
          files={view.data.files}
          cites={{ [SKILL_FILE]: citeOf(cites, rows) }}
        />
      </Section>
      <Section title="Checks" note="run again when it is accepted">
        <DraftChecks checks={view.data.checks} />
      </Section>
    </>
  );
}

const SKILL_FILE = "SKILL.md";

function EvidenceFigures({ evidence }: { evidence: DistilledUpdate }) {
  const { confidence, severity, runs } = evidence;
  const recurrence = confidence.numerator;
  const counter = confidence.denominator - recurrence - 1;
  return (
    <Figures>
      <Figure label="Confidence" value={<span className="fig">{fractionValue(confidence)}</span>}>
        {fractionWords({ recurrence, counter })}
      </Figure>
      <Figure label="Failed" value={<span className="fig">{recurrence}</span>} beside={runsWord(recurrence)}>
        of {formatCount(new Set(runs.map(({ repo }) => repo)).size, "repo")}
      </Figure>
      <Figure label="Passed the same way" value={<span className="fig">{counter}</span>} beside={runsWord(counter)}>
        they speak against it
      </Figure>
      <Figure
        label="Severity"
        value={
          <span className="fig">
            <SeverityWord severity={severity} />
          </span>
        }
      >
        by its codes
      </Figure>
    </Figures>
  );
}

type Scopes = ReadonlyMap<string, Scope>;

interface LessonTextsProps {
  evidence: DistilledUpdate;
  scopes: Scopes;
}

function LessonTexts({ evidence: { lessons, distillation }, scopes }: LessonTextsProps) {
  const byId = [...Map.groupBy(lessons, ({ id }) => id)];
  return (
    <Section
      title={byId.length === 1 ? "Lesson" : "Lessons"}
      end={
        <Link className="link" href={distillationHref(distillation)}>
          the distillation
        </Link>
      }
    >
      {byId.map(([id, same]) => (
        <LessonText key={id} id={id} lessons={same} scopes={scopes} />
      ))}
    </Section>
  );
}

interface LessonTextProps {
  id: string;
  /** The same lesson, of each scope that learned it. */
  lessons: DistilledUpdate["lessons"];
  scopes: Scopes;
}

function LessonText({ id, lessons, scopes }: LessonTextProps) {
  const [first] = lessons;
  if (!first) return null;
  return (
    <div className="stack">
      <p className="quote">
        <UntrustedText text={first.prevention} />
      </p>
      <p className="sm t3">
        {shortId(id)}
        {" of "}
        <UntrustedText text={first.taskSignature} />
        {": "}
        <UntrustedText text={first.symptom} />
        {lessons.map(({ scope }) => (
          <Fragment key={scope}>
            {", "}
            <Link className="link" href={lessonHref({ scopeId: scope, id })}>
              {placeOf(scopes.get(scope))}
            </Link>
          </Fragment>
        ))}
      </p>
    </div>
  );
}

function placeOf(scope: Scope | undefined): string {
  return scope ? scopeWords(scope) : "gone by now";
}
