"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import type { RunDetail } from "@yardlet/services";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { ButtonLink } from "@/ui/button.tsx";
import { formatCount } from "@/ui/format.ts";
import { useKey } from "@/ui/keys.ts";
import { Link } from "@/ui/link.tsx";
import { PageHead } from "@/ui/page-head.tsx";
import { Section, WithRail } from "@/ui/section.tsx";
import { Ago } from "@/ui/time.tsx";
import { useRouter } from "next/navigation";
import { Corrections } from "./corrections.tsx";
import { CriteriaTable } from "./criteria-table.tsx";
import { FirstOf } from "./first-of.tsx";
import { LongText } from "./long-text.tsx";
import { Notes } from "./notes.tsx";
import { taskHref } from "./place.ts";
import { RawRecord } from "./raw-record.tsx";
import { RefLink } from "./ref-link.tsx";
import { RunOutcome } from "./run-outcome.tsx";
import { RunRail } from "./run-rail.tsx";
import { SkillResultSection } from "./skill-result-section.tsx";
import { SkillTable } from "./skill-table.tsx";
import { VerdictSection } from "./verdict-section.tsx";
import { ROLES, STATES } from "./words.ts";

/** Everything of one run. */
export function RunView({ repo, runId }: { repo: string; runId: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const { data: run } = useSuspenseQuery(trpc.run.get.queryOptions({ repo, runId }));
  const { record } = run;
  const task = taskHref(repo, run.key);
  useKey("t", "Open its task", () => router.push(task));
  return (
    <>
      <PageHead title={<RunTitle run={run} />} lead={<Lead run={run} />}>
        <ButtonLink keys={["t"]} href={task}>
          Its task
        </ButtonLink>
      </PageHead>
      <WithRail rail={<RunRail run={run} />}>
        <RunOutcome run={run} />
        <Notes notes={run.notes} />
        {record.question ? (
          <Section title="Question" note="for a person">
            <LongText text={record.question} most={1_000} />
          </Section>
        ) : null}
        <VerdictSection run={run} />
        {run.skills.length > 0 ? (
          <Section title="Skills" note={`${formatCount(run.skills.length, "mention")}; scores count what was declared`}>
            <FirstOf items={run.skills} most={20}>
              {(shown) => <SkillTable skills={shown} />}
            </FirstOf>
          </Section>
        ) : null}
        {record.criteria.length > 0 ? (
          <Section title="Criteria" note="what makes the task done, as this run has it">
            <FirstOf items={record.criteria} most={20}>
              {(shown) => <CriteriaTable criteria={shown} />}
            </FirstOf>
          </Section>
        ) : null}
        {run.envelope ? <SkillResultSection envelope={run.envelope} /> : null}
        {record.harness_suggestions.length > 0 ? (
          <Section title="Suggestions" note="what the agent would have wanted to know">
            <ul className="texts">
              {record.harness_suggestions.map(({ kind, title, content }, index) => (
                <li key={index}>
                  <h3 className="said">
                    <UntrustedText text={title} /> <span className="sm t3">{kind}</span>
                  </h3>
                  <LongText text={content} />
                </li>
              ))}
            </ul>
          </Section>
        ) : null}
        {record.refs.length > 0 ? (
          <Section title="References" note="as the run gave them; nothing here was opened">
            <ul className="texts">
              {record.refs.map((uri, index) => (
                <li key={index}>
                  <RefLink uri={uri} />
                </li>
              ))}
            </ul>
          </Section>
        ) : null}
        <Corrections corrections={run.corrections} revision={run.revision} />
        <RawRecord record={record} />
      </WithRail>
    </>
  );
}

function RunTitle({ run: { state, key } }: { run: RunDetail }) {
  return (
    <span className="said">
      {STATES[state].word}: <UntrustedText text={key.task} />
    </span>
  );
}

function Lead({ run }: { run: RunDetail }) {
  const { attempt, role, repo, agent, at, verdicts } = run;
  const which = attempt && attempt.of > 1 ? `Attempt ${attempt.rank} of ${attempt.of}` : "One attempt";
  return (
    <>
      {role === "builder"
        ? `${which} at a task of `
        : `A run of a ${ROLES[role]}${verdicts.length > 0 ? `, judging ${formatCount(verdicts.length, "task")}` : ""}, in `}
      <Link className="link" href={`/repos/${repo}`}>
        {repo}
      </Link>
      {agent === null ? null : (
        <>
          , by <UntrustedText text={agent} />
        </>
      )}
      , <Ago at={at} />.
    </>
  );
}
