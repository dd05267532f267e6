"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import type { LessonDetail } from "@yardlet/services";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { ButtonLink } from "@/ui/button.tsx";
import { Fact, Facts } from "@/ui/facts.tsx";
import { Figure, Figures } from "@/ui/figures.tsx";
import { formatCount } from "@/ui/format.ts";
import { Link } from "@/ui/link.tsx";
import { Note } from "@/ui/note.tsx";
import { PageHead } from "@/ui/page-head.tsx";
import { RailSection, Section, WithRail } from "@/ui/section.tsx";
import { When } from "@/ui/time.tsx";
import { CodeTable } from "./code-table.tsx";
import { LessonCandidate } from "./lesson-candidate.tsx";
import { LessonRuns } from "./lesson-runs.tsx";
import { PacketList } from "./packet-list.tsx";
import { distillationHref, skillHrefOf, type LessonPlace } from "./place.ts";
import { RefList } from "./ref-list.tsx";
import { ScopeLink } from "./scope-words.tsx";
import { SeverityWord } from "./severity-word.tsx";
import { confidenceOf, fractionValue, fractionWords, runsWord, shortId } from "./words.ts";
import { reviewHref } from "@/features/review/search-params.ts";

/** One lesson: what failed, what passed the same way, and everything it rests on. */
export function LessonView({ place }: { place: LessonPlace }) {
  const trpc = useTRPC();
  const { data: lesson } = useSuspenseQuery(trpc.distil.lesson.queryOptions(place));
  const { candidate, runs, counterRuns } = lesson;
  return (
    <>
      <PageHead title={<UntrustedText text={lesson.failureMode} />} lead={<UntrustedText text={lesson.symptom} />}>
        {candidate?.state === "open" ? (
          <ButtonLink kind="primary" href={reviewHref(candidate.id)}>
            Decide in Review
          </ButtonLink>
        ) : null}
      </PageHead>
      {lesson.archivedAt === null ? null : (
        <Note tone="warn">
          Archived on <When at={lesson.archivedAt} as="day" />: kept, and not in force.
        </Note>
      )}
      <WithRail rail={<LessonRail lesson={lesson} />}>
        <LessonFigures lesson={lesson} />
        <Section title="What would have helped">
          <p className="quote">
            <UntrustedText text={lesson.prevention} />
          </p>
        </Section>
        <LessonRuns
          id="failed"
          title="Failed"
          note={`${formatCount(runs.length, "run")} of ${formatCount(new Set(runs.map(({ repo }) => repo)).size, "repo")}`}
          runs={runs}
          none="No run here: the packets came from elsewhere."
        />
        <LessonRuns
          id="passed"
          title="Passed the same way"
          note="same signature, same version of the skill, and the reviewers took it"
          runs={counterRuns}
          none="None: nothing speaks against it so far."
        />
        <Section title="Codes">
          <CodeTable codes={lesson.reasonCodes} />
        </Section>
        <Section title="Evidence" note="what the packets point at">
          <RefList refs={lesson.evidenceRefs} repo={lesson.scope.repo} />
        </Section>
        <PacketList packets={lesson.packets} />
      </WithRail>
    </>
  );
}

function LessonFigures({ lesson }: { lesson: LessonDetail }) {
  const seen = { recurrence: lesson.recurrence, counter: lesson.counter };
  return (
    <Figures>
      <Figure
        label="Failed"
        value={<span className="fig">{lesson.recurrence}</span>}
        beside={runsWord(lesson.recurrence)}
      >
        each counted once
      </Figure>
      <Figure
        label="Passed the same way"
        value={<span className="fig">{lesson.counter}</span>}
        beside={runsWord(lesson.counter)}
      >
        they speak against it
      </Figure>
      <Figure label="Confidence" value={<span className="fig">{fractionValue(confidenceOf(seen))}</span>}>
        {fractionWords(seen)}
      </Figure>
      <Figure
        label="Severity"
        value={
          <span className="fig">
            <SeverityWord severity={lesson.severity} />
          </span>
        }
      >
        by its codes
      </Figure>
    </Figures>
  );
}

function LessonRail({ lesson }: { lesson: LessonDetail }) {
  const { skill, scope, candidate } = lesson;
  return (
    <RailSection title="Facts">
      <Facts>
        <Fact label="Proposal">
          <LessonCandidate candidate={candidate} />
        </Fact>
        <Fact label="Lesson">
          <code>{shortId(lesson.id)}</code>
        </Fact>
        <Fact label="Skill">
          {skill === null ? (
            "no skill"
          ) : (
            <Link className="link" href={skillHrefOf(skill)}>
              {skill.name}
              {skill.version === null ? "" : ` v${skill.version}`}
            </Link>
          )}
        </Fact>
        <Fact label="Signature">
          <UntrustedText text={lesson.taskSignature} />
        </Fact>
        <Fact label="Distilled of">
          <ScopeLink scope={scope} />
        </Fact>
        <Fact label="Distillation">
          <Link className="link" href={distillationHref(lesson.distillationId)}>
            open
          </Link>
        </Fact>
      </Facts>
    </RailSection>
  );
}
