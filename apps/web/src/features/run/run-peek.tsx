"use client";

import { useQuery } from "@tanstack/react-query";
import type { RunDetail } from "@yardlet/services";
import { UntrustedText } from "@/features/skill/untrusted-text.tsx";
import { useTRPC } from "@/trpc/client.ts";
import { ButtonLink } from "@/ui/button.tsx";
import { Fact, Facts } from "@/ui/facts.tsx";
import { Link } from "@/ui/link.tsx";
import { Peek } from "@/ui/peek.tsx";
import { QueryError } from "@/ui/query-error.tsx";
import { SkeletonTable } from "@/ui/skeleton.tsx";
import { Ago } from "@/ui/time.tsx";
import { LongText } from "./long-text.tsx";
import { Notes } from "./notes.tsx";
import { runHref, taskHref } from "./place.ts";
import { RunOutcome } from "./run-outcome.tsx";
import { AcceptanceWord, StateWord } from "./run-state.tsx";
import { SkillTable } from "./skill-table.tsx";
import { visibleText } from "./visible-text.ts";
import { formatTook, ROLES, weightless } from "./words.ts";

/** How many skills a quick look has room for. */
const SKILLS = 8;

interface RunPeekProps {
  run: { repo: string; runId: string };
  place: string | undefined;
  onClose: () => void;
}

export function RunPeek({ run, place, onClose }: RunPeekProps) {
  const trpc = useTRPC();
  const detail = useQuery(trpc.run.get.queryOptions(run));
  return (
    <Peek title={visibleText(detail.data?.key.task ?? run.runId)} {...(place ? { place } : {})} onClose={onClose}>
      {detail.isPending ? <SkeletonTable rows={6} columns={2} /> : null}
      {detail.isError ? <QueryError error={detail.error} onRetry={() => detail.refetch()} /> : null}
      {detail.data ? <PeekBody detail={detail.data} /> : null}
    </Peek>
  );
}

function PeekBody({ detail }: { detail: RunDetail }) {
  const { repo, key, role, record, verdicts, skills } = detail;
  return (
    <>
      <p>
        <StateWord state={detail.state} />
        <span className="t2">
          , {ROLES[role]} in {repo}, <Ago at={detail.at} />
        </span>
      </p>
      <RunOutcome run={detail} />
      <div className="row">
        <ButtonLink keys={["↵"]} href={runHref(detail)}>
          Open
        </ButtonLink>
        <ButtonLink kind="quiet" href={taskHref(repo, key)}>
          Its task
        </ButtonLink>
      </div>
      {record.question ? (
        <section>
          <h3>Question</h3>
          <p className="sm">
            <LongText text={record.question} most={240} />
          </p>
        </section>
      ) : null}
      {verdicts.length > 0 ? (
        <section>
          <h3>Verdict</h3>
          <Facts>
            {verdicts.map((verdict) => (
              <Fact
                key={`${verdict.key.intent} ${verdict.key.task}`}
                label={
                  <Link className="link" href={taskHref(repo, verdict.key)}>
                    <UntrustedText text={verdict.key.task} />
                  </Link>
                }
              >
                {verdict.passed} of {verdict.judged} passed
                {verdict.reason ? <span className="t3">, no weight: {weightless(verdict.reason)}</span> : null}
              </Fact>
            ))}
          </Facts>
        </section>
      ) : null}
      {skills.length > 0 ? (
        <section>
          <h3>Skills</h3>
          <SkillTable skills={skills.slice(0, SKILLS)} brief />
          {skills.length > SKILLS ? <p className="sm t3">and {skills.length - SKILLS} more on its page</p> : null}
        </section>
      ) : null}
      <Notes notes={detail.notes} />
      <section>
        <h3>Facts</h3>
        <Facts>
          {role === "builder" ? (
            <Fact label="Task">
              <AcceptanceWord acceptance={detail.acceptance} />
            </Fact>
          ) : null}
          {detail.attempt ? (
            <Fact label="Attempt">
              {detail.attempt.rank} of {detail.attempt.of}
            </Fact>
          ) : null}
          <Fact label="Agent">
            {detail.agent === null ? (
              "not said"
            ) : (
              <UntrustedText text={[detail.agent, detail.model].filter(Boolean).join(", ")} />
            )}
          </Fact>
          <Fact label="Took">{formatTook(detail.wallSeconds)}</Fact>
          <Fact label="Run">
            <code>
              <UntrustedText text={detail.runId} />
            </code>
          </Fact>
        </Facts>
      </section>
    </>
  );
}
